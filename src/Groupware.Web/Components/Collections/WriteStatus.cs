namespace Groupware.Web.Components.Collections;

/// <summary>How a change of an event or a task ended, for the sentence that the person reads.</summary>
public enum WriteStatus
{
    Done,

    /// <summary>Somebody else changed it since it was read; nothing written.</summary>
    Changed,
    Gone,
    Forbidden,

    /// <summary>The store takes no more right now.</summary>
    Busy,

    /// <summary>The database does not answer.</summary>
    Away,

    /// <summary>The stored text, or what it would become, breaks a rule.</summary>
    Refused,
}
