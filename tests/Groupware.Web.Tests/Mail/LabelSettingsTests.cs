using Bunit;
using Groupware.Mail.Labels;
using Groupware.Web.Components.Mail.Labels;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using TestContext = Xunit.TestContext;

namespace Groupware.Web.Tests.Mail;

public sealed class LabelSettingsTests
{
    [Fact]
    public async Task A_usual_label_that_only_gets_a_colour_goes_on_following_the_language()
    {
        await using var room = await OpenAsync();
        var page = room.Page.Render<LabelSettings>();
        page.WaitForAssertion(() => Assert.Equal(["Important", "Work", "Personal", "To do", "Later"], Names(page)));
        await Button(page, "Change Work").ClickAsync(new());
        Assert.Equal("Work", page.Find("form input").GetAttribute("value"));
        await page.FindAll("[role=radio]").Single(static color => color.GetAttribute("aria-label") == "Plum").ClickAsync(new());
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".labelrows .lb.c5")));
        Assert.Equal(new Label("$label2", "", "c5", true), (await LabelsAsync(room)).Find("$label2"));
    }

    [Theory]
    [InlineData("work", "There is a label of this name already.")]
    [InlineData(" ", "Give the label a name of at most 60 characters.")]
    public async Task A_name_that_cannot_be_is_said_and_the_form_stays(string name, string sentence)
    {
        await using var room = await OpenAsync();
        var page = room.Page.Render<LabelSettings>();
        await Button(page, null, "New label").ClickAsync(new());
        page.Find("form input").Change(name);
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(sentence, page.Find(".hint.bad").TextContent));
        Assert.Equal(5, (await LabelsAsync(room)).Offered.Count);
    }

    [Fact]
    public async Task With_the_mail_server_away_nothing_is_deleted_because_nothing_can_be_counted()
    {
        await using var room = await OpenAsync();
        await room.Get<PersonLabels>().CreateAsync(room.Get<CurrentPerson>().Person, "Quay", "c3", TestContext.Current.CancellationToken);
        var page = room.Page.Render<LabelSettings>();
        await page.WaitForElement("[aria-label='Delete Quay']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("The mail server does not answer or refused. The label is still there; try again later.", Assert.Single(room.Get<Toasts>().Shown).Text), TimeSpan.FromSeconds(20));
        Assert.Empty(page.FindAll("dialog"));
        Assert.Contains("Quay", Names(page));
    }

    [Fact]
    public async Task With_the_database_away_the_form_says_so_and_keeps_the_name()
    {
        await using var room = await OpenAsync();
        var page = room.Page.Render<LabelSettings>();
        await Button(page, null, "New label").ClickAsync(new());
        page.Find("form input").Change("Quay");
        await room.HideAsync("mail_label");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("Not done: the labels cannot be saved at the moment. Nothing was changed.", Assert.Single(room.Get<Toasts>().Shown).Text));
        Assert.Equal("Quay", page.Find("form input").GetAttribute("value"));
        await room.PutBackAsync("mail_label");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Quay", Names(page)));
    }

    private static async Task<StoredRoom> OpenAsync()
    {
        var room = await StoredRoom.OpenAsync();
        room.Page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return room;
    }

    private static Task<LabelSet> LabelsAsync(StoredRoom room) => room.Get<PersonLabels>().ForAsync(room.Get<CurrentPerson>().Person.Id, TestContext.Current.CancellationToken);

    private static IEnumerable<string> Names(IRenderedComponent<LabelSettings> page) => page.FindAll(".labelrows .lb").Select(static label => label.TextContent);

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<LabelSettings> page, string? label, string? text = null) =>
        page.FindAll("button").Single(button => label is null ? button.TextContent == text : button.GetAttribute("aria-label") == label);
}
