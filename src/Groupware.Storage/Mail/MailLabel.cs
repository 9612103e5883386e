using Groupware.Storage.People;

namespace Groupware.Storage.Mail;

/// <summary>How a person sees an IMAP keyword (RFC 3501, section 2.3.2). Which message has it stands in the mail store alone.</summary>
public sealed class MailLabel
{
    /// <summary>Whose.</summary>
    public PersonId PersonId { get; set; }

    /// <summary>The keyword, as it is written in the store. Stores don't tell its case apart, so it is kept once whatever its case.</summary>
    public string Keyword { get; set; } = "";

    /// <summary>What the person calls it; empty for one of the five that mail programs share, under its usual name.</summary>
    public string Name { get; set; } = "";

    /// <summary>"c1" to "c12".</summary>
    public string Color { get; set; } = "c12";

    /// <summary>Deleted, but one of the five that other programs go on offering: it is not offered here.</summary>
    public bool Hidden { get; set; }
}
