using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Groupware.Web.Tests.Shared;

public sealed class ToastsTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_toast_goes_by_itself_after_eight_seconds()
    {
        using var toasts = new Toasts(clock);
        toasts.Show("Saved");
        clock.Advance(TimeSpan.FromSeconds(7.9));
        Assert.Equal("Saved", Assert.Single(toasts.Shown).Text);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Empty(toasts.Shown);
    }

    [Fact]
    public async Task Undo_runs_once_and_takes_the_toast_away()
    {
        using var toasts = new Toasts(clock);
        var undone = 0;
        await toasts.ShowAsync("Deleted", null, () =>
        {
            undone++;
            return Task.CompletedTask;
        });
        var toast = Assert.Single(toasts.Shown);
        await toasts.UndoAsync(toast);
        Assert.Equal(1, undone);
        Assert.Empty(toasts.Shown);
    }

    [Fact]
    public async Task A_way_back_that_failed_is_offered_again()
    {
        using var toasts = new Toasts(clock);
        var away = true;
        await toasts.ShowAsync("Deleted", null, () => away ? Task.FromException(new InvalidOperationException("the database is away")) : Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(() => toasts.UndoAsync(toasts.Shown[0]));
        away = false;
        await toasts.UndoAsync(Assert.Single(toasts.Shown));
        Assert.Empty(toasts.Shown);
    }

    [Fact]
    public void Three_stand_at_once_and_the_oldest_goes_first()
    {
        using var toasts = new Toasts(clock);
        foreach (var text in (string[])["1", "2", "3", "4"]) toasts.Show(text);
        Assert.Equal(["2", "3", "4"], toasts.Shown.Select(toast => toast.Text), StringComparer.Ordinal);
    }
}
