using System.Text.RegularExpressions;

namespace Groupware.Web.Tests.Admin;

public sealed partial class DirectoryDoorTests
{
    [Fact]
    public void Pages_of_the_directory_change_it_by_the_door_only()
    {
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "src/Groupware.Web/Components/Admin")).Where(static file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal));
        var changes = pages.SelectMany(static file => File.ReadLines(file)).Where(static line => Change().IsMatch(line)).ToList();
        Assert.True(changes.Count > 15, "the pages make changes");
        Assert.DoesNotContain(changes, static line => Change().Count(line) != Handed().Count(line));
    }

    [GeneratedRegex(@"\b(Persons|Groups|Domains)\.(?!List|Find|Of|LastSeen)\w+Async\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Change();

    [GeneratedRegex(@"\(\) => (Persons|Groups|Domains)\.(?!List|Find|Of|LastSeen)\w+Async\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Handed();
}
