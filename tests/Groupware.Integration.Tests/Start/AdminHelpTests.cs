using Groupware.Testing;
using Microsoft.Data.Sqlite;

namespace Groupware.Integration.Tests.Start;

/// <summary>What <c>./run.sh admin</c> says about itself.</summary>
[Trait("Category", "Slow")]
public sealed class AdminHelpTests(SharedSuite shared)
{
    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_lists_the_commands(string asked)
    {
        var (code, said) = await (await shared.GetAsync()).AdminAsync(asked);
        Assert.Equal(0, code);
        Assert.StartsWith("./run.sh admin COMMAND", said, StringComparison.Ordinal);
        Assert.All(["list-people", "add-person", "reset-password", "change-person", "disable", "enable", "add-alias", "add-domain", "add-group", "join", "--password-stdin"], word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"dance\" is no admin command; \"admin help\" lists them.", "dance")]
    [InlineData("disable takes 1 argument; \"admin help\" shows them.", "disable")]
    [InlineData("--colour is no option here, or its value is missing; \"admin help\" lists them.", "list-people", "--colour")]
    public async Task What_it_does_not_know_ends_with_a_sentence_and_2(string sentence, params string[] arguments)
    {
        var (code, said) = await (await shared.GetAsync()).AdminAsync(arguments);
        Assert.Equal((2, sentence), (code, said.TrimEnd()));
    }

    /// <summary>A trigger that refuses stands for a full disk, or a file that another process holds for too long.</summary>
    [Fact]
    public async Task A_database_that_does_not_take_it_is_said_in_a_sentence()
    {
        await using var suite = await Suite.StartAsync();
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(suite.Data, "groupware.db")}"))
        {
            await database.OpenAsync();
            await using var trigger = database.CreateCommand();
            trigger.CommandText = "create trigger refuse before insert on mail_domain begin select raise(abort, 'no room'); end";
            await trigger.ExecuteNonQueryAsync();
        }

        var (code, said) = await suite.AdminAsync("add-domain", "more.test");
        Assert.Equal((1, "The database did not take it (SQLite Error 19: 'no room'); the command can be given again."), (code, said.TrimEnd()));
    }

    [Fact]
    public async Task What_it_makes_before_the_first_start_is_closed_to_other_users_of_the_machine()
    {
        var data = Path.Combine(Directory.CreateTempSubdirectory("gw-").FullName, "data");
        var start = new System.Diagnostics.ProcessStartInfo("bash", ["-c", "umask 022; exec dotnet \"$0\" admin add-person boss@company.test --admin --password-stdin", ProductFiles.WebAssembly]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["GROUPWARE_DATA"] = data;
        using (var command = System.Diagnostics.Process.Start(start)!)
        {
            await command.StandardInput.WriteAsync("correct horse\n");
            command.StandardInput.Close();
            await command.StandardOutput.ReadToEndAsync();
            await command.WaitForExitAsync();
            Assert.Equal(0, command.ExitCode);
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(data) & Others);
        Assert.All(Directory.EnumerateFiles(data, "groupware.db*").Where(file => !file.EndsWith("-migration", StringComparison.Ordinal)), file => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others));
        Directory.Delete(Path.GetDirectoryName(data)!, recursive: true);
    }
}
