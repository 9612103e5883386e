namespace Groupware;

/// <summary>The start cannot go on. The message is the one sentence the administrator reads: what is wrong, by the setting's name, and what to do.</summary>
public sealed class StartRefusedException : Exception
{
    /// <summary>Refused by a setting or a missing part.</summary>
    /// <param name="sentence">Shown as it is, without a stack trace.</param>
    public StartRefusedException(string sentence) : base(sentence)
    {
    }

    /// <summary>Refused because something failed.</summary>
    /// <param name="sentence">Shown as it is, without a stack trace.</param>
    /// <param name="cause">Logged at debug level only.</param>
    public StartRefusedException(string sentence, Exception cause) : base(sentence, cause)
    {
    }
}
