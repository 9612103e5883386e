using System.Collections.Frozen;

namespace Groupware.Mail.Mailboxes;

/// <summary>
/// Guesses what a folder is for by its name, for hosts without SPECIAL-USE (RFC 6154): the names that Dovecot, Exchange, Gmail, Courier
/// and the mail programs make in English, French, German, Spanish and Italian.
/// </summary>
internal static class SpecialUseNames
{
    private static readonly FrozenDictionary<string, SpecialUse> Names = new Dictionary<string, SpecialUse>(StringComparer.OrdinalIgnoreCase)
    {
        ["Drafts"] = SpecialUse.Drafts,
        ["Draft"] = SpecialUse.Drafts,
        ["Brouillons"] = SpecialUse.Drafts,
        ["Entwürfe"] = SpecialUse.Drafts,
        ["Borradores"] = SpecialUse.Drafts,
        ["Bozze"] = SpecialUse.Drafts,
        ["Sent"] = SpecialUse.Sent,
        ["Sent Items"] = SpecialUse.Sent,
        ["Sent Mail"] = SpecialUse.Sent,
        ["Sent Messages"] = SpecialUse.Sent,
        ["Envoyés"] = SpecialUse.Sent,
        ["Messages envoyés"] = SpecialUse.Sent,
        ["Éléments envoyés"] = SpecialUse.Sent,
        ["Gesendet"] = SpecialUse.Sent,
        ["Gesendete Elemente"] = SpecialUse.Sent,
        ["Enviados"] = SpecialUse.Sent,
        ["Posta inviata"] = SpecialUse.Sent,
        ["Archive"] = SpecialUse.Archive,
        ["Archives"] = SpecialUse.Archive,
        ["Archiv"] = SpecialUse.Archive,
        ["Archivo"] = SpecialUse.Archive,
        ["Archivio"] = SpecialUse.Archive,
        ["Junk"] = SpecialUse.Junk,
        ["Junk E-mail"] = SpecialUse.Junk,
        ["Junk Email"] = SpecialUse.Junk,
        ["Spam"] = SpecialUse.Junk,
        ["Bulk Mail"] = SpecialUse.Junk,
        ["Indésirables"] = SpecialUse.Junk,
        ["Courrier indésirable"] = SpecialUse.Junk,
        ["Pourriel"] = SpecialUse.Junk,
        ["Trash"] = SpecialUse.Trash,
        ["Deleted Items"] = SpecialUse.Trash,
        ["Deleted Messages"] = SpecialUse.Trash,
        ["Bin"] = SpecialUse.Trash,
        ["Corbeille"] = SpecialUse.Trash,
        ["Éléments supprimés"] = SpecialUse.Trash,
        ["Papierkorb"] = SpecialUse.Trash,
        ["Gelöschte Elemente"] = SpecialUse.Trash,
        ["Papelera"] = SpecialUse.Trash,
        ["Cestino"] = SpecialUse.Trash,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The use that the last part of a path suggests; <see cref="SpecialUse.None"/> when it suggests nothing.</summary>
    public static SpecialUse Guess(string name) => Names.GetValueOrDefault(name);
}
