namespace Groupware.MailHost;

/// <summary>Settings under <c>MailHost</c>: the suite's own Dovecot and Postfix.</summary>
public sealed class MailHostOptions
{
    /// <summary>False: an existing IMAP and SMTP host is used (settings under <c>Mail</c>).</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where IMAP, ManageSieve, submission and SMTP listen. Anything but loopback needs <see cref="Certificate"/>.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>IMAP.</summary>
    public int ImapPort { get; set; } = 14300;

    /// <summary>Submission, RFC 6409.</summary>
    public int SubmissionPort { get; set; } = 14587;

    /// <summary>IMAP with TLS from the first byte, RFC 8314; opened only with a <see cref="Certificate"/>.</summary>
    public int ImapsPort { get; set; } = 14993;

    /// <summary>Submission with TLS from the first byte, RFC 8314; opened only with a <see cref="Certificate"/>.</summary>
    public int SubmissionsPort { get; set; } = 14465;

    /// <summary>LMTP from Postfix to Dovecot; loopback only.</summary>
    public int LmtpPort { get; set; } = 14024;

    /// <summary>SMTP for mail from other hosts.</summary>
    public int SmtpPort { get; set; } = 14025;

    /// <summary>ManageSieve, RFC 5804.</summary>
    public int SievePort { get; set; } = 14190;

    /// <summary>Dovecot's SASL for Postfix; loopback only.</summary>
    public int SaslPort { get; set; } = 14999;

    /// <summary>The suite's own endpoints for Dovecot: who may come in, what changed; loopback only.</summary>
    public int SuitePort { get; set; } = 14800;

    /// <summary>The suite's socketmap for Postfix: where an address goes; loopback only.</summary>
    public int MapPort { get; set; } = 14801;

    /// <summary>doveadm over HTTP; loopback only.</summary>
    public int DoveadmPort { get; set; } = 14802;

    /// <summary>Full-text index of message bodies: Auto takes it when the package dovecot-fts-xapian is there.</summary>
    public FullTextSearch FullText { get; set; } = FullTextSearch.Auto;

    /// <summary>How mail for other domains leaves: empty = not at all, <c>direct</c> = to their mail exchangers, otherwise a relay such as <c>[smtp.example.net]:587</c>.</summary>
    public string Relay { get; set; } = "";

    /// <summary>The name the host greets other mail hosts with; empty: <c>mail.</c> and the first domain, or the machine's name.</summary>
    public string HostName { get; set; } = "";

    /// <summary>System user that owns the mail when the suite runs as root; run.sh creates it.</summary>
    public string User { get; set; } = "vmail";

    /// <summary>PEM file with the certificate and its chain for IMAP, submission and ManageSieve; empty: no TLS, loopback only.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>PEM file with the private key for <see cref="Certificate"/>.</summary>
    public string CertificateKey { get; set; } = "";

    /// <summary>Whether mail programs are served with TLS.</summary>
    public bool Tls => Certificate.Length > 0;

    /// <summary>Largest message taken, in bytes.</summary>
    public long MessageSizeLimit { get; set; } = 52_428_800;
}

/// <summary>Whether message bodies are indexed.</summary>
public enum FullTextSearch
{
    /// <summary>When the package is installed.</summary>
    Auto,

    /// <summary>Always; the start is refused without the package.</summary>
    On,

    /// <summary>Never.</summary>
    Off,
}
