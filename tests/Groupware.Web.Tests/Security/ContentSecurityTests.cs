using Bunit;
using Groupware.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using MudBlazor.Services;

namespace Groupware.Web.Tests.Security;

public sealed class ContentSecurityTests
{
    [Fact]
    public async Task A_fault_of_the_first_answer_is_not_that_of_all_others()
    {
        await using var browser = new BunitContext { JSInterop = { Mode = JSRuntimeMode.Loose } };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMudServices();
        services.AddSingleton<IJSRuntime>(browser.JSInterop.JSRuntime);
        await using var provider = services.BuildServiceProvider();
        var scopes = new FailingOnce(provider.GetRequiredService<IServiceScopeFactory>());
        var security = new ContentSecurity(_ => Task.CompletedTask, scopes, NullLoggerFactory.Instance);

        await Assert.ThrowsAsync<InvalidOperationException>(() => security.InvokeAsync(new DefaultHttpContext()));
        var answer = new DefaultHttpContext();
        await security.InvokeAsync(answer);
        await security.InvokeAsync(new DefaultHttpContext());

        Assert.Contains("style-src-elem 'self' 'sha256-", answer.Response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, scopes.Asked);
    }

    private sealed class FailingOnce(IServiceScopeFactory inner) : IServiceScopeFactory
    {
        public int Asked { get; private set; }

        public IServiceScope CreateScope() => ++Asked == 1 ? throw new InvalidOperationException("The first time it fails") : inner.CreateScope();
    }
}
