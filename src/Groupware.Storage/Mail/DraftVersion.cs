using NodaTime;

namespace Groupware.Storage.Mail;

/// <summary>The text of a draft that lost against a faster save from another tab: kept so that nothing is overwritten silently.</summary>
public sealed class DraftVersion
{
    /// <summary>The key.</summary>
    public long Id { get; set; }

    /// <summary>The draft.</summary>
    public DraftId DraftId { get; set; }

    /// <summary>The version the text was written on.</summary>
    public long BasedOn { get; set; }

    /// <summary>Recipients, subject and body as JSON, as the browser sent them.</summary>
    public string Content { get; set; } = "";

    /// <summary>SHA-256 of <see cref="Content"/> in hexadecimal: the same text is kept once.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>When it came.</summary>
    public Instant KeptAt { get; set; }
}
