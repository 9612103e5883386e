using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Groupware.Testing;

namespace Groupware.Integration.Tests.Start;

/// <summary>A wrong setting ends the start with one sentence that names it, a code that is not 0, and nothing left running.</summary>
[Trait("Category", "Slow")]
public sealed class SettingsTests
{
    [Theory]
    [InlineData("GROUPWARE_URL", "localhost:8080", "GROUPWARE_URL is \"localhost:8080\"")]
    [InlineData("GROUPWARE_URL", "http://0.0.0.0:18080", "which others can reach without encryption")]
    [InlineData("GROUPWARE_URL", "https://localhost:18443", "Kestrel__Certificates__Default__Path")]
    [InlineData("GROUPWARE_DATA", "/proc/groupware", "The data folder /proc/groupware (GROUPWARE_DATA)")]
    [InlineData("GROUPWARE_DEMO", "perhaps", "GROUPWARE_DEMO is \"perhaps\"")]
    [InlineData("GROUPWARE_PROXY", "proxy.example.net", "GROUPWARE_PROXY holds \"proxy.example.net\"")]
    [InlineData("Storage__Provider", "Oracle", "Storage__Provider is \"Oracle\"")]
    [InlineData("Storage__Provider", "Postgres", "Storage__ConnectionString is missing")]
    [InlineData("Directory__Source", "Imap", "set MailHost__Enabled=false and Mail__Imap__Host")]
    [InlineData("MailHost__ImapPort", "imap", "MailHost__ImapPort is \"imap\": give a whole number")]
    [InlineData("MailHost__ImapPort", "70000", "MailHost__ImapPort is 70000")]
    [InlineData("MailHost__User", "no-such-user", "MailHost__User")]
    [InlineData("MailHost__Address", "mail.example.org", "MailHost__Address is \"mail.example.org\"")]
    [InlineData("MailHost__Address", "10.99.0.1", "demo accounts have a known password")]
    [InlineData("MailHost__Enabled", "false", "Mail__Imap__Host is missing")]
    [InlineData("MailHost__Enabled", "perhaps", "MailHost__Enabled is \"perhaps\"")]
    [InlineData("MailHost__FullText", "Perhaps", "MailHost__FullText is \"Perhaps\": give one of Auto, On, Off")]
    [InlineData("MailHost__Relay", "a relay", "MailHost__Relay is \"a relay\"")]
    [InlineData("MailHost__HostName", "not a name", "MailHost__HostName is \"not a name\"")]
    [InlineData("MailHost__Certificate", "/nowhere.pem", "MailHost__Certificate")]
    [InlineData("Directory__Source", "Ldap", "Directory__Source is \"Ldap\"")]
    [InlineData("Directory__DefaultDomain", "not a domain", "Directory__DefaultDomain is \"not a domain\"")]
    [InlineData("Directory__TimeZone", "Europe/Atlantis", "Directory__TimeZone is \"Europe/Atlantis\"")]
    [InlineData("Mail__Imap__Port", "imap", "Mail__Imap__Port is \"imap\"")]
    [InlineData("Mail__Imap__Security", "Perhaps", "Mail__Imap__Security is \"Perhaps\": give one of None, StartTls, Tls")]
    [InlineData("Mail__Outbox__UndoTime", "soon", "Mail__Outbox__UndoTime is \"soon\": give a time")]
    [InlineData("Mail__Outbox__AttachmentLimit", "much", "Mail__Outbox__AttachmentLimit is \"much\": give a whole number")]
    [InlineData("Mail__Outbox__Workers", "0", "Mail__Outbox__Workers is too small or too large: give 1 to 64.")]
    [InlineData("MailHost__MessageSizeLimit", "-1", "MailHost__MessageSizeLimit is too small")]
    public async Task A_wrong_setting_is_named(string setting, string value, string sentence)
    {
        Assert.SkipWhen(setting == "MailHost__User" && !Environment.IsPrivilegedProcess, "Only root works for other users");
        var (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Settings = new Dictionary<string, string> { [setting] = value } });
        AssertOneSentence(code, said, left, sentence);
    }

    [Theory]
    [InlineData("Imap", null)]
    [InlineData("Smtp", null)]
    [InlineData("Imap", "none")]
    public async Task No_password_goes_in_clear_to_another_machine(string door, string? security)
    {
        var settings = new Dictionary<string, string> { ["MailHost__Enabled"] = "false", ["Mail__Imap__Host"] = "127.0.0.1", ["Mail__Smtp__Host"] = "localhost" };
        settings[$"Mail__{door}__Host"] = "mail.example.net";
        if (security is not null) settings[$"Mail__{door}__Security"] = security;
        var (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Demo = "", Settings = settings });
        AssertOneSentence(code, said, left, $"Mail__{door}__Security is None, which sends passwords in clear to mail.example.net");
    }

    [Fact]
    public async Task Mail_on_a_network_without_a_certificate_or_with_a_wrong_one_is_refused()
    {
        var settings = new Dictionary<string, string> { ["MailHost__Address"] = "0.0.0.0" };
        var (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Demo = "", Settings = settings });
        AssertOneSentence(code, said, left, "set MailHost__Certificate and MailHost__CertificateKey to PEM files");

        using var folder = new TemporaryCertificates();
        (settings["MailHost__Certificate"], settings["MailHost__CertificateKey"]) = (folder.Certificate, folder.OtherKey);
        (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Demo = "", Settings = settings });
        AssertOneSentence(code, said, left, "are not a certificate and its key in PEM");

        settings = new Dictionary<string, string> { ["GROUPWARE_URL"] = "https://localhost:18444", ["Kestrel__Certificates__Default__Path"] = folder.Certificate, ["Kestrel__Certificates__Default__KeyPath"] = folder.OtherKey };
        (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Settings = settings });
        AssertOneSentence(code, said, left, "Kestrel__Certificates__Default__KeyPath");
        settings["Kestrel__Certificates__Default__KeyPath"] = "/nowhere.key";
        (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Settings = settings });
        AssertOneSentence(code, said, left, "Kestrel__Certificates__Default__KeyPath names /nowhere.key");
    }

    [Fact]
    public async Task A_data_folder_of_another_user_is_named()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, to be somebody else");
        var data = Directory.CreateTempSubdirectory("gw-").FullName;   // root's
        var (code, said, _) = await Suite.RefusedAsync(new SuiteOptions { RunAs = SuiteOptions.Nobody, Settings = new Dictionary<string, string> { ["GROUPWARE_DATA"] = data } });
        AssertOneSentence(code, said, [], $"The data folder {data} (GROUPWARE_DATA) cannot be made or written by nobody");
        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
        Directory.Delete(data);
    }

    [Fact]
    public async Task A_postgres_that_does_not_answer_is_named()
    {
        var settings = new Dictionary<string, string> { ["Storage__Provider"] = "Postgres", ["Storage__ConnectionString"] = "Host=127.0.0.1;Port=1;Database=x;Username=x;Password=x;Timeout=2" };
        var (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Settings = settings });
        AssertOneSentence(code, said, left, "Storage__ConnectionString");
    }

    [Theory]
    [InlineData("MailHost__ImapPort")]
    [InlineData("MailHost__DoveadmPort")]
    public async Task A_port_in_use_is_named(string setting)
    {
        using var taken = new TcpListener(IPAddress.Loopback, SuitePorts.One());
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Settings = new Dictionary<string, string> { [setting] = port } });
        AssertOneSentence(code, said, left, $"Port {port} ({setting}) is already in use");
    }

    [Fact]
    public async Task A_data_folder_in_use_and_a_web_port_in_use_are_named()
    {
        await using var suite = await Suite.StartAsync(new SuiteOptions { Demo = "" });
        var (code, said, _) = await Suite.RefusedAsync(new SuiteOptions { Data = suite.Data });
        AssertOneSentence(code, said, [], "is in use by another running Groupware");

        (code, said, var left) = await Suite.RefusedAsync(new SuiteOptions { Settings = new Dictionary<string, string> { ["GROUPWARE_URL"] = suite.Url.GetLeftPart(UriPartial.Authority) } });
        AssertOneSentence(code, said, left, $"Port {suite.Ports.Web.ToString(CultureInfo.InvariantCulture)} (GROUPWARE_URL) is already in use");
        Assert.True(suite.Running);
    }

    [Fact]
    public async Task A_damaged_database_is_named_and_left_as_it_is()
    {
        var data = Directory.CreateTempSubdirectory("gw-").FullName;
        var file = Path.Combine(data, "groupware.db");
        await File.WriteAllTextAsync(file, "this is no database, and long enough to look like the beginning of one");
        var (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Data = data });
        Assert.Contains(file, left);
        AssertOneSentence(code, said, [], "be opened or brought up to date");
        Assert.StartsWith("this is no database", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Demo_accounts_never_meet_a_network()
    {
        var settings = new Dictionary<string, string> { ["GROUPWARE_URL"] = "http://0.0.0.0:18081", ["GROUPWARE_PROXY"] = "192.0.2.1" };
        var (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Settings = settings, Demo = "true" });
        AssertOneSentence(code, said, left, "demo accounts have a known password");

        var data = Directory.CreateTempSubdirectory("gw-").FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "demo"), "");
        (code, said, left) = await Suite.RefusedAsync(new SuiteOptions { Settings = settings, Demo = "", Data = data });
        Assert.Equal([Path.Combine(data, "demo")], left);
        AssertOneSentence(code, said, [], "holds demo accounts with a known password");
        Directory.Delete(data, recursive: true);
    }

    /// <summary>A certificate and the key of another one.</summary>
    private sealed class TemporaryCertificates : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("gw-ca-").FullName;

        public TemporaryCertificates()
        {
            using var authority = new TestAuthority(folder);
            (Certificate, _) = authority.Issue("localhost");
            (_, OtherKey) = authority.Issue("elsewhere.test");
        }

        public string Certificate { get; }

        public string OtherKey { get; }

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }

    private static void AssertOneSentence(int code, string said, IReadOnlyList<string> left, string sentence)
    {
        Assert.NotEqual(0, code);
        Assert.Empty(left);   // of the data folder and of processes
        var line = Assert.Single(said.Split('\n'), line => line.StartsWith("Groupware: ", StringComparison.Ordinal));
        Assert.Contains(sentence, line, StringComparison.Ordinal);
    }
}
