namespace Groupware.Web.Components.Collections;

/// <summary>Where the texts of lists, calendars and their sharing lie.</summary>
public sealed class CollectionTexts;
