using Groupware.Formats.ContentLines;
using Groupware.Formats.VCard;

namespace Groupware.Contacts;

/// <summary>Properties that stand several times on a card (EMAIL, TEL, URL, ADR): what the form changed finds its line again.</summary>
internal static class CardValues
{
    private static readonly string[] KnownKinds = ["work", "home", "mobile", "cell", "fax", "pager"];

    public static string Read(Property property)
    {
        var text = CardText.Read(property).Trim();
        foreach (var scheme in (string[])["mailto:", "tel:"])
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return text[scheme.Length..];
        }

        return text;
    }

    /// <summary>A label of the line's group (Apple's X-ABLabel) or the TYPE that says most.</summary>
    public static string Kind(Component card, Property property)
    {
        if (Label(card, property) is { } label) return CardText.Read(label).Replace("_$!<", "", StringComparison.Ordinal).Replace(">!$_", "", StringComparison.Ordinal);
        var types = PropertyTypes.Of(property);
        var kind = KnownKinds.FirstOrDefault(known => types.Contains(known, StringComparer.OrdinalIgnoreCase))
            ?? types.FirstOrDefault(static type => type is not ("internet" or "voice" or "pref" or "x-internet" or "postal" or "parcel" or "dom" or "intl" or "msg"));
        return kind is "cell" ? "mobile" : kind ?? "";
    }

    public static void Write(Component card, string name, IReadOnlyList<ContactValue> old, IReadOnlyList<ContactValue> now, VCardVersion version)
    {
        if (old.SequenceEqual(now)) return;
        var lines = card.All(name).ToList();
        var pairs = Pair(lines, now, static (line, value) => Read(line) == value.Value, static value => value.Index);
        foreach (var line in lines.Except(pairs.OfType<Property>())) RemoveWithLabel(card, line);
        var last = pairs.OfType<Property>().LastOrDefault();
        for (var i = 0; i < now.Count; i++)
        {
            var value = now[i];
            var line = pairs[i];
            if (line is null)
            {
                line = last is null ? card.Add(name, "") : card.AddAfter(last, name, "");
                last = line;
                SetValue(line, value.Value, version);
                if (value.Kind.Length > 0) SetKind(card, line, value.Kind, version);
                if (value.Preferred) Prefer(line, on: true, version);
                continue;
            }

            if (Read(line) != value.Value) SetValue(line, value.Value, version);
            if (Kind(card, line) != value.Kind) SetKind(card, line, value.Kind, version);
            if (PropertyTypes.Preference(line) <= 100 != value.Preferred) Prefer(line, value.Preferred, version);
        }
    }

    public static void Write(Component card, IReadOnlyList<ContactAddress> old, IReadOnlyList<ContactAddress> now, VCardVersion version)
    {
        if (old.SequenceEqual(now)) return;
        var lines = card.All("ADR").ToList();
        var pairs = Pair(lines, now, static (line, value) => StructuredAddress.Read(line) == value.Address, static value => value.Index);
        foreach (var line in lines.Except(pairs.OfType<Property>())) RemoveWithLabel(card, line);
        var last = pairs.OfType<Property>().LastOrDefault();
        for (var i = 0; i < now.Count; i++)
        {
            var value = now[i];
            var line = pairs[i];
            if (line is null)
            {
                line = last is null ? card.Add("ADR", ";;;;;;") : card.AddAfter(last, "ADR", ";;;;;;");
                last = line;
            }

            value.Address.WriteTo(line, version);
            if (Kind(card, line) != value.Kind) SetKind(card, line, value.Kind, version);
        }
    }

    // The same value is the same line, wherever it stands now; what is left over is found by the place it was read from.
    private static Property?[] Pair<T>(List<Property> lines, IReadOnlyList<T> values, Func<Property, T, bool> same, Func<T, int> index)
    {
        var free = new HashSet<Property>(lines);
        var pairs = new Property?[values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            var at = index(values[i]);
            var line = at >= 0 && at < lines.Count && free.Contains(lines[at]) && same(lines[at], values[i]) ? lines[at] : lines.Find(one => free.Contains(one) && same(one, values[i]));
            if (line is null) continue;
            pairs[i] = line;
            free.Remove(line);
        }

        for (var i = 0; i < values.Count; i++)
        {
            var at = index(values[i]);
            if (pairs[i] is null && at >= 0 && at < lines.Count && free.Remove(lines[at])) pairs[i] = lines[at];
        }

        return pairs;
    }

    private static void SetValue(Property line, string value, VCardVersion version)
    {
        if (line.Is("TEL") && CardText.Read(line).StartsWith("tel:", StringComparison.OrdinalIgnoreCase)) line.SetRaw("tel:" + value.Replace(" ", "-", StringComparison.Ordinal));
        else if (line.Is("URL")) line.SetRaw(value.ReplaceLineEndings(""));
        else CardText.Write(line, value, version);
    }

    private static void SetKind(Component card, Property line, string kind, VCardVersion version)
    {
        var known = KnownKinds.Contains(kind, StringComparer.OrdinalIgnoreCase);
        if (Label(card, line) is { } label)
        {
            if (known || kind.Length == 0) card.Remove(label);
            else CardText.Write(label, kind, version);
        }

        string[] types = kind switch { "" => [], "mobile" => ["cell"], _ => [kind.ToLowerInvariant()] };
        PropertyTypes.Set(line, types, [.. KnownKinds, "other"], version);
    }

    private static void Prefer(Property line, bool on, VCardVersion version)
    {
        if (version == VCardVersion.V40)
        {
            line.SetParameter("PREF", on ? "1" : null);
            return;
        }

        line.SetParameter("PREF", null);
        PropertyTypes.Set(line, on ? ["pref"] : [], ["pref"], version);
    }

    private static Property? Label(Component card, Property line) =>
        line.Group.Length == 0 ? null : card.All("X-ABLABEL").FirstOrDefault(label => label.Group.Equals(line.Group, StringComparison.OrdinalIgnoreCase));

    private static void RemoveWithLabel(Component card, Property line)
    {
        if (line.Group.Length > 0)
        {
            foreach (var companion in card.Properties.Where(other => other.Group.Equals(line.Group, StringComparison.OrdinalIgnoreCase) && other.Name.StartsWith("X-AB", StringComparison.OrdinalIgnoreCase)).ToList())
                card.Remove(companion);
        }

        card.Remove(line);
    }
}
