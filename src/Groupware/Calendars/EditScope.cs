namespace Groupware.Calendars;

/// <summary>How much of a series an edit means.</summary>
public enum EditScope
{
    /// <summary>One instance.</summary>
    This,

    /// <summary>An instance and all after it.</summary>
    ThisAndFollowing,

    /// <summary>The whole series, or an event that doesn't recur.</summary>
    All,
}
