using System.Text.Json;

namespace Groupware.Tests.Formats;

/// <summary>Files of real programs, with what their manifest says of them (tests/conformance/data/README.md).</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Data");

    public static IReadOnlyList<Sample> All { get; } = File.ReadLines(Path.Combine(Folder, "manifest.jsonl"))
        .Select(line => JsonSerializer.Deserialize<Sample>(line, JsonSerializerOptions.Web)!).ToList();

    public static IEnumerable<string> Calendars => All.Where(s => s.File.StartsWith("ical/", StringComparison.Ordinal)).Select(s => s.File);

    public static IEnumerable<string> Cards => All.Where(s => s.File.StartsWith("vcard/", StringComparison.Ordinal)).Select(s => s.File);

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(Folder, file));

    public static TheoryData<string> Theory(Func<Sample, bool> which) => new(All.Where(which).Select(s => s.File));

    public sealed record Sample(string File, string Expect, string? Jcal)
    {
        public bool IsCard => File.StartsWith("vcard/", StringComparison.Ordinal);

        public bool IsValid => Expect == "valid";
    }
}
