using NodaTime;

namespace Groupware.Mail.Composing;

/// <summary>How a save of a draft ended.</summary>
/// <param name="Status">Saved, or why not.</param>
/// <param name="Version">The draft's version now; 0 when there is no such draft.</param>
/// <param name="SavedAt">When that version was saved.</param>
public readonly record struct SaveOutcome(SaveStatus Status, long Version, Instant SavedAt);

/// <summary>The ways a save can end.</summary>
public enum SaveStatus
{
    /// <summary>The text is on the disk.</summary>
    Saved,

    /// <summary>Another tab was faster. This text was kept as a second version, the draft was not changed.</summary>
    Conflict,

    /// <summary>No such draft of this person, or it was discarded.</summary>
    NotFound,

    /// <summary>It is already on its way.</summary>
    HandedOver,
}
