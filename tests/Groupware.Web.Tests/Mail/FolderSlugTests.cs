using Groupware.Mail.Mailboxes;
using Groupware.Web.Components.Mail;

namespace Groupware.Web.Tests.Mail;

public sealed class FolderSlugTests
{
    private static readonly Folder[] Folders = [Make("INBOX", SpecialUse.Inbox), Make("Sent", SpecialUse.Sent), Make("Projects/Été ~ 100 %", SpecialUse.None), Make("inbox", SpecialUse.None)];

    [Fact]
    public void Every_folder_is_found_again_by_its_address()
    {
        Assert.All(Folders.Where(f => f.Path != "inbox"), f => Assert.Same(f, FolderSlug.Find(Folders, FolderSlug.Of(f))));
        Assert.Equal("sent", FolderSlug.Of(Folders[1]));
        Assert.Equal("Projects~2fÉté~20~7e~20100~20~25", FolderSlug.Of(Folders[2]));
        Assert.Equal(Folders[2].Path, FolderSlug.Unescape(FolderSlug.Of(Folders[2])));
    }

    [Fact]
    public void Nothing_asked_is_the_inbox_and_the_unknown_is_none()
    {
        Assert.Same(Folders[0], FolderSlug.Find(Folders, null));
        Assert.Null(FolderSlug.Find(Folders, "nowhere"));
    }

    private static Folder Make(string path, SpecialUse use) => new(path, path.Split('/')[^1], "", 0, use, true, 0, 0, default);
}
