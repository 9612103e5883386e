using NodaTime;

namespace Groupware.People;

/// <summary>A browser that is signed in, as its person or an administrator sees it.</summary>
public sealed record WebSessionView(string Id, string Browser, string RemoteAddress, Instant CreatedAt, Instant LastSeenAt);

/// <summary>A session that has begun.</summary>
/// <param name="Id">Goes into the cookie's ticket.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="MailKey">Opens the sealed mail password; goes into the encrypted ticket only. Null with the own mail host.</param>
public sealed record BegunSession(string Id, Instant ExpiresAt, byte[]? MailKey);
