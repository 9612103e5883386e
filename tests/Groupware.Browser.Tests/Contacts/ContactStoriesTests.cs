using System.Net;
using System.Text;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Contacts;

public sealed class ContactStoriesTests(SharedSuite shared, Chromium chromium)
{
    private const string Card = """
        BEGIN:VCARD
        VERSION:3.0
        PRODID:-//Apple Inc.//iPhone OS 17.0//EN
        N:Quillfeather;Ottilie;;;
        FN:Ottilie Quillfeather
        ORG:Harbour Works;Permits
        item1.EMAIL;type=INTERNET;type=pref:ottilie@harbour.example
        item1.X-ABLabel:Desk
        TEL;type=CELL;type=VOICE:+44 20 7946 0123
        X-SOCIALPROFILE;type=twitter;x-user=otti:x-apple:otti
        IMPP;X-SERVICE-TYPE=Jabber;type=HOME:xmpp:otti@chat.example
        NOTE:Knows every crane.
        UID:otti-1
        END:VCARD

        """;

    private static StringContent Body(string card) => new(card.ReplaceLineEndings("\r\n"), Encoding.UTF8, "text/vcard");

    [Fact]
    public async Task A_card_put_by_a_phone_appears_is_edited_and_comes_back_with_its_unknown_lines()
    {
        var suite = await shared.GetAsync();
        using var phone = Visitor.Dav(suite, "dave");
        await using var visitor = await chromium.SignInAsync(suite, "dave", "/contacts");
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Searchbox).FillAsync("quillfeather");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nobody found" }).WaitForAsync();

        using var put = await phone.PutAsync("/dav/addressbooks/dave@example.test/contacts/otti-1.vcf", Body(Card));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);

        var row = page.GetByRole(AriaRole.Option, new() { Name = "Ottilie Quillfeather" });
        await Assertions.Expect(row).ToBeVisibleAsync();   // without reload
        await row.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await page.GetByLabel("Position").FillAsync("Harbour master");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Harbour master, Harbour Works")).ToBeVisibleAsync();

        var text = (await phone.GetStringAsync("/dav/addressbooks/dave@example.test/contacts/otti-1.vcf")).ReplaceLineEndings("\n");
        Assert.Equal(Card.Replace("UID:otti-1\n", "UID:otti-1\nTITLE:Harbour master\n", StringComparison.Ordinal), text);
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task A_contact_is_made_found_deleted_and_brought_back()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "alice", "/contacts");
        var page = visitor.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        await page.GetByLabel("First name").FillAsync("Hélène");
        await page.GetByLabel("Last name").FillAsync("Morvan");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Email", Exact = true }).FillAsync("helene@brest");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("An address needs a full domain, such as post.example")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Email", Exact = true }).FillAsync("helene@brest.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hélène Morvan" })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("/");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("morv hele");
        await Assertions.Expect(page.Locator(".search .found")).ToHaveTextAsync("1 result");
        await page.GetByRole(AriaRole.Option, new() { Name = "Hélène Morvan" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete contact" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Option, new() { Name = "Hélène Morvan" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hélène Morvan" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task A_file_of_cards_is_imported_and_one_goes_out_again()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "carol", "/contacts");
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Import, export and more" }).ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Menuitem, new() { Name = "Import vCards" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "cards.vcf", MimeType = "text/vcard", Buffer = Encoding.UTF8.GetBytes(Card.Replace("otti-1", "otti-2", StringComparison.Ordinal).ReplaceLineEndings("\r\n")) });

        await Assertions.Expect(page.GetByText("1 contact imported")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ottilie Quillfeather" })).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export as vCard" }).ClickAsync());
        Assert.Equal("Ottilie Quillfeather.vcf", download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync(), Encoding.UTF8);
        Assert.Equal(Card.Replace("otti-1", "otti-2", StringComparison.Ordinal), (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task A_card_that_is_there_already_is_replaced_said_so_and_brought_back()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "carol", "/contacts");
        var page = visitor.Page;
        var first = Card.Replace("otti-1", "otti-3", StringComparison.Ordinal).Replace("Quillfeather", "Inkwell", StringComparison.Ordinal);
        await ImportAsync(page, first);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ottilie Inkwell" })).ToBeVisibleAsync();
        await ImportAsync(page, first.Replace("Inkwell", "Blotter", StringComparison.Ordinal));
        await Assertions.Expect(page.GetByText("Updated: Ottilie Blotter")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ottilie Blotter" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ottilie Inkwell" })).ToBeVisibleAsync();
        Assert.Empty(visitor.Problems);
    }

    private static async Task ImportAsync(IPage page, string card)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Import, export and more" }).ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Menuitem, new() { Name = "Import vCards" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "cards.vcf", MimeType = "text/vcard", Buffer = Encoding.UTF8.GetBytes(card.ReplaceLineEndings("\r\n")) });
    }

    [Fact]
    public async Task A_picture_is_taken_shrunk_and_shown()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "bob", "/contacts");
        var page = visitor.Page;
        var png = await page.ScreenshotAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        await page.GetByLabel("First name").FillAsync("Pia");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Picture" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "me.png", MimeType = "image/png", Buffer = png });
        await page.Locator(".contact-form img.av").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var picture = page.Locator(".person img.av");
        await picture.WaitForAsync();
        await Until.TrueAsync(() => picture.EvaluateAsync<bool>("image => image.naturalWidth === 320"), TimeSpan.FromSeconds(10), "a picture of 320 points");
        Assert.Empty(visitor.Problems);
    }
}
