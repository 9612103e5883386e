using System.Text;
using Groupware.Formats.ContentLines;

namespace Groupware.Formats.ICalendar;

/// <summary>What a store must know of a calendar object before it takes it, found in one pass without building a tree.</summary>
/// <remarks>Values are those of the main component: the first without RECURRENCE-ID, else the first.</remarks>
public sealed record CalendarScan
{
    private static readonly string[] Brackets = ["BEGIN", "END"];
    private static readonly string[] OfCalendar = [.. Brackets, "METHOD", "VERSION", "PRODID"];

    private static readonly string[] OfComponent =
    [
        .. Brackets, "UID", "RECURRENCE-ID", "RRULE", "RDATE", "DTSTART", "DTEND", "DUE", "DURATION", "SUMMARY", "LOCATION", "STATUS", "CLASS", "TRANSP",
    ];

    /// <summary>The first rule of content lines or of BEGIN and END that is broken; null when none is.</summary>
    public ContentLineDefect? Defect { get; private set; }

    /// <summary>Number of VCALENDARs.</summary>
    public int Calendars { get; private set; }

    /// <summary>VERSION of the calendar; null without.</summary>
    public string? Version { get; private set; }

    /// <summary>Whether the calendar has a PRODID.</summary>
    public bool HasProductId { get; private set; }

    /// <summary>METHOD of the calendar, upper case; null without. A stored object must have none (RFC 4791, section 4.1).</summary>
    public string? Method { get; private set; }

    /// <summary>UID; null when a component has none.</summary>
    public string? Uid { get; private set; }

    /// <summary>More than one UID.</summary>
    public bool SeveralUids { get; private set; }

    /// <summary>Some component has no UID.</summary>
    public bool MissingUid { get; private set; }

    /// <summary>Kind in upper case: VEVENT, VTODO, VJOURNAL, VFREEBUSY...; empty when there is none.</summary>
    public string Component { get; private set; } = "";

    /// <summary>More than one kind of component, time zones aside.</summary>
    public bool SeveralKinds { get; private set; }

    /// <summary>Number of components, time zones aside.</summary>
    public int Components { get; private set; }

    /// <summary>Has a time zone definition.</summary>
    public bool HasTimeZone { get; private set; }

    /// <summary>Has an RRULE or RDATE.</summary>
    public bool Recurring { get; private set; }

    /// <summary>Has a component with RECURRENCE-ID.</summary>
    public bool HasOverrides { get; private set; }

    /// <summary>Number of components without RECURRENCE-ID.</summary>
    public int Masters { get; private set; }

    /// <summary>Has a VALARM.</summary>
    public bool HasAlarm { get; private set; }

    /// <summary>DTSTART; null when missing or unreadable.</summary>
    public DateTimeValue? Start { get; private set; }

    /// <summary>There is a DTSTART, readable or not.</summary>
    public bool HasStart { get; private set; }

    /// <summary>DTEND; null when missing or unreadable.</summary>
    public DateTimeValue? End { get; private set; }

    /// <summary>DUE; null when missing or unreadable.</summary>
    public DateTimeValue? Due { get; private set; }

    /// <summary>DURATION; null when missing or unreadable.</summary>
    public DurationValue? Duration { get; private set; }

    /// <summary>SUMMARY as text; empty without.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>LOCATION as text; empty without.</summary>
    public string Location { get; private set; } = "";

    /// <summary>STATUS in upper case; empty without.</summary>
    public string Status { get; private set; } = "";

    /// <summary>CLASS in upper case; empty without.</summary>
    public string Classification { get; private set; } = "";

    /// <summary>TRANSP:TRANSPARENT.</summary>
    public bool Transparent { get; private set; }

    /// <summary>Reads a text. Never throws: what is broken is in <see cref="Defect"/>.</summary>
    public static CalendarScan Read(ReadOnlyMemory<byte> utf8)
    {
        var scan = new CalendarScan();
        var open = new List<string>(4);
        var part = new Part();
        var haveMaster = false;
        var reader = new ContentLineReader(utf8[ContentLineReader.MarkLength(utf8.Span)..], LineSyntax.ICalendar);
        while (reader.Read())
        {
            if (open.Count > 0 && ContentLine.TryPeekName(reader.Current.Span, out var peeked) && !IsWanted(peeked, open.Count))
                continue;
            var line = ContentLine.Read(ref reader, LineSyntax.ICalendar);
            if (line.IsBlank)
                continue;
            if (line.Defect is { } defect)
                scan.Defect ??= defect;
            else if (line.Is("BEGIN"))
            {
                var name = line.RawValue.Trim().ToUpperInvariant();
                scan.Begin(name, open.Count, line.Number);
                if (open.Count == 1)
                    part = new Part { Name = name };
                open.Add(name);
            }
            else if (line.Is("END"))
            {
                if (open.Count == 0 || !open[^1].Equals(line.RawValue.Trim(), StringComparison.OrdinalIgnoreCase))
                {
                    scan.Defect ??= new ContentLineDefect(line.Number, 1, $"END:{line.RawValue.Trim()} closes the component begun last (RFC 5545, section 3.6)");
                    continue;
                }
                open.RemoveAt(open.Count - 1);
                if (open.Count == 1 && part.Name != "VTIMEZONE")
                    scan.Take(part, ref haveMaster);
            }
            else if (open.Count == 0)
                scan.Defect ??= new ContentLineDefect(line.Number, 1, "a property stands inside a component (RFC 5545, section 3.4)");
            else if (open.Count == 1)
                scan.CalendarProperty(line);
            else if (open.Count == 2 && part.Name != "VTIMEZONE")
                part.Lines.Add(line);
        }
        if (open.Count > 0)
            scan.Defect ??= new ContentLineDefect(0, 0, $"BEGIN:{open[^1]} has an END (RFC 5545, section 3.6)");
        return scan;
    }

    /// <summary>Whether the scan looks at a property of that name at that depth: 1 the calendar, 2 a component, deeper only the brackets.</summary>
    private static bool IsWanted(ReadOnlySpan<byte> name, int depth)
    {
        ReadOnlySpan<string> names = depth switch { 1 => OfCalendar, 2 => OfComponent, _ => Brackets };
        foreach (var wanted in names)
        {
            if (wanted.Length == name.Length && Ascii.EqualsIgnoreCase(name, wanted))
                return true;
        }
        return false;
    }

    private void Begin(string name, int depth, int line)
    {
        if (depth == 0)
        {
            if (name == "VCALENDAR")
                Calendars++;
            else
                Defect ??= new ContentLineDefect(line, 1, $"the outermost component is VCALENDAR, not {name} (RFC 5545, section 3.4)");
        }
        else if (depth == 1 && name == "VTIMEZONE")
            HasTimeZone = true;
        else if (depth == 2 && name == "VALARM")
            HasAlarm = true;
    }

    private void CalendarProperty(ContentLine line)
    {
        if (line.Is("METHOD"))
            Method ??= line.RawValue.Trim().ToUpperInvariant();
        else if (line.Is("VERSION"))
            Version ??= line.RawValue.Trim();
        else if (line.Is("PRODID"))
            HasProductId = true;
    }

    private void Take(Part part, ref bool haveMaster)
    {
        Components++;
        if (Component.Length == 0)
            Component = part.Name;
        else if (Component != part.Name)
            SeveralKinds = true;
        string? uid = null;
        var isOverride = false;
        foreach (var line in part.Lines)
        {
            if (line.Is("UID"))
                uid ??= line.RawValue.Trim();
            else if (line.Is("RECURRENCE-ID"))
                isOverride = true;
            else if (line.Is("RRULE") || line.Is("RDATE"))
                Recurring = true;
        }
        if (string.IsNullOrEmpty(uid))
            MissingUid = true;
        else if (Uid is null)
            Uid = TextValue.Unescape(uid);
        else if (!string.Equals(Uid, TextValue.Unescape(uid), StringComparison.Ordinal))
            SeveralUids = true;
        if (isOverride)
            HasOverrides = true;
        else
            Masters++;
        if (Components > 1 && (isOverride || haveMaster))
            return;
        haveMaster = !isOverride;
        Values(part);
    }

    private void Values(Part part)
    {
        Start = End = Due = null;
        Duration = null;
        HasStart = Transparent = false;
        Summary = Location = Status = Classification = "";
        foreach (var line in part.Lines)
        {
            switch (line.Name.ToUpperInvariant())
            {
                case "DTSTART":
                    HasStart = true;
                    Start ??= Date(line);
                    break;
                case "DTEND": End ??= Date(line); break;
                case "DUE": Due ??= Date(line); break;
                case "DURATION": Duration ??= DurationValue.TryParse(line.RawValue, out var duration) ? duration : null; break;
                case "SUMMARY" when Summary.Length == 0: Summary = TextValue.Unescape(line.RawValue); break;
                case "LOCATION" when Location.Length == 0: Location = TextValue.Unescape(line.RawValue); break;
                case "STATUS": Status = line.RawValue.Trim().ToUpperInvariant(); break;
                case "CLASS": Classification = line.RawValue.Trim().ToUpperInvariant(); break;
                case "TRANSP": Transparent = line.RawValue.Trim().Equals("TRANSPARENT", StringComparison.OrdinalIgnoreCase); break;
                default: break;
            }
        }
    }

    private static DateTimeValue? Date(ContentLine line) =>
        DateTimeValue.TryParse(line.RawValue, line.Parameter("TZID")?.Value, out var value) ? value : null;

    private sealed class Part
    {
        public string Name { get; init; } = "";

        public List<ContentLine> Lines { get; } = [];
    }
}
