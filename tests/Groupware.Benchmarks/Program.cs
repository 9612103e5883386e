using System.Globalization;
using Groupware.Benchmarks;
using Groupware.Browser.Tests;

// Measures what the product promises, in a real browser and against the real mail host: dotnet run -c Release --project tests/Groupware.Benchmarks -- inbox open
var all = new Dictionary<string, (string Measures, Func<Bench, Task> Run)>(StringComparer.Ordinal)
{
    ["inbox"] = ("sign-in to the rows of a large inbox", InboxFigures.MeasureAsync),
    ["open"] = ("opening messages, changing folders, jumping in a large inbox", OpenFigures.MeasureAsync),
    ["delivery"] = ("delivered message to its row in the open page", DeliveryFigures.MeasureAsync),
    ["memory"] = ("managed memory of a tab of the mail page", MemoryFigures.MeasureAsync),
    ["week"] = ("a week with 400 events", WeekFigures.MeasureAsync),
    ["push"] = ("one person's change to another's open page", PushFigures.MeasureAsync),
    ["clone"] = ("a fresh clone, built and filled, to Ready", CloneFigures.MeasureAsync),
    ["start"] = ("second start on a filled data folder", StartFigures.MeasureAsync),
};
var options = BenchOptions.Parse(args);
var wanted = options.Names.Contains("all") ? [.. all.Keys] : options.Names;
if (wanted.Count == 0 || wanted.FirstOrDefault(name => !all.ContainsKey(name)) is not null)
{
    Console.WriteLine("Usage: dotnet run -c Release --project tests/Groupware.Benchmarks -- NAME… [--messages 50000] [--repeat N] [--data FOLDER]");
    foreach (var (name, figure) in all) Console.WriteLine($"  {name,-10}{figure.Measures}");
    Console.WriteLine("  all       each of them; the data folder is kept, so the second run starts at once");
    return 2;
}

var chromium = new Chromium();
await chromium.InitializeAsync();
await using (chromium)
{
    await using var bench = new Bench(options, chromium);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, load {Bench.Load}, {options.Messages} messages, data in {options.Data}"));
    Console.WriteLine(Figure.Head);
    foreach (var name in wanted) await all[name].Run(bench);
    Console.WriteLine($"load at the end {Bench.Load}");
}
return 0;
