namespace Groupware.Web.Components.Mail;

/// <summary>Key of the texts in MailTexts.resx.</summary>
public sealed class MailTexts;
