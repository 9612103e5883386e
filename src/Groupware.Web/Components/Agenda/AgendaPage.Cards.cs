using System.Globalization;
using Groupware.Calendars;
using Groupware.Storage.Collections;
using Groupware.Web.Components.Collections;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

// The cards beside an event, and what drags and cards write.
public sealed partial class AgendaPage
{
    private Task NewAsync()
    {
        if (State.Writable(Current.Person) is not [var first, ..]) return Task.CompletedTask;
        var today = Format.Today;
        var day = Range.From <= today && today < Range.To ? today : Date;
        return BeginAsync(EventDraft.Next(Clock.Wall(Format.Now), day, Zone, first.Id));
    }

    private Task CreatedAsync(GridSelection selection)
    {
        if (State.Writable(Current.Person) is not [var first, ..] || !AgendaClock.TryParse(selection.Start, out var start, out _) || !AgendaClock.TryParse(selection.End, out var end, out _)) return Task.CompletedTask;
        return BeginAsync(EventDraft.At(start, end, selection.AllDay, Zone, first.Id));
    }

    private async Task BeginAsync(EventDraft begun)
    {
        await CloseOpenedAsync();
        (draft, problem, saving) = (begun, null, false);
        await DrawDraftAsync();
    }

    private async Task DrawDraftAsync()
    {
        if (draft is null || grid is null) return;
        var valid = draft.Check() == EventDefect.None;
        if (!valid) return;
        var (start, end) = draft.AllDay ? (AgendaClock.Text(draft.Start.Date), AgendaClock.Text(draft.End.Date)) : (AgendaClock.Text(draft.Start), AgendaClock.Text(draft.End));
        var calendar = State.Calendars?.FirstOrDefault(calendar => calendar.Id == draft.Calendar);
        await grid.DraftAsync(new GridDraft(draft.Title.Length > 0 ? draft.Title : Texts["New"], start, end, draft.AllDay, calendar is null ? 1 : Collections.ColorFamily.Of(calendar.Color)));
    }

    private async Task PlaceAsync(ElementReference card, string id)
    {
        if (grid is null) return;
        await grid.PlaceAsync(card, id);
        await grid.MarkAsync(id);
    }

    private async Task SaveDraftAsync()
    {
        if (draft is null || saving) return;
        if (EventWords.Problem(draft.Check(), Texts) is { } defect)
        {
            problem = defect;
            return;
        }

        saving = true;
        var result = await Writes.CreateAsync(Current.Person, draft.Calendar, draft.NewUid, draft.ToForm(), gone.Token);
        saving = false;
        if (result.Status != WriteStatus.Done)
        {
            problem = Texts[$"Write.{result.Status}"];
            return;
        }

        var (title, hidden) = (draft.Title, State.Calendars?.FirstOrDefault(calendar => calendar.Id == draft.Calendar) is { Hidden: true } calendar ? calendar : null);
        await CloseDraftAsync();
        if (hidden is not null) await State.ShowCalendarAsync(Current.Person, hidden.Id, shown: true, gone.Token);
        if (grid is not null) await grid.RefreshAsync();
        await SayAsync(Texts["Event.Made", title.Length > 0 ? title : Texts["Event.Untitled"]], result.Undo);
    }

    private void More()
    {
        if (draft is null) return;
        State.Draft = draft;
        Navigation.NavigateTo("agenda/event/new");
    }

    private async Task CloseDraftAsync()
    {
        if (draft is null) return;
        draft = null;
        if (grid is not null) await grid.DraftAsync(null);
    }

    private async Task OpenedAsync(string id)
    {
        await CloseDraftAsync();
        if (EventKey.TryParse(id, out var key)) await ReopenAsync(key);
    }

    private async Task ReopenAsync(EventKey key)
    {
        try
        {
            await ReadAsync(key);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.EventNotRead(error);
            Toasts.Show(Texts["Failed.Event"]);
        }
    }

    private async Task ReadAsync(EventKey key)
    {
        var calendar = State.Calendars?.FirstOrDefault(calendar => calendar.Id == key.Collection);
        if (calendar is null || await Writes.ReadAsync(Current.Person, key, gone.Token) is not { } stored)
        {
            if (opened is not null) await CloseOpenedAsync();
            return;
        }

        var form = stored.Form;
        var busy = calendar.Access == AccessLevel.FreeBusy || (calendar.Owner != Current.Person.Id && form.Classification is "PRIVATE" or "CONFIDENTIAL" && form.Title.Length == 0);
        var from = EventDraft.From(form, calendar.Id, Zone);
        var (start, end) = form.AllDay ? (form.Start, form.End) : (Clock.Wall(from.Start.InZoneLeniently(from.Zone).ToInstant()), Clock.Wall(from.End.InZoneLeniently(from.Zone).ToInstant()));
        opened = new OpenedEvent(
            key,
            calendar,
            busy ? Texts["Event.Busy"] : form.Title.Length > 0 ? form.Title : Texts["Event.Untitled"],
            EventWords.When(start, end, form.AllDay, Format),
            form.Place,
            form.Notes,
            form.Repeat is null ? null : RepeatSentence.Of(from.Repeat, from.StartDate, Texts, Format),
            from.ReminderMinutes is { } minutes ? EventWords.Reminder(minutes, Texts) : null,
            form.Classification != "PUBLIC",
            calendar.Access >= AccessLevel.Write && !busy);
    }

    private async Task CloseOpenedAsync()
    {
        if (opened is null) return;
        var id = opened.Key.ToString();
        opened = null;
        if (grid is null) return;
        await grid.MarkAsync(null);
        await grid.FocusAsync(id);
    }

    private void EditOpened()
    {
        if (opened is not null) Navigation.NavigateTo($"agenda/event/{Uri.EscapeDataString(opened.Key.ToString())}");
    }

    private async Task DeleteOpenedAsync(EditScope scope)
    {
        if (opened is not { } card) return;
        await CloseOpenedAsync();
        var result = await Writes.DeleteAsync(Current.Person, card.Key, scope, gone.Token);
        if (grid is not null) await grid.RefreshAsync();
        if (result.Status == WriteStatus.Done) await SayAsync(Texts["Event.Deleted", card.Title], result.Undo);
        else Toasts.Show(Texts[$"Write.{result.Status}"]);
    }

    private async Task MovedAsync(GridChange change)
    {
        if (grid is null || !EventKey.TryParse(change.Id, out var key) || !AgendaClock.TryParse(change.Start, out var start, out _) || !AgendaClock.TryParse(change.End, out var end, out _)) return;
        await CloseOpenedAsync();
        var result = await Writes.MoveAsync(Current.Person, key, start, end, change.AllDay, Format.Zone, gone.Token);
        if (result.Status != WriteStatus.Done)
        {
            await grid.RevertAsync(change);
            Toasts.Show(Texts[$"Write.{result.Status}"]);
            await grid.RefreshAsync();
            return;
        }

        await SayAsync(Texts[key.RecurrenceId is null ? "Event.Moved" : "Event.MovedOne", EventWords.When(start, end, change.AllDay, Format)], result.Undo);
    }

    private Task SayAsync(string text, ObjectUndo? undo)
    {
        if (undo is null)
        {
            Toasts.Show(text);
            return Task.CompletedTask;
        }

        return Toasts.ShowAsync(text, null, async () =>
        {
            var status = await Writes.UndoAsync(Current.Person, undo, CancellationToken.None);
            if (status != WriteStatus.Done) Toasts.Show(Texts[$"Write.{status}"]);
            if (!gone.IsCancellationRequested) await InvokeAsync(() => grid?.RefreshAsync().AsTask() ?? Task.CompletedTask);
        });
    }
}
