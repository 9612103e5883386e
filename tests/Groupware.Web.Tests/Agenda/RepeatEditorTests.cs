using Bunit;
using Groupware.People;
using Groupware.Storage.People;
using Groupware.Web.Components.Agenda;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Web.Tests.Agenda;

public sealed class RepeatEditorTests
{
    private static readonly DateOnly Thursday = new(2026, 6, 4);

    [Fact]
    public async Task What_is_set_stands_as_a_sentence()
    {
        await using var page = Page();
        var repeat = new RepeatDraft();
        var editor = page.Render<RepeatEditor>(with => with.Add(e => e.Repeat, repeat).Add(e => e.First, Thursday));
        Assert.Equal("Does not repeat", Said(editor));

        Button(editor, "Every week").Click();
        Assert.Equal("Every week on Thursday", Said(editor));
        Assert.Equal("true", editor.FindAll(".wd").Single(day => day.TextContent.Contains("Thursday", StringComparison.Ordinal)).GetAttribute("aria-pressed"));

        editor.FindAll(".wd").Single(day => day.TextContent.Contains("Tuesday", StringComparison.Ordinal)).Click();
        Assert.Equal("Every week on Tuesday and Thursday", Said(editor));

        editor.FindAll("[role=radio]").Single(radio => radio.TextContent == "On").Click();
        editor.Find("input[aria-label='Last day']").Change("2026-06-30");
        Assert.StartsWith("Every week on Tuesday and Thursday, until 30 June", Said(editor), StringComparison.Ordinal);

        Button(editor, "Does not repeat").Click();
        Assert.Equal(RepeatKind.None, repeat.Kind);
    }

    [Fact]
    public async Task A_last_day_before_the_first_is_said_at_once()
    {
        await using var page = Page();
        var repeat = new RepeatDraft();
        repeat.Begin(RepeatKind.Day, Thursday);
        repeat.End = RepeatEnd.On;
        var editor = page.Render<RepeatEditor>(with => with.Add(e => e.Repeat, repeat).Add(e => e.First, Thursday));
        editor.Find("input[aria-label='Last day']").Change("2026-06-01");
        Assert.Equal("The last day is before the first", editor.Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task Of_one_instance_the_rule_is_only_read()
    {
        await using var page = Page();
        var repeat = new RepeatDraft();
        repeat.Begin(RepeatKind.Week, Thursday);
        var editor = page.Render<RepeatEditor>(with => with.Add(e => e.Repeat, repeat).Add(e => e.First, Thursday).Add(e => e.Fixed, true));
        Assert.Empty(editor.FindAll("input, select, button"));
    }

    private static string Said(IRenderedComponent<RepeatEditor> editor) => editor.Find("[role=status]").TextContent;

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<RepeatEditor> editor, string name) => editor.FindAll("button").Single(button => button.TextContent == name);

    internal static BunitContext Page()
    {
        var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddLocalization();
        page.Services.AddSingleton(TimeProvider.System);
        page.Services.AddSingleton(new CurrentPerson(new SignedInPerson(new PersonId(1), "alice@example.test", "Alice Moreau", "en", "Europe/Paris", false)));
        page.Services.AddScoped<Appearance>();
        page.Services.AddScoped<PersonalFormat>();
        return page;
    }
}
