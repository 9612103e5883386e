namespace Groupware.Mail;

/// <summary>One service of a mail host.</summary>
public sealed record MailEndpoint
{
    /// <summary>Name or address.</summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>TCP port.</summary>
    public int Port { get; set; }

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; set; }

    /// <summary>False accepts any certificate: only for a host reached over a network that is trusted otherwise.</summary>
    public bool CheckCertificate { get; set; } = true;
}

/// <summary>How a connection to a mail host is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: loopback only.</summary>
    None = 0,

    /// <summary>In clear until STARTTLS, which must succeed.</summary>
    StartTls = 1,

    /// <summary>TLS from the first byte.</summary>
    Tls = 2,
}
