namespace Groupware.Mail.Mailboxes;

/// <summary>A message in a folder. One value, so that a UID never outlives its UIDVALIDITY (RFC 9051, section 2.3.1.1).</summary>
/// <param name="UidValidity">The folder's UIDVALIDITY under which <paramref name="Uid"/> was seen.</param>
/// <param name="Uid">Unique within the folder as long as the validity stays.</param>
public readonly record struct MessageUid(uint UidValidity, uint Uid);
