using System.Globalization;

namespace Groupware.MailHost.Dovecot;

/// <summary>Writes what Dovecot reads: <c>dovecot.conf</c>, the master user and the Lua scripts that ask the suite. Dovecot 2.3, one setting a line.</summary>
internal sealed class DovecotConfiguration(MailHostOptions options, MailHostLayout layout, MailHostSecrets secrets, SystemUsers users)
{
    private const string Modules = "/usr/lib/dovecot/modules";

    /// <summary>With its folder: an ordinary user's PATH has none for administrators.</summary>
    public const string Program = "/usr/sbin/dovecot";

    /// <summary>The packages whose files the configuration names, by a file each brings.</summary>
    public static IReadOnlyList<(string Package, string File)> Needs { get; } =
    [
        ("dovecot-imapd", "/usr/lib/dovecot/imap"),
        ("dovecot-lmtpd", "/usr/lib/dovecot/lmtp"),
        ("dovecot-managesieved", "/usr/lib/dovecot/managesieve"),
        ("dovecot-sieve", Modules + "/lib90_sieve_plugin.so"),
        ("dovecot-auth-lua", Modules + "/auth/libauthdb_lua.so"),
    ];

    public static bool FullTextInstalled => File.Exists(Modules + "/lib21_fts_xapian_plugin.so");

    private bool FullText => options.FullText != FullTextSearch.Off && FullTextInstalled;

    public void Write()
    {
        PrivateFile.Write(layout.DovecotConfiguration, Main(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        PrivateFile.Write(Path.Combine(layout.Etc, "master-users"), $"{MailHostSecrets.MasterUser}:{{PLAIN}}{secrets.Master}\n", PrivateFile.OwnerAndGroup);
        PrivateFile.Write(Path.Combine(layout.Etc, "auth.lua"), Fill("auth.lua"), PrivateFile.OwnerAndGroup);
        PrivateFile.Write(Path.Combine(layout.Etc, "push.lua"), Fill("push.lua"), PrivateFile.OwnerAndGroup);
        PrivateFile.Write(Path.Combine(layout.Etc, "decode2text.sh"), Fill("decode2text.sh"), PrivateFile.Everybody);
    }

    private string Fill(string name)
    {
        using var stream = typeof(DovecotConfiguration).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException("The resource " + name + " is missing from the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Replace("@suite-port@", options.SuitePort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@suite-secret@", secrets.Suite, StringComparison.Ordinal)
            .Replace("@mail@", layout.Mail, StringComparison.Ordinal)
            .Replace("@missed@", layout.Missed, StringComparison.Ordinal)
            .Replace("@uid@", users.Mail, StringComparison.Ordinal)
            .Replace("@gid@", users.MailGroup, StringComparison.Ordinal);
    }

    private string Main() => $$"""
        protocols = imap lmtp sieve
        listen = {{options.Address}}
        base_dir = {{layout.Run}}
        state_dir = {{layout.State}}
        instance_name = groupware-{{options.ImapPort}}
        log_path = {{layout.Log}}/dovecot.log
        default_internal_user = {{users.Internal}}
        default_login_user = {{users.Login}}
        default_internal_group = {{users.InternalGroup}}
        first_valid_uid = 1
        mail_uid = {{users.Mail}}
        mail_gid = {{users.MailGroup}}
        mail_location = maildir:~/Maildir
        mail_max_userip_connections = 500
        maildir_very_dirty_syncs = yes
        recipient_delimiter = +
        submission_host = 127.0.0.1:{{options.SmtpPort}}
        {{TlsSettings()}}
        auth_mechanisms = plain login
        auth_username_format = %Lu
        auth_master_user_separator = *
        auth_cache_size = 20M
        auth_cache_ttl = 60 secs
        auth_cache_negative_ttl = 0
        login_trusted_networks = 127.0.0.0/8
        doveadm_api_key = {{secrets.Doveadm}}
        passdb {
          driver = passwd-file
          master = yes
          args = scheme=PLAIN username_format=%u {{layout.Etc}}/master-users
          override_fields = allow_nets=127.0.0.0/8
        }
        passdb {
          driver = lua
          args = file={{layout.Etc}}/auth.lua blocking=yes cache_key=%u%s
        }
        userdb {
          driver = prefetch
        }
        userdb {
          driver = lua
          args = file={{layout.Etc}}/auth.lua blocking=yes cache_key=%u%s
        }
        mail_plugins = acl quota notify push_notification mail_lua push_notification_lua{{(FullText ? " fts fts_xapian" : "")}}
        mail_attribute_dict = file:%h/dovecot-attributes
        protocol imap {
          mail_plugins = $mail_plugins imap_acl imap_quota
          imap_metadata = yes
        }
        protocol lmtp {
          mail_plugins = $mail_plugins sieve
          postmaster_address = postmaster@%d
        }
        plugin {
          acl = vfile
          acl_user = %u
          acl_shared_dict = file:{{layout.Acl}}/shared.db
          quota = count:User quota
          quota_vsizes = yes
          push_notification_driver = lua:file={{layout.Etc}}/push.lua
          sieve = file:~/sieve;active=~/.dovecot.sieve
        {{FullTextSettings()}}}
        namespace inbox {
          inbox = yes
          separator = /
        {{SpecialFolders()}}}
        namespace shared {
          type = shared
          separator = /
          prefix = shared/%%u/
          location = maildir:%%h/Maildir:INDEXPVT=~/shared/%%u
          subscriptions = no
          list = children
        }
        namespace public {
          type = public
          separator = /
          prefix = Public/
          location = maildir:{{layout.Public}}:INDEXPVT=~/public
          subscriptions = no
          list = children
        }
        service imap-login {
          chroot =
          service_count = 0
          process_min_avail = 1
          inet_listener imap {
            port = {{options.ImapPort}}
          }
          inet_listener imaps {
            port = {{(options.Tls ? options.ImapsPort : 0)}}
            ssl = yes
          }
        }
        service imap {
          process_limit = 4096
          process_min_avail = 2
        }
        service managesieve-login {
          chroot =
          inet_listener sieve {
            port = {{options.SievePort}}
          }
        }
        service lmtp {
          process_min_avail = 1
          inet_listener lmtp {
            address = 127.0.0.1
            port = {{options.LmtpPort}}
          }
        }
        service auth {
          inet_listener sasl {
            address = 127.0.0.1
            port = {{options.SaslPort}}
          }
        }
        service auth-worker {
          user = {{users.Internal}}
        }
        service doveadm {
          inet_listener http {
            address = 127.0.0.1
            port = {{options.DoveadmPort}}
          }
        }
        service anvil {
          chroot =
          # no delays of its own after wrong passwords: an address would wait whoever sits there, the suite's own submission among them
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        {{FullTextServices()}}
        """;

    private string TlsSettings() => options.Tls
        ? $"""
        ssl = required
        ssl_min_protocol = TLSv1.2
        ssl_cert = <{options.Certificate}
        ssl_key = <{options.CertificateKey}
        """
        : """
        ssl = no
        disable_plaintext_auth = no
        """;

    private string FullTextSettings() => FullText
        ? """
            fts = xapian
            fts_xapian = partial=2 full=20 verbose=0
            fts_autoindex = yes
            fts_autoindex_exclude = \Trash
            fts_autoindex_exclude2 = \Junk
            fts_decoder = decode2text

          """
        : "";

    // Without a limit the full-text plugin keeps what it indexes in memory until the machine's is used up (18 GB seen at 30,000
    // messages); with one it commits when it comes near it.
    private string FullTextServices() => FullText
        ? $$"""
        service indexer-worker {
          vsz_limit = 1536 M
          process_limit = 1
        }
        service decode2text {
          executable = script {{layout.Etc}}/decode2text.sh
          user = {{users.Mail}}
          unix_listener decode2text {
            mode = 0666
          }
        }

        """
        : "";

    private static string SpecialFolders() => string.Concat(StandardFolders.All.Select(folder => $$"""
          mailbox {{folder.Name}} {
            auto = subscribe
            special_use = {{folder.Use}}
          }

        """));
}
