using System.Security.Cryptography;
using System.Text;

namespace Groupware.MailHost;

/// <summary>Where everything of the mail host stands, all of it under the data folder.</summary>
/// <param name="Data">The suite's data folder, absolute.</param>
internal sealed record MailHostLayout(string Data)
{
    /// <summary>UNIX socket paths end at 107 characters and Dovecot adds up to 25.</summary>
    private const int LongestBase = 80;

    public string Root => Path.Combine(Data, "mailhost");

    public string Etc => Path.Combine(Root, "etc");

    public string Log => Path.Combine(Root, "log");

    public string State => Path.Combine(Root, "state");

    /// <summary>Accounts whose changes could not be told to the suite: one empty file each.</summary>
    public string Missed => Path.Combine(Root, "missed");

    public string Acl => Path.Combine(Root, "acl");

    public string Public => Path.Combine(Root, "public");

    /// <summary>One folder an account, named by the immutable id: a renamed person or domain moves nothing.</summary>
    public string Mail => Path.Combine(Data, "mail");

    public string DovecotConfiguration => Path.Combine(Etc, "dovecot.conf");

    public string PostfixConfiguration => Path.Combine(Etc, "postfix");

    public string PostfixQueue => Path.Combine(Root, "postfix", "queue");

    public string PostfixData => Path.Combine(Root, "postfix", "data");

    /// <summary>Dovecot's sockets: in the data folder, or in the temporary folder when that path is too long for a socket.</summary>
    public string Run
    {
        get
        {
            var inside = Path.Combine(Root, "run");
            if (Encoding.UTF8.GetByteCount(inside) <= LongestBase) return inside;
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inside)))[..12];
            return Path.Combine(Environment.IsPrivilegedProcess ? "/run" : Path.GetTempPath(), "groupware-" + name);
        }
    }

    public string DovecotPidFile => Path.Combine(Run, "master.pid");

    public string PostfixPidFile => Path.Combine(PostfixQueue, "pid", "master.pid");
}
