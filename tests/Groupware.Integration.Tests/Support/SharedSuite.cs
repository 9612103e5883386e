namespace Groupware.Testing;

/// <summary>One suite with the demo's content for all tests of an assembly that only use it; started by the first that asks. Tests make their own people and collections in it.</summary>
public sealed class SharedSuite : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private Suite? suite;

    public async Task<Suite> GetAsync()
    {
        await starting.WaitAsync();
        try
        {
            return suite ??= await Suite.StartAsync(new SuiteOptions { Demo = "true" });
        }
        finally
        {
            starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (suite is not null) await suite.DisposeAsync();
        starting.Dispose();
    }
}
