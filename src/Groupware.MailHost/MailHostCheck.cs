using System.Globalization;
using System.Net;
using Groupware.MailHost.Dovecot;
using Groupware.MailHost.Postfix;

namespace Groupware.MailHost;

/// <summary>What must be right before anything is started; each refusal is one sentence naming the setting.</summary>
internal static class MailHostCheck
{
    public static void Options(MailHostOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out var address))
            throw new StartRefusedException($"MailHost__Address is \"{options.Address}\": give an IP address such as 127.0.0.1.");
        if (!IPAddress.IsLoopback(address) && (options.Certificate.Length == 0 || options.CertificateKey.Length == 0))
            throw new StartRefusedException($"MailHost__Address is {options.Address}, which others can reach: set MailHost__Certificate and MailHost__CertificateKey to PEM files, or leave the address at 127.0.0.1.");
        foreach (var (setting, file) in new[] { ("MailHost__Certificate", options.Certificate), ("MailHost__CertificateKey", options.CertificateKey) })
        {
            if (file.Length > 0 && !File.Exists(file)) throw new StartRefusedException($"{setting} names {file}, which does not exist or cannot be read.");
        }

        if (options.FullText == FullTextSearch.On && !DovecotConfiguration.FullTextInstalled)
            throw new StartRefusedException("MailHost__FullText is On but the package dovecot-fts-xapian is not installed: apt-get install dovecot-fts-xapian, or set it to Auto.");
        var seen = new Dictionary<int, string>();
        foreach (var (setting, port) in Ports(options))
        {
            if (port is < 1 or > 65535) throw new StartRefusedException(string.Create(CultureInfo.InvariantCulture, $"{setting} is {port}: a port is a number from 1 to 65535."));
            if (!seen.TryAdd(port, setting)) throw new StartRefusedException(string.Create(CultureInfo.InvariantCulture, $"{seen[port]} and {setting} are both {port}: give each its own port."));
        }
    }

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
