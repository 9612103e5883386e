using Groupware.Mail.Composing;
using Groupware.Mail.Mailboxes;
using Groupware.Storage.Mail;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>The compose windows of a tab. Pages ask it to open one; <see cref="ComposeHost"/> draws them.</summary>
public sealed class ComposeWindows(CurrentPerson current, Drafts drafts, Answers answers, Groupware.People.PersonSettings settings, Toasts toasts, DatabaseGuard database, IStringLocalizer<ComposeTexts> texts)
{
    private const int AtOnce = 3;
    private readonly List<ComposeWindowState> windows = [];

    /// <summary>A window was opened, closed, minimised or made full.</summary>
    public event Action? Changed;

    /// <summary>In the order they were opened.</summary>
    public IReadOnlyList<ComposeWindowState> All => windows;

    /// <summary>Opens a window for a new message.</summary>
    /// <param name="to">Recipients as typed, separated by commas; null for none.</param>
    public Task OpenNewAsync(string? to = null) =>
        OpenAsync(async () => await drafts.CreateAsync(current.Person, NewDraft.To(to ?? "", Signature.FirstBody(await SignatureAsync())), CancellationToken.None));

    /// <summary>Answers a message, to its sender or to everybody.</summary>
    public Task ReplyAsync(string folder, MessageUid message, bool all) =>
        OpenAsync(async () => await answers.ReplyAsync(current.Person, folder, message, all, await SignatureAsync(), Words, CancellationToken.None));

    /// <summary>Passes a message on.</summary>
    public Task ForwardAsync(string folder, MessageUid message) =>
        OpenAsync(async () => await answers.ForwardAsync(current.Person, folder, message, await SignatureAsync(), Words, CancellationToken.None));

    /// <summary>Goes on with a message of the Drafts folder, our own or another program's.</summary>
    public Task OpenDraftAsync(string folder, MessageUid message) =>
        OpenAsync(() => answers.ContinueAsync(current.Person, folder, message, CancellationToken.None));

    /// <summary>Goes on with one of our drafts.</summary>
    public Task OpenDraftAsync(DraftId id) => OpenAsync(async () =>
    {
        await drafts.SetOpenAsync(current.Person, id, open: true, CancellationToken.None);
        return await drafts.FindAsync(current.Person, id, CancellationToken.None);
    });

    /// <summary>Brings back what was open when the page was left: the newest of this tab as it was, all others minimised, in nobody's way.</summary>
    internal async Task RestoreAsync(Func<IReadOnlyList<string>, Task<IReadOnlyList<string>>> unclaimed, Func<IReadOnlyList<string>, Task<IReadOnlyList<string>>> here)
    {
        var open = await drafts.OpenAsync(current.Person, CancellationToken.None);
        if (open.Count == 0) return;
        var free = (await unclaimed([.. open.Select(d => d.Id.ToString())])).ToHashSet(StringComparer.Ordinal);
        var back = open.Where(d => free.Contains(d.Id.ToString()) && !windows.Exists(w => w.Id == d.Id)).Take(AtOnce).Reverse().ToList();
        var ofThisTab = (await here([.. back.Select(d => d.Id.ToString())])).ToHashSet(StringComparer.Ordinal);
        var newest = back.FindLast(d => ofThisTab.Contains(d.Id.ToString()));
        foreach (var draft in back) windows.Add(new ComposeWindowState(draft.Id, draft.Content.Subject, draft == newest ? ComposeShape.Docked : ComposeShape.Minimised));
        Changed?.Invoke();
    }

    internal void Shape(DraftId id, ComposeShape shape) => Replace(id, w => w with { Shape = shape });

    internal void Title(DraftId id, string title) => Replace(id, w => w with { Title = title });

    internal void Close(DraftId id)
    {
        if (windows.RemoveAll(w => w.Id == id) > 0) Changed?.Invoke();
    }

    private QuotationWords Words => new(texts["Quote.Wrote"], texts["Quote.Forwarded"], texts["Compose.From"], texts["Quote.Date"], texts["Compose.Subject"], texts["Compose.To"], texts["Compose.Cc"]);

    private async Task<string> SignatureAsync() => (await settings.GetAsync(current.Person.Id, CancellationToken.None)).SignatureHtml;

    private async Task OpenAsync(Func<Task<DraftView?>> make)
    {
        DraftView? draft = null;
        try
        {
            if (!await database.TryAsync(async () => draft = await make())) toasts.Show(texts["Open.DatabaseAway"]);
            else if (draft is null) toasts.Show(texts["Open.Gone"]);
            else Show(draft);
        }
        catch (Exception cause) when (cause is Groupware.Mail.MailStoreUnavailableException or Groupware.Mail.MailStoreRefusedException)
        {
            toasts.Show(texts["Open.StoreAway"]);
        }
    }

    private void Show(DraftView draft)
    {
        if (windows.Exists(w => w.Id == draft.Id))
        {
            Shape(draft.Id, ComposeShape.Docked);
            return;
        }

        // the oldest that stands open makes room; no window is ever closed for another
        var standing = windows.Where(w => w.Shape != ComposeShape.Minimised).ToList();
        foreach (var old in standing.Take(Math.Max(0, standing.Count - 1))) Shape(old.Id, ComposeShape.Minimised);
        if (windows.Count >= AtOnce && windows.Find(w => w.Shape != ComposeShape.Minimised) is { } next) Shape(next.Id, ComposeShape.Minimised);
        windows.Add(new ComposeWindowState(draft.Id, draft.Content.Subject, ComposeShape.Docked));
        Changed?.Invoke();
    }

    private void Replace(DraftId id, Func<ComposeWindowState, ComposeWindowState> change)
    {
        var index = windows.FindIndex(w => w.Id == id);
        if (index < 0) return;
        windows[index] = change(windows[index]);
        Changed?.Invoke();
    }
}

/// <summary>One window.</summary>
/// <param name="Id">The draft in it.</param>
/// <param name="Title">The subject, or empty for a new message.</param>
/// <param name="Shape">Docked, minimised or full.</param>
public sealed record ComposeWindowState(DraftId Id, string Title, ComposeShape Shape);

/// <summary>How a window stands.</summary>
public enum ComposeShape
{
    /// <summary>620 by 600 at the lower end.</summary>
    Docked,

    /// <summary>Only its title.</summary>
    Minimised,

    /// <summary>Over the whole page.</summary>
    Full,
}
