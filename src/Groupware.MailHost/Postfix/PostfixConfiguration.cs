using System.Globalization;

namespace Groupware.MailHost.Postfix;

/// <summary>Writes <c>main.cf</c> and <c>master.cf</c> of an instance of Postfix that asks the suite for every address.</summary>
internal sealed class PostfixConfiguration(MailHostOptions options, MailHostLayout layout, string hostName)
{
    public const string Program = "/usr/sbin/postfix";
    public const string Master = "/usr/lib/postfix/sbin/master";

    private const UnixFileMode Mode = PrivateFile.OwnerAndGroup | UnixFileMode.OtherRead;

    /// <returns>Whether it was so already.</returns>
    public bool Write()
    {
        var (main, master) = (Path.Combine(layout.PostfixConfiguration, "main.cf"), Path.Combine(layout.PostfixConfiguration, "master.cf"));
        if (Holds(main, MainCf()) && Holds(master, MasterCf())) return true;
        PrivateFile.Write(main, MainCf(), Mode);
        PrivateFile.Write(master, MasterCf(), Mode);
        return false;
    }

    private static bool Holds(string file, string text) => File.Exists(file) && string.Equals(File.ReadAllText(file), text, StringComparison.Ordinal);

    private string Map(string name) => string.Create(CultureInfo.InvariantCulture, $"socketmap:inet:127.0.0.1:{options.MapPort}:{name}");

    private string MainCf() => $"""
        compatibility_level = 3.6
        queue_directory = {layout.PostfixQueue}
        data_directory = {layout.PostfixData}
        multi_instance_name = postfix-groupware-{options.SmtpPort}
        maillog_file = {layout.Log}/postfix.log
        maillog_file_prefixes = {layout.Data}
        inet_interfaces = all
        inet_protocols = ipv4
        myhostname = {hostName}
        mydestination =
        mynetworks = 127.0.0.0/8
        alias_maps =
        alias_database =
        local_recipient_maps =
        recipient_delimiter = +
        virtual_mailbox_domains = {Map("domains")}
        virtual_mailbox_maps = {Map("mailboxes")}
        virtual_alias_maps = {Map("aliases")}
        smtpd_sender_login_maps = {Map("senders")}
        virtual_transport = lmtp:inet:127.0.0.1:{options.LmtpPort}
        {Outgoing()}
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = inet:127.0.0.1:{options.SaslPort}
        smtpd_sasl_security_options = noanonymous
        smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
        smtpd_recipient_restrictions = reject_unlisted_recipient
        {TlsSettings()}
        smtputf8_enable = yes
        message_size_limit = {options.MessageSizeLimit}
        mailbox_size_limit = 0
        virtual_mailbox_limit = 0
        smtpd_banner = $myhostname ESMTP
        smtpd_delay_reject = yes
        biff = no
        minimal_backoff_time = 60s
        queue_run_delay = 60s
        default_database_type = hash

        """;

    private string Outgoing() => options.Relay switch
    {
        "" => """
            # mail for other domains never leaves this host (setting MailHost__Relay)
            default_transport = error:5.1.2 this host delivers only to its own domains
            relay_transport = $default_transport
            disable_dns_lookups = yes
            smtp_dns_support_level = disabled
            smtpd_peername_lookup = no
            """,
        "direct" => "smtp_tls_security_level = may",
        var relay => $"relayhost = {relay}\nsmtp_tls_security_level = may",
    };

    private string TlsSettings() => options.Tls
        ? $"""
        smtpd_tls_cert_file = {options.Certificate}
        smtpd_tls_key_file = {options.CertificateKey}
        smtpd_tls_security_level = may
        smtpd_tls_auth_only = yes
        """
        : """
        smtpd_tls_security_level = none
        """;

    private string Submission(int port, string security) => $"""
        {options.Address}:{port} inet n - n - - smtpd
          -o syslog_name=postfix/submission
          -o smtpd_sasl_auth_enable=yes
          -o mynetworks=
          -o smtpd_client_restrictions=permit_sasl_authenticated,reject
          -o smtpd_sender_restrictions=reject_sender_login_mismatch{security}
        """;

    private string MasterCf() => $"""
        {options.Address}:{options.SmtpPort} inet n - n - - smtpd
          -o syslog_name=postfix/mx
        {Submission(options.SubmissionPort, options.Tls ? "\n  -o smtpd_tls_security_level=encrypt" : "")}{(options.Tls ? "\n" + Submission(options.SubmissionsPort, "\n  -o smtpd_tls_wrappermode=yes") : "")}
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """;
}
