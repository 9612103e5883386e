using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Groupware.Testing;

/// <summary>
/// A mail host that knows nothing of the suite: a Dovecot of its own with people of its own, separator <c>.</c>, everything below <c>INBOX.</c>,
/// TLS required. It delivers by LMTP only; there is no submission.
/// </summary>
public sealed class ForeignMailHost : IAsyncDisposable
{
    public const string Password = "foreign-secret";

    private readonly string folder = Directory.CreateTempSubdirectory("fm-").FullName;
    private readonly string certificateName;
    private readonly TestAuthority authority;
    private Process? dovecot;

    private ForeignMailHost(string certificateName)
    {
        this.certificateName = certificateName;
        authority = new TestAuthority(folder);
    }

    /// <summary>IMAP with STARTTLS, nothing without.</summary>
    public int ImapPort { get; } = SuitePorts.One();

    /// <summary>IMAP with TLS from the first byte.</summary>
    public int ImapsPort { get; } = SuitePorts.One();

    public int LmtpPort { get; } = SuitePorts.One();

    /// <summary>Settings of a suite that uses this host.</summary>
    /// <param name="security"><c>StartTls</c>, <c>Tls</c>, or <c>None</c>: then by an address that Dovecot does not take for its own machine, where it asks for TLS.</param>
    public Dictionary<string, string> Settings(string security) => new(StringComparer.Ordinal)
    {
        ["MailHost__Enabled"] = "false",
        ["Directory__Source"] = "Imap",
        ["Directory__DefaultDomain"] = "elsewhere.test",
        ["Mail__Imap__Host"] = security == "None" ? "127.0.0.2" : "localhost",
        ["Mail__Imap__Port"] = (security == "Tls" ? ImapsPort : ImapPort).ToString(CultureInfo.InvariantCulture),
        ["Mail__Imap__Security"] = security,
        // something that greets like SMTP is not needed for reading: the port of LMTP does
        ["Mail__Smtp__Host"] = "localhost",
        ["Mail__Smtp__Port"] = LmtpPort.ToString(CultureInfo.InvariantCulture),
        ["Mail__Smtp__Security"] = "None",
        ["SSL_CERT_FILE"] = authority.RootFile,
    };

    /// <param name="certificateName">What its certificate is valid for; anything but localhost is the wrong one.</param>
    public static async Task<ForeignMailHost> StartAsync(string certificateName = "localhost")
    {
        var host = new ForeignMailHost(certificateName);
        host.Launch();
        await Until.TrueAsync(() => Accepts(host.ImapPort) && Accepts(host.LmtpPort), TimeSpan.FromSeconds(20), "the foreign mail host listens");
        return host;
    }

    /// <summary>A connection of the person that trusts only this host.</summary>
    public async Task<ImapClient> ImapAsync(string name)
    {
        var client = new ImapClient { ServerCertificateValidationCallback = (_, _, _, _) => true };
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.StartTls);
        await client.AuthenticateAsync(name + "@elsewhere.test", Password);
        return client;
    }

    public async Task StopAsync()
    {
        if (dovecot is not { HasExited: false } running) return;
        using (var kill = Process.Start("kill", ["-TERM", running.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await Until.TrueAsync(() => running.HasExited, TimeSpan.FromSeconds(10), "the foreign mail host ends");
    }

    public async Task StartAgainAsync()
    {
        Launch();
        await Until.TrueAsync(() => Accepts(ImapPort), TimeSpan.FromSeconds(20), "the foreign mail host listens");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        dovecot?.Dispose();
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static bool Accepts(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Launch()
    {
        var (certificate, key) = authority.Issue(certificateName);
        var root = Environment.IsPrivilegedProcess;
        var user = root ? "vmail" : Environment.UserName;
        var mail = Path.Combine(folder, "mail");
        Directory.CreateDirectory(mail);
        File.SetUnixFileMode(folder, (UnixFileMode)0x1ED);   // 0755
        if (root)
        {
            using var chown = Process.Start("chown", [user + ":", mail]);
            chown.WaitForExit();
        }

        File.WriteAllText(Path.Combine(folder, "users"), string.Concat(new[] { "fiona", "greg" }.Select(name => $"{name}@elsewhere.test:{{PLAIN}}{Password}::::::\n")));
        var own = root ? "" : $"default_internal_user = {user}\ndefault_login_user = {user}\ndefault_internal_group = {user}\n";
        File.WriteAllText(Path.Combine(folder, "dovecot.conf"), own + $$"""
            protocols = imap lmtp
            listen = 127.0.0.1, 127.0.0.2
            base_dir = {{folder}}/run
            state_dir = {{folder}}
            instance_name = foreign-{{ImapPort}}
            log_path = {{folder}}/log
            ssl = required
            ssl_cert = <{{certificate}}
            ssl_key = <{{key}}
            auth_username_format = %Lu
            first_valid_uid = 1
            mail_uid = {{user}}
            mail_gid = {{user}}
            mail_location = maildir:~/Maildir
            passdb {
              driver = passwd-file
              args = scheme=PLAIN username_format=%u {{folder}}/users
            }
            userdb {
              driver = static
              args = uid={{user}} gid={{user}} home={{mail}}/%n
            }
            namespace inbox {
              inbox = yes
              prefix = INBOX.
              separator = .
              mailbox Drafts {
                auto = subscribe
                special_use = \Drafts
              }
              mailbox Sent {
                auto = subscribe
                special_use = \Sent
              }
              mailbox Trash {
                auto = subscribe
                special_use = \Trash
              }
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{ImapPort}}
              }
              inet_listener imaps {
                port = {{ImapsPort}}
                ssl = yes
              }
            }
            service lmtp {
              inet_listener lmtp {
                address = 127.0.0.1
                port = {{LmtpPort}}
              }
            }
            service anvil {
              chroot =
            }

            """);
        var start = new ProcessStartInfo("setsid", ["dovecot", "-F", "-c", Path.Combine(folder, "dovecot.conf")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        if (File.Exists(Path.Combine(folder, "run", "master.pid"))) File.Delete(Path.Combine(folder, "run", "master.pid"));
        dovecot = Process.Start(start) ?? throw new InvalidOperationException("Dovecot did not start");
    }
}
