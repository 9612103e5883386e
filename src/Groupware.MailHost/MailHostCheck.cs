using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Groupware.MailHost.Dovecot;
using Groupware.MailHost.Postfix;

namespace Groupware.MailHost;

/// <summary>What must be right before anything is started; each refusal is one sentence naming the setting.</summary>
internal static partial class MailHostCheck
{
    public static void Options(MailHostOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out var address))
            throw new StartRefusedException($"MailHost__Address is \"{options.Address}\": give an IP address such as 127.0.0.1.");
        if (!IPAddress.IsLoopback(address) && (options.Certificate.Length == 0 || options.CertificateKey.Length == 0))
            throw new StartRefusedException($"MailHost__Address is {options.Address}, which others can reach: set MailHost__Certificate and MailHost__CertificateKey to PEM files, or leave the address at 127.0.0.1.");
        Certificate(options);
        if (options.Relay.Length > 0 && !RelayName().IsMatch(options.Relay))
            throw new StartRefusedException($"MailHost__Relay is \"{options.Relay}\": give a host such as [smtp.example.net]:587, or direct, or leave it empty.");
        if (options.HostName.Length > 0 && Uri.CheckHostName(options.HostName) != UriHostNameType.Dns)
            throw new StartRefusedException($"MailHost__HostName is \"{options.HostName}\": give a host name such as mail.example.org.");

        if (options.FullText == FullTextSearch.On && !DovecotConfiguration.FullTextInstalled)
            throw new StartRefusedException("MailHost__FullText is On but the package dovecot-fts-xapian is not installed: apt-get install dovecot-fts-xapian, or set it to Auto.");
        var seen = new Dictionary<int, string>();
        foreach (var (setting, port) in Ports(options))
        {
            if (port is < 1 or > 65535) throw new StartRefusedException(string.Create(CultureInfo.InvariantCulture, $"{setting} is {port}: a port is a number from 1 to 65535."));
            if (!seen.TryAdd(port, setting)) throw new StartRefusedException(string.Create(CultureInfo.InvariantCulture, $"{seen[port]} and {setting} are both {port}: give each its own port."));
        }
    }

    /// <summary>A certificate that does not fit its key would let the servers start and turn every client away.</summary>
    private static void Certificate(MailHostOptions options)
    {
        foreach (var (setting, file, other) in new[] { ("MailHost__Certificate", options.Certificate, options.CertificateKey), ("MailHost__CertificateKey", options.CertificateKey, options.Certificate) })
        {
            if (file.Length == 0 && other.Length > 0) throw new StartRefusedException($"{setting} is missing: a certificate needs both MailHost__Certificate and MailHost__CertificateKey.");
            if (file.Length > 0 && (!File.Exists(file) || !Path.IsPathFullyQualified(file)))
                throw new StartRefusedException($"{setting} names {file}, which does not exist or cannot be read: give the whole path of a PEM file.");
        }

        if (!options.Tls) return;
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(options.Certificate, options.CertificateKey);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"MailHost__Certificate {options.Certificate} and MailHost__CertificateKey {options.CertificateKey} are not a certificate and its key in PEM that this process can read ({e.Message.Split('\n')[0]}).", e);
        }
    }

    [GeneratedRegex(@"^(direct|\[?[A-Za-z0-9][A-Za-z0-9.:-]*\]?(:[0-9]{1,5})?)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RelayName();

    public static void Packages(MailHostOptions options, SystemUsers users)
    {
        var missing = DovecotConfiguration.Needs.Where(need => !File.Exists(need.File)).Select(need => need.Package).ToList();
        if (users.Root && !File.Exists(PostfixConfiguration.Master)) missing.Add("postfix");
        if (missing.Count > 0)
        {
            throw new StartRefusedException($"The mail host needs packages that are not installed; an administrator installs them with: apt-get install {string.Join(' ', missing)}"
                + " (or use an existing IMAP host: MailHost__Enabled=false Directory__Source=Imap Mail__Imap__Host=imap.example.net).");
        }

        if (users.Root && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith(options.User + ":", StringComparison.Ordinal)))
            throw new StartRefusedException($"The system user \"{options.User}\" (MailHost__User) does not exist: useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin {options.User}");
    }

    public static async Task PortsAsync(MailHostOptions options, TimeProvider time, CancellationToken cancel)
    {
        var address = IPAddress.Parse(options.Address);
        foreach (var (setting, port) in Ports(options))
        {
            // what an earlier run left may take a moment to let go
            for (var tries = 0; !PortProbe.Free(address, port); tries++)
            {
                if (tries == 20)
                    throw new StartRefusedException(string.Create(CultureInfo.InvariantCulture, $"Port {port} ({setting}) is already in use: stop what listens there, or set {setting} to a free port."));
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancel);
            }
        }
    }

    private static IEnumerable<(string Setting, int Port)> Ports(MailHostOptions options) =>
    [
        .. options.Tls ? [("MailHost__ImapsPort", options.ImapsPort), ("MailHost__SubmissionsPort", options.SubmissionsPort)] : Array.Empty<(string, int)>(),
        ("MailHost__ImapPort", options.ImapPort),
        ("MailHost__SubmissionPort", options.SubmissionPort),
        ("MailHost__LmtpPort", options.LmtpPort),
        ("MailHost__SmtpPort", options.SmtpPort),
        ("MailHost__SievePort", options.SievePort),
        ("MailHost__SaslPort", options.SaslPort),
        ("MailHost__SuitePort", options.SuitePort),
        ("MailHost__MapPort", options.MapPort),
        ("MailHost__DoveadmPort", options.DoveadmPort),
    ];
}
