using System.Globalization;
using Groupware.Mail;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Web.Components.Shared;

namespace Groupware.Web.Components.Mail;

/// <summary>What is done to messages, with the way back.</summary>
public sealed class MailActs
{
    private readonly MailTab tab;
    private readonly MailList list;
    private readonly PickedMessages picked;
    private readonly OpenedMessage opened;
    private readonly Toasts toasts;

    internal MailActs(MailTab tab, MailList list, PickedMessages picked, OpenedMessage opened, Toasts toasts) => (this.tab, this.list, this.picked, this.opened, this.toasts) = (tab, list, picked, opened, toasts);

    /// <summary>What is acted on: what is ticked, else what is open.</summary>
    public IReadOnlyCollection<MessageUid> Target => picked.Uids.Count > 0 ? [.. picked.Uids] : opened.Uid is { } uid ? [uid] : [];

    /// <summary>Messages that wait for the person's word before they are removed for good.</summary>
    public IReadOnlyCollection<MessageUid>? Doomed { get; private set; }

    public Task SetReadAsync(bool read) => ActAsync(Target, (path, uids) => MessageActions.SetReadAsync(tab.Session, path, uids, read, tab.Closing));

    public Task SetReadAsync(IReadOnlyCollection<MessageUid> messages, bool read) => ActAsync(messages, (path, uids) => MessageActions.SetReadAsync(tab.Session, path, uids, read, tab.Closing));

    /// <summary>Flags what is not flagged yet; when all are, takes the flags away.</summary>
    public Task ToggleFlagAsync(IReadOnlyCollection<MessageUid> uids)
    {
        var flag = uids.Any(uid => list.Window?.Known(uid) is not { Flagged: true });
        return ActAsync(uids, (path, all) => MessageActions.SetFlaggedAsync(tab.Session, path, all, flag, tab.Closing));
    }

    public Task ArchiveAsync(IReadOnlyCollection<MessageUid> uids) => MoveToAsync(uids, SpecialUse.Archive, "Done.Archived");

    /// <summary>Junk, or back to the inbox when it is there already.</summary>
    public Task JunkAsync(IReadOnlyCollection<MessageUid> uids) =>
        list.Folder?.Use == SpecialUse.Junk ? MoveToAsync(uids, SpecialUse.Inbox, "Done.NotJunk") : MoveToAsync(uids, SpecialUse.Junk, "Done.Junked");

    /// <summary>To the trash; what is there already goes for good, once the person says so.</summary>
    public Task DeleteAsync(IReadOnlyCollection<MessageUid> uids)
    {
        if (uids.Count == 0) return Task.CompletedTask;
        if (list.Folder?.Use != SpecialUse.Trash && tab.Session.Special(SpecialUse.Trash) is not null) return MoveToAsync(uids, SpecialUse.Trash, "Done.Deleted");
        Doomed = uids;
        tab.Say();
        return Task.CompletedTask;
    }

    public async Task DeleteForeverAsync()
    {
        if (Doomed is not { } uids || list.FolderPath is not { } path) return;
        Doomed = null;
        LeaveList(uids);
        await TryAsync(async () =>
        {
            await MessageActions.DeleteForeverAsync(tab.Session, path, uids, tab.Closing);
            toasts.Show(Counted("Done.Gone", uids.Count));
        });
    }

    public void KeepDoomed()
    {
        Doomed = null;
        tab.Say();
    }

    /// <summary>Moves to a folder and offers the way back.</summary>
    public async Task MoveAsync(IReadOnlyCollection<MessageUid> uids, string target, string? done = null)
    {
        if (uids.Count == 0 || list.FolderPath is not { } path || path == target) return;
        LeaveList(uids);
        await TryAsync(async () =>
        {
            var moved = await MessageActions.MoveAsync(tab.Session, path, uids, target, tab.Closing);
            var text = done is null ? tab.Texts["Done.Moved", Counted("Done.Messages", uids.Count), FolderNames.Of(tab.Session.Find(target), tab.Texts)] : Counted(done, uids.Count);
            await toasts.ShowAsync(text, null, () => TryAsync(() => MessageActions.MoveBackAsync(tab.Session, moved, tab.Closing)));
        });
    }

    private Task MoveToAsync(IReadOnlyCollection<MessageUid> uids, SpecialUse use, string done)
    {
        if (tab.Session.Special(use) is { } target) return MoveAsync(uids, target.Path, done);
        toasts.Show(tab.Texts["Done.NoSuchFolder", tab.Texts["Folder." + use]]);
        return Task.CompletedTask;
    }

    /// <summary>Takes rows out at once and opens what comes into the place of the open one.</summary>
    private void LeaveList(IReadOnlyCollection<MessageUid> uids)
    {
        var place = opened.Place;
        var next = opened.Uid is { } open && uids.Contains(open);
        list.Remove(uids);
        picked.Remove(uids);
        if (next && list.Window is { } window)
        {
            opened.Close();
            if (place >= 0 && window.Total > 0 && uids.Count == 1) _ = opened.OpenAsync(window.At(Math.Min(place, window.Total - 1)));
            else tab.Move();
        }
        tab.Say();
    }

    private Task ActAsync(IReadOnlyCollection<MessageUid> uids, Func<string, IReadOnlyCollection<MessageUid>, Task> act)
    {
        if (uids.Count == 0 || list.FolderPath is not { } path) return Task.CompletedTask;
        return TryAsync(async () =>
        {
            var acting = act(path, uids);
            tab.Say();
            await acting;
        });
    }

    /// <summary>Does it, or says why the store did not.</summary>
    internal async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception lost) when (MailTab.IsStore(lost))
        {
            toasts.Show(lost is MailStoreRefusedException ? tab.Texts["Done.Refused"] : tab.Texts["Done.Away"]);
            await list.ReloadAsync();
        }
    }

    private string Counted(string key, int count) => count == 1 ? tab.Texts[key + ".One"] : tab.Texts[key + ".Many", count.ToString("N0", CultureInfo.CurrentCulture)];
}
