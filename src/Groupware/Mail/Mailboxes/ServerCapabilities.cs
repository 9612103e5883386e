using MailKit.Net.Imap;

namespace Groupware.Mail.Mailboxes;

/// <summary>What the mail store can do, as far as it changes what we send. Every "no" has a fallback.</summary>
/// <param name="Sort">SORT (RFC 5256): else order of arrival, or sorting here.</param>
/// <param name="ESearch">ESEARCH (RFC 4731): sets of numbers come as ranges.</param>
/// <param name="Move">MOVE (RFC 6851): else COPY, \Deleted, EXPUNGE.</param>
/// <param name="UidPlus">UIDPLUS (RFC 4315): the store says the new number of a moved or appended message.</param>
/// <param name="SpecialUse">SPECIAL-USE (RFC 6154): else by name.</param>
/// <param name="CondStore">CONDSTORE (RFC 7162): a number tells whether flags changed.</param>
/// <param name="Preview">PREVIEW (RFC 8970): else the first bytes of the text.</param>
/// <param name="Idle">IDLE (RFC 2177): else asking now and then.</param>
public sealed record ServerCapabilities(bool Sort, bool ESearch, bool Move, bool UidPlus, bool SpecialUse, bool CondStore, bool Preview, bool Idle)
{
    internal static ServerCapabilities Of(ImapCapabilities of) => new(
        of.HasFlag(ImapCapabilities.Sort),
        of.HasFlag(ImapCapabilities.ESearch),
        of.HasFlag(ImapCapabilities.Move),
        of.HasFlag(ImapCapabilities.UidPlus),
        of.HasFlag(ImapCapabilities.SpecialUse),
        of.HasFlag(ImapCapabilities.CondStore),
        of.HasFlag(ImapCapabilities.Preview),
        of.HasFlag(ImapCapabilities.Idle));
}
