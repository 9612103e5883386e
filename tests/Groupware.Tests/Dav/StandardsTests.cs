namespace Groupware.Tests.Dav;

/// <summary>The list of standards names files that exist.</summary>
public sealed class StandardsTests
{
    [Fact]
    public void Every_file_and_test_that_the_list_names_is_there()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Groupware.sln"))) root = root.Parent;
        Assert.NotNull(root);
        var dav = Path.Combine(root.FullName, "src", "Groupware.Dav");
        var tests = Path.Combine(root.FullName, "tests", "Groupware.Integration.Tests", "Dav");
        var rows = File.ReadLines(Path.Combine(dav, "Standards.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(l => l.Split('|').Select(c => c.Trim()).ToArray()).ToList();
        Assert.True(rows.Count > 20);
        var missing = rows.SelectMany(row => new[] { row[3].Length > 0 ? Path.Combine(dav, row[3]) : null, row[4].Length > 0 ? Path.Combine(tests, row[4]) : null }).OfType<string>().Where(f => !File.Exists(f)).Distinct(StringComparer.Ordinal);
        Assert.Empty(missing);
    }
}
