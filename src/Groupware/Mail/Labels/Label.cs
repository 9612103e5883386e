namespace Groupware.Mail.Labels;

/// <summary>A keyword of the mail store as a person sees it.</summary>
/// <param name="Keyword">As the store has it.</param>
/// <param name="Name">What the person calls it; empty for one of <see cref="LabelKeyword.Usual"/> under its usual name, which depends on the language.</param>
/// <param name="Color">"c1" to "c12".</param>
/// <param name="Offered">It can be put on messages here. What only stands on messages, because another program put it there, is shown and no more.</param>
public sealed record Label(string Keyword, string Name, string Color, bool Offered);
