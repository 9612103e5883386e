namespace Groupware.Web.Components.Contacts;

/// <summary>Names the texts of the contacts page: <c>ContactsTexts.resx</c> and its translations.</summary>
public sealed class ContactsTexts;
