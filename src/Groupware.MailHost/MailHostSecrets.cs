using System.Buffers.Text;
using System.Security.Cryptography;

namespace Groupware.MailHost;

/// <summary>What the parts of the mail host prove themselves with to each other. New at each start, kept only in files the mail host itself reads.</summary>
public sealed class MailHostSecrets
{
    /// <summary>Dovecot's master user: opens any mailbox, only from loopback.</summary>
    public const string MasterUser = "suite";

    /// <summary>Password of <see cref="MasterUser"/>.</summary>
    public string Master { get; } = Make();

    /// <summary>Bearer token of Dovecot towards the suite's endpoints.</summary>
    public string Suite { get; } = Make();

    /// <summary>Key for doveadm over HTTP.</summary>
    public string Doveadm { get; } = Make();

    private static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
