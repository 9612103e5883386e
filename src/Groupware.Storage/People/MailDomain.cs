using NodaTime;

namespace Groupware.Storage.People;

/// <summary>A domain whose mail is ours.</summary>
public sealed class MailDomain
{
    /// <summary>Made by the database.</summary>
    public long Id { get; set; }

    /// <summary>Lower case, punycode for international names.</summary>
    public required string Name { get; set; }

    /// <summary>When it was added.</summary>
    public Instant CreatedAt { get; set; }
}
