using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Groupware.Testing;
using Microsoft.Playwright;

namespace Groupware.Browser.Tests.Contacts;

/// <summary>Cards made and changed by the form, and what of them a phone gets.</summary>
public sealed class ContactFormTests(SharedSuite shared, Chromium chromium)
{
    [Fact]
    public async Task A_person_with_several_of_everything_is_made_shown_and_edited_and_the_card_says_the_same()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "dave", "/contacts");
        var page = visitor.Page;
        var png = await page.ScreenshotAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        await page.GetByLabel("First name").FillAsync("Zéphyrine");
        await page.GetByLabel("Last name").FillAsync("Quist");
        await page.GetByLabel("Company", new() { Exact = true }).FillAsync("Quist, Fils & Cie");
        await page.GetByLabel("Position").FillAsync("Locksmith");
        await RowAsync(page, "Email", 0, "z.quist@quist.example", "work");
        await RowAsync(page, "Email", 1, "zephyrine@home.example", "home");
        await Row(page, "Email", 1).GetByRole(AriaRole.Button, new() { Name = "Preferred address" }).ClickAsync();
        await RowAsync(page, "Phone", 0, "+33 6 00 00 20 20", "mobile");
        await RowAsync(page, "Phone", 1, "+33 4 00 00 20 21", "work");
        await Group(page, "Address").GetByRole(AriaRole.Button, new() { Name = "Add an address" }).ClickAsync();
        await page.GetByLabel("Street and number").FillAsync("3 rue des Clefs\nBâtiment B");
        await page.GetByLabel("Postcode").FillAsync("68000");
        await page.GetByLabel("Town").FillAsync("Colmar");
        await page.GetByLabel("Country").FillAsync("France");
        await page.GetByLabel("Notes").FillAsync("Opens anything; even this: \\ , done.\nRings first.");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Picture" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "face.png", MimeType = "image/png", Buffer = png });
        await page.Locator(".contact-form img.av").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var person = page.GetByRole(AriaRole.Article, new() { Name = "Zéphyrine Quist" });
        await Assertions.Expect(person.GetByText("Locksmith, Quist, Fils & Cie")).ToBeVisibleAsync();
        await Assertions.Expect(person.GetByText("z.quist@quist.example")).ToBeVisibleAsync();
        await Assertions.Expect(person.GetByText("zephyrine@home.example")).ToBeVisibleAsync();
        await Assertions.Expect(person.GetByRole(AriaRole.Link, new() { Name = "+33 4 00 00 20 21" })).ToHaveAttributeAsync("href", "tel:+33400002021");
        await Assertions.Expect(person.GetByText("3 rue des Clefs\nBâtiment B\n68000 Colmar\nFrance")).ToBeVisibleAsync();
        await Assertions.Expect(person.GetByText("Rings first.")).ToBeVisibleAsync();
        await Assertions.Expect(person.Locator("img.av")).ToBeVisibleAsync();

        using var phone = Visitor.Dav(suite, "dave");
        var made = await CardAsync(phone, page);
        string[] expected =
        [
            "N:Quist;Zéphyrine;;;",
            "FN:Zéphyrine Quist",
            @"ORG:Quist\, Fils & Cie",
            "TITLE:Locksmith",
            "EMAIL;TYPE=WORK:z.quist@quist.example",
            "EMAIL;TYPE=HOME,PREF:zephyrine@home.example",
            "TEL;TYPE=CELL:+33 6 00 00 20 20",
            "TEL;TYPE=WORK:+33 4 00 00 20 21",
            @"ADR;TYPE=WORK:;;3 rue des Clefs\nBâtiment B;Colmar;;68000;France",
            @"NOTE:Opens anything\; even this: \\ \, done.\nRings first.",
        ];
        foreach (var line in expected) Assert.Contains(line, made);
        Assert.StartsWith("/9j/", Assert.Single(made, line => line.StartsWith("PHOTO", StringComparison.Ordinal)).Split(':')[1], StringComparison.Ordinal);   // a JPEG

        // what is changed is changed, what is not stays to the octet
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        await Row(page, "Phone", 0).GetByRole(AriaRole.Textbox, new() { Name = "Phone" }).FillAsync("+33 6 00 00 99 99");
        await Row(page, "Email", 0).GetByRole(AriaRole.Button, new() { Name = "Remove z.quist@quist.example" }).ClickAsync();
        await page.GetByLabel("Town").FillAsync("Mulhouse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(person.GetByText("+33 6 00 00 99 99")).ToBeVisibleAsync();
        await Assertions.Expect(person.GetByText("z.quist@quist.example")).ToHaveCountAsync(0);
        var edited = await CardAsync(phone, page);
        string[] gone = ["EMAIL;TYPE=WORK:z.quist@quist.example", "TEL;TYPE=CELL:+33 6 00 00 20 20", expected[8]];
        Assert.Equal(gone, made.Except(edited, StringComparer.Ordinal).Where(NotTime));
        Assert.Equal(["TEL;TYPE=CELL:+33 6 00 00 99 99", expected[8].Replace("Colmar", "Mulhouse", StringComparison.Ordinal)], edited.Except(made, StringComparer.Ordinal).Where(NotTime));
        Assert.Empty(visitor.Problems);
    }

    [Fact]
    public async Task A_company_is_a_card_of_its_own_kind_letters_jump_and_the_company_directory_is_only_read()
    {
        var suite = await shared.GetAsync();
        await using var visitor = await chromium.SignInAsync(suite, "dave", "/contacts");
        var page = visitor.Page;

        // a company has one name
        await page.GetByRole(AriaRole.Button, new() { Name = "New contact" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Company" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("First name")).ToHaveCountAsync(0);
        await page.GetByLabel("Company", new() { Exact = true }).FillAsync("Zwart & Zilver");
        await RowAsync(page, "Email", 0, "hello@zwart.example", "work");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Zwart & Zilver" })).ToBeVisibleAsync();
        using var phone = Visitor.Dav(suite, "dave");
        var card = await CardAsync(phone, page);
        Assert.Contains("FN:Zwart & Zilver", card);
        Assert.Contains("ORG:Zwart & Zilver", card);
        Assert.Contains("X-ABShowAs:COMPANY", card);

        // the index of letters: the row was not even in the page before
        var list = page.GetByRole(AriaRole.Listbox, new() { Name = "Contacts" });
        var letters = page.GetByRole(AriaRole.Navigation, new() { Name = "First letters" });
        var company = list.GetByRole(AriaRole.Option, new() { Name = "Zwart & Zilver" });
        await letters.GetByRole(AriaRole.Button, new() { Name = "B", Exact = true }).ClickAsync();
        await Assertions.Expect(company).ToHaveCountAsync(0);
        await letters.GetByRole(AriaRole.Button, new() { Name = "Z", Exact = true }).ClickAsync();
        await Assertions.Expect(company).ToBeInViewportAsync();
        await Assertions.Expect(company.GetByText("Company", new() { Exact = true })).ToBeAttachedAsync();   // said, not only drawn

        // the directory: everybody's, nobody's to change
        await page.GetByRole(AriaRole.Treeitem, new() { Name = "Company directory" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Company directory", Level = 1 })).ToBeVisibleAsync();
        await list.GetByRole(AriaRole.Option).Filter(new() { HasText = "bob@example.test" }).ClickAsync();
        var person = page.GetByRole(AriaRole.Article);
        await Assertions.Expect(person.GetByText("bob@example.test")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Read-only")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Export as vCard" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete contact" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import, export and more" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Export the book" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete address book" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Rename" })).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        foreach (var key in new[] { "e", "#", "Delete" }) await page.Keyboard.PressAsync(key);
        await Assertions.Expect(person).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Form, new() { Name = "Contact" })).ToHaveCountAsync(0);
        Assert.Empty(visitor.Problems);
    }

    private static ILocator Group(IPage page, string name) => page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    private static ILocator Row(IPage page, string field, int at) => Group(page, field).Locator(".one").Nth(at);

    /// <summary>Fills the row; one that is not there yet is added.</summary>
    private static async Task RowAsync(IPage page, string field, int at, string value, string kind)
    {
        var row = Row(page, field, at);
        if (await row.CountAsync() == 0) await Group(page, field).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Add a", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await row.GetByRole(AriaRole.Textbox, new() { Name = field, Exact = true }).FillAsync(value);
        await row.GetByRole(AriaRole.Combobox).SelectOptionAsync(kind);
    }

    /// <summary>The unfolded lines of the card that the page shows, as a phone gets it.</summary>
    private static async Task<string[]> CardAsync(HttpClient phone, IPage page)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/contacts/\d+/.+", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var card = await phone.GetStringAsync("/dav/addressbooks/dave@example.test/contacts/" + page.Url.Split('/')[^1]);
        return card.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool NotTime(string line) => !line.StartsWith("REV", StringComparison.Ordinal);
}
