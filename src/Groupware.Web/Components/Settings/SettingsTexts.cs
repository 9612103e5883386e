namespace Groupware.Web.Components.Settings;

/// <summary>Names the texts of the settings page: <c>SettingsTexts.resx</c> and its translations.</summary>
public sealed class SettingsTexts;
