using NodaTime;

namespace Groupware.Mail.Mailboxes;

/// <summary>How the account's connection to the mail store stands.</summary>
/// <param name="Online">The last command was answered, or none was sent yet.</param>
/// <param name="Fault">What keeps us out; None while online.</param>
/// <param name="NextTry">When it is tried again by itself; null while online.</param>
public readonly record struct MailboxConnection(bool Online, MailStoreFault Fault, Instant? NextTry);
