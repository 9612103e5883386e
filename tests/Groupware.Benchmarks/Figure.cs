using System.Globalization;

namespace Groupware.Benchmarks;

/// <summary>One line of the table: the measurements of one thing, in the unit of its name.</summary>
internal sealed class Figure(string name, double? limit = null, string unit = "ms")
{
    private readonly List<double> samples = [];

    public static string Head => string.Format(CultureInfo.InvariantCulture, "{0,-52}{1,8}{2,8}{3,8}{4,6}  {5}", "", "best", "p50", "p95", "n", "wanted (p50)");

    public void Add(double sample) => samples.Add(sample);

    public void Print()
    {
        samples.Sort();
        var wanted = limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"<= {most:0} {unit}{(At(0.5) <= most ? "" : "   MISSED")}") : unit;
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-52}{1,8:0}{2,8:0}{3,8:0}{4,6}  {5}", name, At(0), At(0.5), At(0.95), samples.Count, wanted));
    }

    private double At(double part) => samples.Count == 0 ? double.NaN : samples[(int)Math.Min(samples.Count - 1, Math.Floor(part * samples.Count))];
}
