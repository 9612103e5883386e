using System.Globalization;
using Groupware.People;
using Groupware.Storage;
using Groupware.Web.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Groupware.Web.Admin;

/// <summary>
/// The directory from the command line (<c>./run.sh admin …</c>), so that nobody is ever locked out. Works on the database itself, beside a running
/// suite or without one; a running one notices within a second.
/// </summary>
internal static class AdminCommand
{
    public const string Help = """
        ./run.sh admin COMMAND …

          list-people                                       everybody, with state and aliases
          add-person ADDRESS [--name NAME] [--admin] [--language en|fr] [--zone Europe/Paris] [--quota 20G]
          reset-password ADDRESS                            signs the person out everywhere
          change-person ADDRESS [--name NAME] [--address NEW] [--admin|--no-admin] [--language en|fr] [--zone ZONE] [--quota 20G|none]
          disable ADDRESS          enable ADDRESS           close an account within seconds, open it again
          add-alias ADDRESS ALIAS  remove-alias ADDRESS ALIAS
          list-domains             add-domain NAME          remove-domain NAME
          list-groups              add-group ADDRESS --name NAME [--member ADDRESS …]     remove-group ADDRESS
          join ADDRESS GROUP       leave ADDRESS GROUP

        A password is asked for on the console, or read from standard input with --password-stdin; without a console
        one is made and printed. The suite may be running or not.
        """;

    /// <returns>Exit code: 0 done, 1 refused with one sentence on <paramref name="error"/>, 2 not understood.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextReader input, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (args.Count == 0 || args[0] is "help" or "--help" or "-h")
        {
            await output.WriteLineAsync(Help);
            return args.Count == 0 ? 2 : 0;
        }

        if (!AdminArguments.TryParse(args, out var parsed, out var fault))
        {
            await error.WriteLineAsync(fault);
            return 2;
        }

        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables();
        var settings = GroupwareSettings.Read(configuration);
        if (!Directory.Exists(settings.Data)) DataFolder.Make(settings.Data);
        if (settings.Storage.ConnectionString == settings.OwnDatabase) DataFolder.MakeDatabase(settings.Data);
        settings.Storage.LockWait = TimeSpan.FromSeconds(30);   // a busy suite writes all the time, and nobody else waits for this command
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddStorage(settings.Storage);
        services.AddPeople(configuration);
        await using var provider = services.BuildServiceProvider();
        await DatabaseStartup.PrepareAsync(provider.GetRequiredService<IDbContextFactory<GroupwareContext>>(), settings.Storage, cancel);
        var directory = new DirectoryCommands(provider.GetRequiredService<Persons>(), provider.GetRequiredService<Domains>(), provider.GetRequiredService<Groups>(), provider.GetRequiredService<IOptions<PeopleOptions>>().Value, new PasswordQuestion(input, output, parsed.Has("password-stdin")), output);
        try
        {
            var refusal = await directory.RunAsync(parsed, cancel);
            if (refusal is null) return 0;
            await error.WriteLineAsync(refusal);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            await error.WriteLineAsync($"The database did not take it ({cause.GetBaseException().Message.ReplaceLineEndings(" ").Trim().TrimEnd('.')}); the command can be given again.");
        }

        return 1;
    }

    /// <summary>"20G", "500M", "none" -> bytes; null when it is none of them.</summary>
    public static long? ParseSize(string text)
    {
        if (text is "none" or "0") return 0;
        var factor = text.Length == 0 ? 0 : char.ToUpperInvariant(text[^1]) switch { 'K' => 1_000L, 'M' => 1_000_000L, 'G' => 1_000_000_000L, 'T' => 1_000_000_000_000L, _ => 0L };
        return factor > 0 && decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000
            ? (long)(number * factor)
            : null;
    }
}
