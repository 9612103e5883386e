namespace Groupware.Web.Components.Agenda;

/// <summary>How a change of an event ended, for the sentence that the person reads.</summary>
public enum EventWriteStatus
{
    Done,

    /// <summary>Somebody else changed it since it was read; nothing written.</summary>
    Changed,
    Gone,
    Forbidden,

    /// <summary>The store takes no more right now.</summary>
    Busy,

    /// <summary>The stored text, or what it would become, breaks a rule.</summary>
    Refused,
}
