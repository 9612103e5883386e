namespace Groupware.Storage.People;

/// <summary>How a person wants the suite to look and behave; language and zone stand with the <see cref="Person"/>.</summary>
public sealed class PersonPreferenceRow
{
    /// <summary>Whose.</summary>
    public PersonId PersonId { get; set; }

    /// <summary>"system", "light" or "dark".</summary>
    public string Theme { get; set; } = "system";

    /// <summary>"compact", "normal" or "comfortable".</summary>
    public string Density { get; set; } = "normal";

    /// <summary>"right", "below" or "off".</summary>
    public string ReadingPane { get; set; } = "right";

    /// <summary>Cleaned HTML; empty when there is none.</summary>
    public string SignatureHtml { get; set; } = "";

    /// <summary>Single keys move and act.</summary>
    public bool ShortcutsEnabled { get; set; } = true;

    /// <summary>ISO day, 1 Monday to 7 Sunday; 0 follows the language.</summary>
    public int FirstDayOfWeek { get; set; }

    /// <summary>"24", "12", or empty to follow the language.</summary>
    public string TimeFormat { get; set; } = "";
}
