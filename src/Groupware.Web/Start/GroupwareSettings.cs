using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Groupware.Mail;
using Groupware.People;
using Groupware.Storage;

namespace Groupware.Web.Start;

/// <summary>The settings that concern the whole process, read and checked before anything is made or started.</summary>
/// <param name="Url">Where the web listens.</param>
/// <param name="Data">Absolute path of the data folder: everything the suite writes is there.</param>
/// <param name="Demo">What an empty data folder is filled with.</param>
/// <param name="Proxies">Addresses of reverse proxies whose forwarded headers are believed; null: none is in front.</param>
/// <param name="Storage">Which database.</param>
internal sealed record GroupwareSettings(Uri Url, string Data, DemoContent Demo, IReadOnlyList<IPAddress>? Proxies, StorageOptions Storage)
{
    public const string DefaultUrl = "http://localhost:8080";

    /// <summary>Marks a data folder that holds accounts with a password everybody knows.</summary>
    public string DemoMarker => Path.Combine(Data, "demo");

    /// <summary>Connection string of the SQLite file in the data folder.</summary>
    public string OwnDatabase => OwnDatabaseOf(Data);

    public bool IsLoopback => Url.IsLoopback;

    /// <summary>For the address bar of somebody on this machine.</summary>
    public string ShownUrl => Url.GetLeftPart(UriPartial.Authority);

    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static GroupwareSettings Read(IConfiguration configuration)
    {
        if (configuration["Directory:Source"] is { Length: > 0 } source && !Enum.GetNames<DirectorySource>().Contains(source, StringComparer.OrdinalIgnoreCase))
            throw new StartRefusedException($"Directory__Source is \"{source}\": give Database or Imap.");
        var url = ReadUrl(configuration["GROUPWARE_URL"]);
        var data = Path.GetFullPath(configuration["GROUPWARE_DATA"] is { Length: > 0 } folder ? folder : "data");
        var settings = new GroupwareSettings(url, data, ReadDemo(configuration["GROUPWARE_DEMO"]), ReadProxies(configuration["GROUPWARE_PROXY"]), ReadStorage(configuration, data));
        CheckMail(configuration);
        CheckExposure(settings, configuration);
        return settings;
    }

    private static Uri ReadUrl(string? text)
    {
        if (string.IsNullOrEmpty(text)) text = DefaultUrl;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.PathAndQuery != "/")
            throw new StartRefusedException($"GROUPWARE_URL is \"{text}\": give a scheme, a host and a port, such as {DefaultUrl}.");
        return url;
    }

    private static DemoContent ReadDemo(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" or "false" => DemoContent.None,
        "people" => DemoContent.People,
        "true" => DemoContent.All,
        var other => throw new StartRefusedException($"GROUPWARE_DEMO is \"{other}\": give true, people or false."),
    };

    private static IReadOnlyList<IPAddress>? ReadProxies(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var proxies = new List<IPAddress>();
        foreach (var part in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            proxies.Add(IPAddress.TryParse(part, out var address)
                ? address
                : throw new StartRefusedException($"GROUPWARE_PROXY holds \"{part}\": give the IP addresses of the reverse proxies, separated by commas."));
        }

        return proxies;
    }

    private static StorageOptions ReadStorage(IConfiguration configuration, string data)
    {
        var given = configuration["Storage:Provider"];
        var connection = configuration["Storage:ConnectionString"] ?? "";
        switch (given?.ToLowerInvariant())
        {
            case null or "" or "sqlite":
                return new StorageOptions { ConnectionString = connection.Length > 0 ? connection : OwnDatabaseOf(data) };
            case "postgres":
                if (connection.Length == 0)
                    throw new StartRefusedException("Storage__ConnectionString is missing: PostgreSQL needs one, such as Host=localhost;Database=groupware;Username=groupware;Password=….");
                return new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = connection };
            default:
                throw new StartRefusedException($"Storage__Provider is \"{given}\": give Sqlite or Postgres.");
        }
    }

    private static string OwnDatabaseOf(string data) => "Data Source=" + Path.Combine(data, DataFolder.Database);

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static void CheckMail(IConfiguration configuration)
    {
        if (configuration["MailHost:Enabled"] is { Length: > 0 } enabled && !bool.TryParse(enabled, out _))
            throw new StartRefusedException($"MailHost__Enabled is \"{enabled}\": give true or false.");
        if (configuration["Directory:DefaultDomain"] is { Length: > 0 } domain && Uri.CheckHostName(domain) != UriHostNameType.Dns)
            throw new StartRefusedException($"Directory__DefaultDomain is \"{domain}\": give a domain such as example.org.");
        if (configuration["Directory:TimeZone"] is { } zone && NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            throw new StartRefusedException($"Directory__TimeZone is \"{zone}\": give a time zone such as Europe/Paris.");
        var own = configuration["MailHost:Enabled"]?.ToLowerInvariant() is not "false";
        if (!own && string.IsNullOrEmpty(configuration["Mail:Imap:Host"]))
            throw new StartRefusedException("Mail__Imap__Host is missing: with MailHost__Enabled=false it names the existing mail host, such as Mail__Imap__Host=imap.example.net.");
        foreach (var door in own ? [] : new[] { "Imap", "Smtp" })
        {
            var security = configuration[$"Mail:{door}:Security"];
            var clear = string.IsNullOrEmpty(security) || (Enum.TryParse<MailSecurity>(security, ignoreCase: true, out var chosen) && chosen == MailSecurity.None);
            if (clear && configuration[$"Mail:{door}:Host"] is { Length: > 0 } host && !IsThisMachine(host))
                throw new StartRefusedException($"Mail__{door}__Security is None, which sends passwords in clear to {host}: give Tls or StartTls.");
        }

        if (!string.Equals(configuration["Directory:Source"], "Imap", StringComparison.OrdinalIgnoreCase)) return;
        if (own) throw new StartRefusedException("Directory__Source is Imap, which needs an existing mail host: set MailHost__Enabled=false and Mail__Imap__Host, or leave Directory__Source at Database.");
    }

    /// <summary>Passwords and mail never go in clear over a network, and nobody but this machine meets accounts with a known password.</summary>
    private static void CheckExposure(GroupwareSettings settings, IConfiguration configuration)
    {
        var certificate = configuration["Kestrel:Certificates:Default:Path"];
        if (settings.Url.Scheme == "https" && !File.Exists(certificate))
        {
            throw new StartRefusedException(string.IsNullOrEmpty(certificate)
                ? "GROUPWARE_URL begins with https but no certificate is named: set Kestrel__Certificates__Default__Path and Kestrel__Certificates__Default__KeyPath to PEM files."
                : $"Kestrel__Certificates__Default__Path names {certificate}, which does not exist or cannot be read.");
        }

        CheckCertificate(configuration);
        var mail = configuration["MailHost:Address"];
        if (mail is { Length: > 0 } && IPAddress.TryParse(mail, out var address) && !IPAddress.IsLoopback(address) && configuration["MailHost:Enabled"]?.ToLowerInvariant() is not "false")
            CheckDemo(settings, "MailHost__Address", mail);
        if (settings.IsLoopback) return;
        if (settings.Url.Scheme != "https" && settings.Proxies is null)
        {
            throw new StartRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"GROUPWARE_URL is {settings.ShownUrl}, which others can reach without encryption: use https with a certificate, or put a reverse proxy with TLS in front and name its address in GROUPWARE_PROXY."));
        }

        CheckDemo(settings, "GROUPWARE_URL", settings.ShownUrl);
    }

    /// <summary>Kestrel would tell of a key that does not fit only after everything else runs.</summary>
    private static void CheckCertificate(IConfiguration configuration)
    {
        if (configuration["Kestrel:Certificates:Default:Path"] is not { Length: > 0 } certificate) return;
        if (configuration["Kestrel:Certificates:Default:KeyPath"] is not { Length: > 0 } key) return;   // a PFX file, or a PEM file with the key in it
        if (!File.Exists(key)) throw new StartRefusedException($"Kestrel__Certificates__Default__KeyPath names {key}, which does not exist or cannot be read.");
        if (configuration["Kestrel:Certificates:Default:Password"] is { Length: > 0 }) return;
        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"Kestrel__Certificates__Default__Path {certificate} and Kestrel__Certificates__Default__KeyPath {key} are not a certificate and its key in PEM that this process can read ({e.Message.Split('\n')[0]}).", e);
        }
    }

    private static void CheckDemo(GroupwareSettings settings, string setting, string value)
    {
        if (settings.Demo != DemoContent.None)
            throw new StartRefusedException($"{setting} is {value}, which others can reach: demo accounts have a known password and are made only on loopback; add --no-demo.");
        if (File.Exists(settings.DemoMarker))
            throw new StartRefusedException($"The data folder {settings.Data} holds demo accounts with a known password: use another GROUPWARE_DATA, or stay on {DefaultUrl}.");
    }
}

/// <summary>What an empty data folder is filled with.</summary>
internal enum DemoContent
{
    /// <summary>Nothing; the administrator makes the first account.</summary>
    None,

    /// <summary>The accounts of the invented company, without mail, events and cards.</summary>
    People,

    /// <summary>The accounts and a week of their life.</summary>
    All,
}
