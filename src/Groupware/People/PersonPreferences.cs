namespace Groupware.People;

/// <summary>How a person wants the suite to look and behave.</summary>
/// <param name="Language">"en" or "fr".</param>
/// <param name="ZoneId">IANA zone.</param>
/// <param name="Theme">"system", "light" or "dark".</param>
/// <param name="Density">"compact", "normal" or "comfortable".</param>
/// <param name="ReadingPane">"right", "below" or "off".</param>
/// <param name="SignatureHtml">Cleaned HTML; empty when there is none.</param>
/// <param name="ShortcutsEnabled">Single keys move and act.</param>
/// <param name="FirstDayOfWeek">ISO day, 1 Monday to 7 Sunday; 0 follows the language.</param>
/// <param name="TimeFormat">"24", "12", or empty to follow the language.</param>
public sealed record PersonPreferences(
    string Language, string ZoneId, string Theme = "system", string Density = "normal", string ReadingPane = "right", string SignatureHtml = "",
    bool ShortcutsEnabled = true, int FirstDayOfWeek = 0, string TimeFormat = "");
