namespace Groupware.Web.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Runs() => Assert.NotNull(typeof(Groupware.Storage.GroupwareContext));
}
