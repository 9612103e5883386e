using System.Net;
using Groupware.Mail.Mailboxes;
using Groupware.Web.Components.Mail;
using Groupware.Web.Components.Mail.Parts;

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

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.20.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    public void Pictures_are_fetched_from_public_addresses_only(string address, bool allowed) => Assert.Equal(allowed, RemotePictures.IsPublic(IPAddress.Parse(address)));

    private static Folder Make(string path, SpecialUse use) => new(path, path.Split('/')[^1], "", 0, use, true, 0, 0, default);
}
