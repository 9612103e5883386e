using System.Globalization;
using Groupware.Mail.Labels;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Storage;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail.Labels;

/// <summary>The person's labels in one tab: what they are called, which messages have them, and putting them on with the way back.</summary>
public sealed class MailLabels
{
    private const int MostCounted = 1_000;

    private readonly MailTab tab;
    private readonly MailList list;
    private readonly OpenedMessage opened;
    private readonly MailActs acts;
    private readonly PersonLabels labels;
    private readonly Toasts toasts;
    private readonly IStringLocalizer<LabelTexts> texts;

    internal MailLabels(MailTab tab, MailList list, OpenedMessage opened, MailActs acts, PersonLabels labels, Toasts toasts, IStringLocalizer<LabelTexts> texts)
    {
        this.tab = tab;
        this.list = list;
        this.opened = opened;
        this.acts = acts;
        this.labels = labels;
        this.toasts = toasts;
        this.texts = texts;
        Set = labels.Known(tab.Session.Person.Id) ?? LabelSet.Usual;
    }

    /// <summary>The labels as last read.</summary>
    public LabelSet Set { get; private set; }

    /// <summary>The keyword that the list on the screen is filtered by, and by nothing else.</summary>
    public string? Filter => list.Search is { Terms: [{ Field: SearchField.Label } term] } ? term.Value : null;

    /// <summary>Reads the labels anew.</summary>
    public async Task LoadAsync()
    {
        try
        {
            Set = await labels.ForAsync(tab.Session.Person.Id, tab.Closing);
            tab.Say();
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            // mail goes on without the names: keywords say them well enough
        }
    }

    public string NameOf(Label label) => LabelNames.Of(label, texts);

    public IReadOnlyList<Label> Of(string keywords) => Set.Of(keywords);

    /// <summary>The keyword of a label that is called so; a keyword itself will do. Null when there is none.</summary>
    public string? KeywordOf(string name) => LabelNames.Find(Set, name, texts)?.Keyword ?? Set.Offered.FirstOrDefault(label => string.Equals(label.Keyword, name, StringComparison.OrdinalIgnoreCase))?.Keyword;

    /// <summary>What the search box says to show the messages with a label.</summary>
    public string SearchOf(Label label) => NameOf(label) is var name && name.Contains('"', StringComparison.Ordinal) ? $"{texts["Search.Operator"]}:{label.Keyword}" : $"{texts["Search.Operator"]}:\"{name}\"";

    /// <summary>Of each label: true when all of the messages have it, false when none has, null when some do; as far as their rows are known, and of the first thousand.</summary>
    public Func<Label, bool?> StatesOf(IReadOnlyCollection<MessageUid> messages)
    {
        var known = 0;
        var with = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var uid in messages.Take(MostCounted))
        {
            if (KeywordsOf(uid) is not { } keywords) continue;
            known++;
            foreach (var keyword in Keywords.Split(keywords)) with[keyword] = with.GetValueOrDefault(keyword) + 1;
        }

        return label => with.GetValueOrDefault(label.Keyword) is var count && count == 0 ? false : count == known ? true : null;
    }

    /// <summary>Puts a label on all of the messages, or takes it off when all have it.</summary>
    public Task ToggleAsync(IReadOnlyCollection<MessageUid> messages, Label label) => SetAsync(messages, label, StatesOf(messages)(label) != true);

    /// <summary>Makes a label and puts it on the messages; one that is called so already is put on.</summary>
    public async Task CreateAsync(IReadOnlyCollection<MessageUid> messages, string name)
    {
        if (name.Trim().Length == 0) return;
        if (LabelNames.Find(Set, name, texts) is { } known)
        {
            await SetAsync(messages, known, on: true);
            return;
        }

        try
        {
            var made = await labels.CreateAsync(tab.Session.Person, name, NextColor(Set), tab.Closing);
            if (LabelNames.Problem(made.Status, texts) is { } problem)
            {
                toasts.Show(problem);
                return;
            }

            await LoadAsync();
            await SetAsync(messages, made.Label!, on: true);
        }
        catch (OperationCanceledException)
        {
            // the tab closed
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            toasts.Show(texts["Problem.Away"]);
        }
    }

    /// <summary>The first colour that no label has; then the one that fewest have.</summary>
    internal static string NextColor(LabelSet set) =>
        Enumerable.Range(1, Collections.ColorFamily.Count).Select(static family => "c" + family.ToString(CultureInfo.InvariantCulture)).MinBy(color => set.Offered.Count(label => label.Color == color))!;

    private Task SetAsync(IReadOnlyCollection<MessageUid> messages, Label label, bool on)
    {
        if (messages.Count == 0 || list.FolderPath is not { } path) return Task.CompletedTask;
        return acts.TryAsync(async () =>
        {
            var acting = MessageLabels.SetAsync(tab.Session, path, messages, label.Keyword, on, tab.Closing);
            tab.Say();
            var outcome = await acting;
            if (!outcome.Kept)
            {
                toasts.Show(texts["Done.NotKept", NameOf(label)]);
                tab.Say();
                return;
            }

            if (outcome.Changed.Count == 0) return;
            var key = (on ? "Done.On" : "Done.Off") + (outcome.Changed.Count == 1 ? ".One" : ".Many");
            await toasts.ShowAsync(texts[key, NameOf(label), outcome.Changed.Count.ToString("N0", CultureInfo.CurrentCulture)], null, () => acts.TryAsync(async () =>
            {
                var undoing = MessageLabels.SetAsync(tab.Session, path, outcome.Changed, label.Keyword, !on, tab.Closing);
                tab.Say();
                await undoing;
            }));
        });
    }

    private string? KeywordsOf(MessageUid uid) => list.Window?.Known(uid)?.Keywords ?? (opened.Message is { } message && message.Uid == uid ? message.Keywords : null);
}
