using Groupware.Mail;
using Groupware.Mail.Labels;
using Groupware.Mail.Mailboxes;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Groupware.Web.Components.Mail.Labels;

/// <summary>The person's labels in the settings. Deleting one takes it off messages, which is counted first and said.</summary>
public sealed partial class LabelSettings : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private CancellationToken closed;
    private LabelSet set = LabelSet.Usual;
    private Form? form;
    private Doom? doom;
    private bool busy;
    private IDisposable? listening;

    [Inject] private PersonLabels Labels { get; set; } = null!;

    [Inject] private MailboxSessions Mailboxes { get; set; } = null!;

    [Inject] private CurrentPerson Current { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private IChangeFeed Feed { get; set; } = null!;

    private string DoomText
    {
        get
        {
            if (doom is not { } asked) return "";
            var name = LabelNames.Of(asked.Label, Texts);
            return asked.Count == 1 ? Texts["Settings.DeleteOneMessage", name] : Texts["Settings.DeleteMessages", name, Format.Number(asked.Count), Format.Number(asked.Messages.Count)];
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        listening?.Dispose();
        closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        closed = closing.Token;
        if (RendererInfo.IsInteractive)
        {
            var me = Current.Person.Id.Value;
            listening = Feed.Subscribe(notice =>
            {
                if (notice.Kind == ChangeKind.Labels && notice.Id == me) _ = InvokeAsync(ReadAsync);
            });
        }

        await ReadAsync();
    }

    private Task ReadAsync() => TryAsync(async () =>
    {
        set = await Labels.ForAsync(Current.Person.Id, closed);
        StateHasChanged();
    });

    private void Add() => form = new Form(null) { Color = MailLabels.NextColor(set) };

    private void Edit(Label label) => form = new Form(label) { Name = LabelNames.Of(label, Texts), Color = label.Color };

    private Task SaveAsync() => TryAsync(async () =>
    {
        if (form is not { } asked) return;
        var name = asked.Name.Trim();
        if (LabelNames.Find(set, name, Texts) is { } taken && taken.Keyword != asked.Label?.Keyword)
        {
            asked.Error = LabelNames.Problem(LabelStatus.Taken, Texts);
            return;
        }

        // a usual name that was left as it is goes on following the language
        if (asked.Label is { Name: "" } usual && name == LabelNames.Of(usual, Texts)) name = "";
        var change = asked.Label is { } label
            ? await Labels.ChangeAsync(Current.Person, label.Keyword, name, asked.Color, CancellationToken.None)
            : await Labels.CreateAsync(Current.Person, name, asked.Color, CancellationToken.None);
        asked.Error = LabelNames.Problem(change.Status, Texts);
        if (asked.Error is null) form = null;
    });

    /// <summary>Counts before it asks; a label that stands on no message goes at once.</summary>
    private async Task AskAsync(Label label)
    {
        busy = true;
        await TryAsync(async () =>
        {
            var asked = new Doom(label, await MessageLabels.FindAsync(Mailboxes.For(Current.Person), label.Keyword, closed));
            if (asked.Count > 0) doom = asked;
            else await DeleteAsync(asked);
        });
        busy = false;
    }

    private Task DeleteAsync()
    {
        if (doom is not { } asked) return Task.CompletedTask;
        doom = null;
        return TryAsync(() => DeleteAsync(asked));
    }

    private async Task DeleteAsync(Doom asked)
    {
        var (label, messages) = asked;
        var session = Mailboxes.For(Current.Person);
        var name = LabelNames.Of(label, Texts);
        var off = await MessageLabels.SetAllAsync(session, messages, label.Keyword, on: false, closed);
        await Labels.DeleteAsync(Current.Person, label.Keyword, CancellationToken.None);
        var count = off.Values.Sum(static uids => uids.Count);
        string text = count == 0 ? Texts["Settings.Deleted", name] : count == 1 ? Texts["Settings.DeletedOne", name] : Texts["Settings.DeletedMany", name, Format.Number(count)];
        if (count < asked.Count) text = Texts["Settings.DeletedSome", name, Format.Number(count), Format.Number(asked.Count)];
        await Toasts.ShowAsync(text, null, () => TryAsync(async () =>
        {
            await Labels.ChangeAsync(Current.Person, label.Keyword, label.Name, label.Color, CancellationToken.None);
            var on = await MessageLabels.SetAllAsync(session, off, label.Keyword, on: true, CancellationToken.None);
            if (on.Values.Sum(static uids => uids.Count) < count) Toasts.Show(Texts["Settings.BackSome", name]);
        }));
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (OperationCanceledException)
        {
            // the page was left
        }
        catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException)
        {
            Toasts.Show(Texts["Problem.Mail"]);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            Toasts.Show(Texts["Problem.Away"]);
        }
    }

    /// <summary>A label being made or changed.</summary>
    private sealed class Form(Label? label)
    {
        public Label? Label { get; } = label;

        public string Name { get; set; } = "";

        public string Color { get; set; } = "c12";

        public string? Error { get; set; }
    }

    /// <summary>What waits for the person's word.</summary>
    private sealed record Doom(Label Label, IReadOnlyDictionary<string, IReadOnlyList<MessageUid>> Messages)
    {
        public int Count => Messages.Values.Sum(static uids => uids.Count);
    }
}
