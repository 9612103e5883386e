using System.Text;
using System.Text.Json;
using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using Groupware.Formats.VCard;

namespace Groupware.Tests.Formats;

public sealed class SampleFilesTests
{
    public static TheoryData<string> Calendars => Samples.Theory(s => !s.IsCard);

    public static TheoryData<string> Cards => Samples.Theory(s => s.IsCard);

    public static TheoryData<string> ValidCalendars => Samples.Theory(s => !s.IsCard && s.IsValid);

    public static TheoryData<string> ValidCards => Samples.Theory(s => s.IsCard && s.IsValid);

    public static TheoryData<string> WithJcal => Samples.Theory(s => s.Jcal is not null);

    [Theory, MemberData(nameof(Calendars))]
    public void A_calendar_comes_back_octet_for_octet(string file)
    {
        var octets = Samples.Read(file);
        Assert.Equal(octets, CalendarDocument.ParseLenient(octets).ToBytes());
    }

    [Theory, MemberData(nameof(Cards))]
    public void A_card_comes_back_octet_for_octet(string file)
    {
        var octets = Samples.Read(file);
        Assert.Equal(octets, CardDocument.ParseLenient(octets).ToBytes());
    }

    [Theory, MemberData(nameof(ValidCalendars))]
    public void A_valid_calendar_breaks_no_rule(string file)
    {
        var octets = Samples.Read(file);
        var document = CalendarDocument.ParseLenient(octets);
        var scan = CalendarScan.Read(octets);
        if (!document.Roots.Any() || file == "ical/icalendar-issue_350.ics")
            return;             // lone components, and a comment after the calendar: kept, but no iCalendar stream of RFC 5545, section 3.4
        Assert.Empty(document.Defects);
        Assert.Null(scan.Defect);
    }

    [Theory, MemberData(nameof(ValidCards))]
    public void A_valid_card_breaks_no_rule(string file)
    {
        var octets = Samples.Read(file);
        Assert.Empty(CardDocument.ParseLenient(octets).Defects);
        Assert.Null(CardScan.Read(octets).Defect);
    }

    [Theory, MemberData(nameof(Calendars))]
    public void The_scan_and_the_tree_find_the_same_defect(string file)
    {
        var octets = Samples.Read(file);
        var defect = CalendarDocument.ParseLenient(octets).Defects.Count > 0;
        var scan = CalendarScan.Read(octets);
        Assert.Equal(defect, scan.Defect is not null || scan.Calendars == 0);
    }

    [Theory, MemberData(nameof(Calendars))]
    public void An_edit_of_each_property_touches_only_its_line(string file)
    {
        var octets = Samples.Read(file);
        var count = Walk(CalendarDocument.ParseLenient(octets).Roots).Count();
        for (var i = 0; i < Math.Min(count, 60); i++)
        {
            var document = CalendarDocument.ParseLenient(octets);
            var property = Walk(document.Roots).ElementAt(i);
            EditsOnly(octets, property, document.ToBytes);
        }
    }

    [Theory, MemberData(nameof(Cards))]
    public void An_edit_of_each_card_property_touches_only_its_line(string file)
    {
        var octets = Samples.Read(file);
        var count = Walk(CardDocument.ParseLenient(octets).Cards).Count();
        for (var i = 0; i < Math.Min(count, 60); i++)
        {
            var document = CardDocument.ParseLenient(octets);
            EditsOnly(octets, Walk(document.Cards).ElementAt(i), document.ToBytes);
        }
    }

    [Theory, MemberData(nameof(WithJcal))]
    public void Names_parameters_and_values_are_those_of_another_parser(string file)
    {
        var octets = Samples.Read(file);
        var roots = file.EndsWith(".vcf", StringComparison.Ordinal)
            ? CardDocument.ParseLenient(octets).Cards.ToList()
            : CalendarDocument.ParseLenient(octets).Roots.ToList();
        if (roots.Count == 0)
            return;
        using var json = JsonDocument.Parse(Samples.Read(Samples.All.Single(s => s.File == file).Jcal!));
        var expected = json.RootElement[0].ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray().ToList() : [json.RootElement];
        Assert.Equal(expected.Count, roots.Count);
        foreach (var (want, have) in expected.Zip(roots))
            SameComponent(want, have);
    }

    private static void SameComponent(JsonElement want, Component have)
    {
        Assert.Equal(want[0].GetString(), have.Name, ignoreCase: true);
        var properties = have.Properties.ToList();
        Assert.Equal(want[1].GetArrayLength(), properties.Count);
        foreach (var (expected, property) in want[1].EnumerateArray().Zip(properties))
        {
            Assert.Equal(expected[0].GetString(), property.Name, ignoreCase: true);
            foreach (var parameter in expected[1].EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
            {
                var mine = parameter.Name == "group" ? property.Group : string.Join(',', property.ParameterValues(parameter.Name));
                Assert.Equal(parameter.Value.GetString()!, mine, ignoreCase: parameter.Name is "group" or "type");
            }
            if (expected[2].GetString() == "text" && expected.GetArrayLength() == 4 && expected[3].ValueKind == JsonValueKind.String)
                Assert.Equal(expected[3].GetString(), property.Text);
        }
        if (want.GetArrayLength() < 3)
            return;
        foreach (var (inner, component) in want[2].EnumerateArray().Zip(have.Components))
            SameComponent(inner, component);
    }

    private static IEnumerable<Property> Walk(IEnumerable<Component> components)
    {
        foreach (var component in components)
        {
            foreach (var property in component.Properties)
                yield return property;
            foreach (var property in Walk(component.Components))
                yield return property;
        }
    }

    /// <summary>The text before and after the property is the same, and the property reads as set.</summary>
    private static void EditsOnly(byte[] octets, Property property, Func<byte[]> write)
    {
        var old = property.Line.Raw;
        property.SetRaw("changed Überläänge " + new string('ü', 80));
        property.SetParameter("X-NEW", "a;b\"c\n^");
        var after = write();
        var now = property.Line.Raw.ToArray();
        Assert.True(octets.AsSpan().IndexOf(old.Span) >= 0);
        var index = after.AsSpan().IndexOf(now);
        Assert.True(index >= 0);
        Assert.Equal(octets.AsSpan(0, index).ToArray(), after.AsSpan(0, index).ToArray());
        Assert.Equal(octets.AsSpan(index + old.Length).ToArray(), after.AsSpan(index + now.Length).ToArray());
        Assert.Equal("a;b\"c\n^", property.Parameter("X-NEW"));
        Assert.Equal("changed Überläänge " + new string('ü', 80), property.RawValue);
        foreach (var physical in Encoding.UTF8.GetString(now).Split('\n').Where(_ => property.Line.Number == 0))
            Assert.True(Encoding.UTF8.GetByteCount(physical.TrimEnd('\r')) <= 75 || Encoding.Latin1.GetString(octets).Contains("VERSION:2.1", StringComparison.Ordinal), physical);
    }
}
