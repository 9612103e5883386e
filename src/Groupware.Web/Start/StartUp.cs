using System.Net.Sockets;
using System.Text.RegularExpressions;
using Groupware.Storage;
using Microsoft.Extensions.Options;

namespace Groupware.Web.Start;

/// <summary>The outermost edge of the process: a start that is refused ends with one sentence on standard error and exit code 1.</summary>
internal static partial class StartUp
{
    /// <summary>Held until the process ends.</summary>
    private static DataFolder? data;

    /// <summary>A first start that is refused also takes away what it has made.</summary>
    /// <returns>Exit code.</returns>
    public static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        var code = await CodeAsync(run);
        if (code != 0) data?.Undo();
        return code;
    }

    private static async Task<int> CodeAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync("Groupware: " + e.Message);
        }
        catch (OptionsValidationException e)
        {
            await Console.Error.WriteLineAsync("Groupware: " + e.Failures.First());
        }
        catch (DatabaseStartupException e)
        {
            await Console.Error.WriteLineAsync("Groupware: " + e.Message);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync("Groupware: " + e.Message + " Set GROUPWARE_URL to a free address.");
        }
        catch (InvalidOperationException e) when (e.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync("Groupware: " + Sentence(e.Message));
        }
        catch (OperationCanceledException)
        {
            return 0;   // stopped while starting
        }

        return 1;
    }

    // Failed to convert configuration value 'imap' at 'MailHost:ImapPort' to type 'System.Int32'.
    private static string Sentence(string message)
    {
        var said = Unconvertible().Match(message);
        if (!said.Success) return message.Split('\n')[0];
        var type = said.Groups["type"].Value;
        var wanted = type switch
        {
            "System.Boolean" => "true or false",
            "System.TimeSpan" => "a time such as 00:00:05",
            _ when type.StartsWith("System.Int", StringComparison.Ordinal) => "a whole number",
            _ when AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(type)).FirstOrDefault(found => found is { IsEnum: true }) is { } choice => "one of " + string.Join(", ", Enum.GetNames(choice)),
            _ => "another value",
        };
        return $"{said.Groups["setting"].Value.Replace(":", "__", StringComparison.Ordinal)} is \"{said.Groups["value"].Value}\": give {wanted}.";
    }

    [GeneratedRegex("configuration value '(?<value>.*)' at '(?<setting>[^']+)' to type '(?<type>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unconvertible();

    /// <summary>Settings, data folder, address, database, health: what every feature stands on.</summary>
    public static GroupwareSettings AddStart(this WebApplicationBuilder builder)
    {
        var settings = GroupwareSettings.Read(builder.Configuration);
        AddressCheck.Free(settings.Url);
        builder.Services.AddSingleton(settings);
        data = DataFolder.Open(settings.Data);
        builder.Services.AddSingleton(data);
        if (settings.Storage.ConnectionString == settings.OwnDatabase) DataFolder.MakeDatabase(settings.Data);
        builder.WebHost.UseUrls(settings.Url.GetLeftPart(UriPartial.Authority));
        // build output (tests, development) serves the files where they stand in the sources; a published one has its own copies
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "Groupware.Web.staticwebassets.runtime.json"))) builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(12));
        builder.Services.AddDataFolderKeys(settings.Data);
        builder.Services.AddForwarding(settings.Proxies);
        builder.Services.AddStorage(settings.Storage);
        builder.Services.AddHostedService<HangupStop>();
        builder.Services.AddHostedService<DatabaseStart>();
        builder.Services.AddHealth();
        builder.Services.AddHostedService<ReadyNotice>();
        return settings;
    }
}
