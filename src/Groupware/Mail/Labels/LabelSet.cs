namespace Groupware.Mail.Labels;

/// <summary>A person's labels as they are now: the five that mail programs share, and those of their own.</summary>
public sealed class LabelSet
{
    private readonly Dictionary<string, Label> byKeyword = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="kept">What the person has named, coloured or deleted.</param>
    public LabelSet(IEnumerable<Label> kept)
    {
        foreach (var (keyword, color) in LabelKeyword.Usual) byKeyword[keyword] = new Label(keyword, "", color, Offered: true);
        foreach (var label in kept) byKeyword[label.Keyword] = label;
        Offered =
        [
            .. LabelKeyword.Usual.Select(usual => byKeyword[usual.Keyword]).Where(static label => label.Offered),
            .. byKeyword.Values.Where(static label => label.Offered && !LabelKeyword.IsUsual(label.Keyword)).OrderBy(static label => label.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
        for (var place = 0; place < Offered.Count; place++) places[Offered[place].Keyword] = place;
    }

    /// <summary>Nothing of one's own.</summary>
    public static LabelSet Usual { get; } = new([]);

    /// <summary>What can be put on messages: the usual five first, then by name.</summary>
    public IReadOnlyList<Label> Offered { get; }

    /// <summary>The label of a keyword; one that is not known has the name that its keyword says, in grey. Null for what is no label.</summary>
    public Label? Find(string keyword)
    {
        if (byKeyword.TryGetValue(keyword, out var label)) return label;
        return LabelKeyword.IsLabel(keyword) ? new Label(keyword, LabelKeyword.NameOf(keyword), "c12", Offered: false) : null;
    }

    /// <summary>The keyword is taken, also by a label that was deleted but still stands in the database.</summary>
    public bool Knows(string keyword) => byKeyword.ContainsKey(keyword);

    /// <summary>The labels of a message.</summary>
    /// <param name="keywords">As <see cref="Keywords.Join"/> writes them.</param>
    public IReadOnlyList<Label> Of(string keywords)
    {
        if (keywords.Length == 0) return [];
        var labels = Keywords.Split(keywords).Select(Find).OfType<Label>().ToList();

        // in the order of the menu; what is not offered comes last
        return labels.Count < 2 ? labels : [.. labels.OrderBy(label => places.GetValueOrDefault(label.Keyword, int.MaxValue)).ThenBy(static label => label.Name, StringComparer.InvariantCultureIgnoreCase)];
    }
}
