using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;

namespace Groupware.Web.Components.Mail;

/// <summary>The messages that are ticked. What leaves the list is not ticked any more.</summary>
public sealed class PickedMessages
{
    /// <summary>How many rows "select all" ticks first; the line above the list offers the rest.</summary>
    public const int Step = 100;

    private readonly MailTab tab;
    private readonly MailList list;
    private readonly HashSet<MessageUid> ticked = [];
    private int anchor = -1;

    internal PickedMessages(MailTab tab, MailList list)
    {
        this.tab = tab;
        this.list = list;
        list.Renewed += Prune;
    }

    public IReadOnlyCollection<MessageUid> Uids => ticked;

    public bool IsTicked(MessageUid uid) => ticked.Contains(uid);

    /// <summary>Ticks one row, or all from the last ticked or opened one to it.</summary>
    public void Tick(MessageUid uid, bool through)
    {
        if (list.Window is not { } window) return;
        var place = window.IndexOf(uid);
        if (place < 0) return;
        if (through && anchor >= 0) ticked.UnionWith(window.Between(anchor, place));
        else if (!ticked.Remove(uid)) ticked.Add(uid);
        anchor = place;
        tab.Say();
    }

    /// <summary>Ticks the first rows in sight, or all of the list.</summary>
    public void TickAll(bool whole)
    {
        if (list.Window is not { } window) return;
        var first = whole ? 0 : Math.Min(list.First, Math.Max(0, window.Total - Step));
        ticked.UnionWith(window.Between(first, whole ? window.Total - 1 : first + Step - 1));
        tab.Say();
    }

    public void TickNone()
    {
        Clear();
        tab.Say();
    }

    internal void Clear() => ticked.Clear();

    internal void Remove(IReadOnlyCollection<MessageUid> uids) => ticked.ExceptWith(uids);

    /// <summary>The next range begins at this place.</summary>
    internal void BeginAt(int place) => anchor = place;

    private void Prune()
    {
        if (ticked.Count > 0 && list.Window is { } window) ticked.RemoveWhere(uid => window.IndexOf(uid) < 0);
    }
}
