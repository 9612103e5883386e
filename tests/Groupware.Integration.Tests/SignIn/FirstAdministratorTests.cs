using System.Net;
using Groupware.Testing;
using Microsoft.Data.Sqlite;

namespace Groupware.Integration.Tests.SignIn;

[Trait("Category", "Slow")]
public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task An_empty_installation_gets_its_administrator_from_the_settings()
    {
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "", Settings = new Dictionary<string, string> { ["Admin__Address"] = "boss@company.test", ["Admin__Password"] = "correct horse", ["Admin__Name"] = "Boss", ["Directory__TimeZone"] = "America/New_York" } });
        using var boss = await WebVisitor.SignedInAsync(suite, "boss@company.test", "correct horse");
        Assert.Equal(HttpStatusCode.OK, await boss.StatusAsync("/admin/people"));
        await using var database = new SqliteConnection($"Data Source={Path.Combine(suite.Data, "groupware.db")};Mode=ReadOnly");
        await database.OpenAsync();
        await using var zone = database.CreateCommand();
        zone.CommandText = "select zone_id from person where address = 'boss@company.test'";
        Assert.Equal("America/New_York", await zone.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("boss", "correct horse", "Admin__Address")]
    [InlineData("boss@company.test", "short", "Admin__Password")]
    public async Task A_setting_that_makes_none_is_named(string address, string password, string setting)
    {
        var (exit, said, left) = await Suite.RefusedAsync(new SuiteOptions { Demo = "", Settings = new Dictionary<string, string> { ["Admin__Address"] = address, ["Admin__Password"] = password } });
        Assert.Equal(1, exit);
        Assert.Contains(setting, said, StringComparison.Ordinal);
        Assert.Empty(left);
    }
}
