using Groupware.Web.Components.Layout;
using Microsoft.Extensions.Time.Testing;

namespace Groupware.Web.Tests.Shared;

public sealed class SearchBoxTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void The_page_is_asked_once_when_the_person_pauses()
    {
        using var box = new SearchBox(clock);
        var asked = new List<string>();
        box.Changed += asked.Add;
        foreach (var text in (string[])["j", "jo", "jon"])
        {
            box.Type(text, now: false);
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Empty(asked);
        clock.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal(["jon"], asked, StringComparer.Ordinal);
    }

    [Fact]
    public void Enter_asks_at_once_and_the_pause_does_not_ask_again()
    {
        using var box = new SearchBox(clock);
        var asked = new List<string>();
        box.Changed += asked.Add;
        box.Type("jonas", now: false);
        box.Type("jonas", now: true);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["jonas"], asked, StringComparer.Ordinal);
    }

    [Fact]
    public void Another_page_finds_the_box_empty()
    {
        using var box = new SearchBox(clock);
        box.Type("jonas", now: true);
        box.Report("7 results");
        box.Serve("Search tasks");
        Assert.Equal(("", null, "Search tasks"), (box.Text, box.Status, box.Placeholder));
    }

    [Fact]
    public void A_page_that_searches_nothing_leaves_no_hint_of_the_one_before()
    {
        using var box = new SearchBox(clock);
        Action<string> mail = static _ => { };
        box.Changed += mail;
        box.Serve("Search this folder");
        box.Changed -= mail;
        Assert.Null(box.Placeholder);
    }
}
