using System.Globalization;

namespace Groupware.Benchmarks;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Names">Which figures.</param>
/// <param name="Messages">In the large inbox.</param>
/// <param name="Repeat">Measurements of each figure; null: as many as the figure usually takes.</param>
/// <param name="Data">Kept between runs, because filling takes longer than measuring.</param>
internal sealed record BenchOptions(IReadOnlyList<string> Names, int Messages, int? Repeat, string Data)
{
    public static BenchOptions Parse(IReadOnlyList<string> words)
    {
        var names = new List<string>();
        int messages = 50_000;
        int? repeat = null;
        string? data = null;
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at] == "--messages") messages = int.Parse(words[++at], CultureInfo.InvariantCulture);
            else if (words[at] == "--repeat") repeat = int.Parse(words[++at], CultureInfo.InvariantCulture);
            else if (words[at] == "--data") data = words[++at];
            else names.Add(words[at]);
        }
        return new BenchOptions(names, messages, repeat, Path.GetFullPath(data ?? Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"gw-bench-{messages}"))));
    }
}
