namespace Groupware.Mail.Mailboxes;

/// <summary>A folder of the account, as the tree shows it.</summary>
/// <param name="Path">Full name with the store's separator: the key of all calls.</param>
/// <param name="Name">Last part of the path.</param>
/// <param name="ParentPath">Empty at the top; INBOX counts as the top for stores that keep everything below it.</param>
/// <param name="Depth">0 at the top.</param>
/// <param name="Use">What it is for.</param>
/// <param name="CanHoldMessages">False for a name that only has folders below it (\Noselect).</param>
/// <param name="Count">Messages in it.</param>
/// <param name="Unread">Messages without \Seen.</param>
/// <param name="State">What tells whether something known about the folder still holds.</param>
public sealed record Folder(string Path, string Name, string ParentPath, int Depth, SpecialUse Use, bool CanHoldMessages, int Count, int Unread, FolderState State);

/// <summary>The numbers that move when anything in a folder does.</summary>
/// <param name="UidValidity">Another one makes every UID known worthless.</param>
/// <param name="UidNext">Grows with each message that comes in.</param>
/// <param name="Count">Messages in it.</param>
/// <param name="ModSeq">HIGHESTMODSEQ (RFC 7162); zero when the store has none.</param>
public readonly record struct FolderState(uint UidValidity, uint UidNext, int Count, ulong ModSeq);
