namespace Groupware.MailHost;

/// <summary>Whether the mail host's servers run, for the readiness page.</summary>
public sealed class MailHostState
{
    private volatile string trouble = "The mail host has not started yet.";

    /// <summary>Empty when every server runs; otherwise one sentence.</summary>
    public string Trouble
    {
        get => trouble;
        internal set => trouble = value;
    }
}
