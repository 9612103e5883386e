namespace Groupware.Web.Components.Admin;

/// <summary>Names the texts of the Admin area: <c>AdminTexts.resx</c> and its translations.</summary>
public sealed class AdminTexts;
