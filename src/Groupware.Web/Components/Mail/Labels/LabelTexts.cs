namespace Groupware.Web.Components.Mail.Labels;

/// <summary>Names the resources of labels.</summary>
public sealed class LabelTexts;
