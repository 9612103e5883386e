namespace Groupware.Web.Components.Mail.Compose;

/// <summary>Names the resources of the compose window.</summary>
public sealed class ComposeTexts;
