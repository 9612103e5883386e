using Groupware.Mail.Mailboxes;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail;

/// <summary>Folders as the person reads them: special ones in the own language, the others as they are called.</summary>
internal static class FolderNames
{
    public static string Of(Folder? folder, IStringLocalizer<MailTexts> texts) => folder switch
    {
        null => "",
        { Use: SpecialUse.None } => folder.Name,
        _ => texts["Folder." + folder.Use],
    };

    public static string IconOf(SpecialUse use) => use switch
    {
        SpecialUse.Inbox => "inbox",
        SpecialUse.Drafts => "drafts",
        SpecialUse.Sent => "sent",
        SpecialUse.Archive => "archive",
        SpecialUse.Junk => "junk",
        SpecialUse.Trash => "trash",
        _ => "folder",
    };
}
