using System.Text.Json;

namespace Groupware.Web.Demo;

/// <summary>The invented company's content, one JSON object a line (Data/README.md).</summary>
internal static class DemoData
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Demo", "Data");

    public static List<T> Read<T>(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).Where(line => line.Length > 0)
            .Select(line => JsonSerializer.Deserialize<T>(line, Names) ?? throw new InvalidDataException($"{file} holds an empty line")).ToList();

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));
}

internal sealed record DemoPerson(string Name, string Email);

internal sealed record DemoMessage(
    string Id, DemoMoment When, string Lang, DemoPerson From, List<DemoPerson> To, List<DemoPerson>? Cc, string Subject, string MessageId, string? InReplyTo, List<string>? References,
    string Text, string? Html, Dictionary<string, string>? Headers, List<DemoAttachment>? Attachments, DemoEvent? Calendar, List<DemoCopy> Copies);

internal sealed record DemoAttachment(string File, string Name, string Type, bool Inline, string? Cid);

internal sealed record DemoCopy(string User, string Folder, List<string> Flags);

internal sealed record DemoAttendee(string Name, string Email, string Partstat, string? Type);

internal sealed record DemoOverride(int Week, string Time, string? Summary);

internal sealed record DemoEvent(
    string Uid, string? Calendar, string Summary, DemoMoment Start, int? Minutes, int? AllDayDays, string? Location, string? Description, string? Rrule, List<int>? ExceptionWeeks,
    List<DemoOverride>? Overrides, int? AlarmMinutes, List<string>? Categories, DemoPerson? Organizer, List<DemoAttendee>? Attendees, string? Class, string? Transp, string? Status,
    string? Method, int Sequence);

internal sealed record DemoTask(
    string Uid, string List, string Summary, DemoMoment? Due, int Priority, int Percent, string? Note, List<string>? Categories, string Status, DemoMoment? Completed, string? Rrule, string? Parent);

internal sealed record DemoValue(string Type, string Value, bool Pref);

internal sealed record DemoAddress(string? Type, string? Street, string? City, string? Region, string? Postcode, string? Country);

internal sealed record DemoContact(
    string Uid, string Book, string Owner, string Kind, string? Given, string? Family, string Fn, string? Org, string? Title, string? TitleFr, List<DemoValue> Emails, List<DemoValue> Phones,
    DemoAddress? Address, string? Birthday, string? Note, List<string>? Categories, string? Photo, string? Url);
