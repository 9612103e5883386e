using NodaTime;

namespace Groupware.Storage.Mail;

/// <summary>A file or an inline picture of a draft. The bytes lie in the data folder, named by their hash.</summary>
public sealed class DraftAttachment
{
    /// <summary>The key; stands in addresses of pictures, so it is not guessable.</summary>
    public Guid Id { get; set; }

    /// <summary>The draft.</summary>
    public DraftId DraftId { get; set; }

    /// <summary>Place in the list, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Name without a path.</summary>
    public string FileName { get; set; } = "";

    /// <summary>As the browser or the forwarded part said; <c>application/octet-stream</c> when unknown.</summary>
    public string MediaType { get; set; } = "";

    /// <summary>Octets.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 in lower-case hexadecimal; the name of the file in the data folder.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Content-ID without angle brackets; empty unless it is a picture in the text.</summary>
    public string ContentId { get; set; } = "";

    /// <summary>When it was added.</summary>
    public Instant AddedAt { get; set; }
}
