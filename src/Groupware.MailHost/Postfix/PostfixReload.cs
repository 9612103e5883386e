using Groupware.MailHost.Processes;

namespace Groupware.MailHost.Postfix;

/// <summary>Makes Postfix forget what it knows of domains: its smtpd keeps the class of an address for the process's life.</summary>
internal sealed class PostfixReload
{
    /// <summary>The running master; null while there is none.</summary>
    public ChildProcess? Master { get; set; }

    public void Reload() => Master?.Hangup();
}
