namespace Groupware.Web.Components.Contacts;

/// <summary>Where each row of the list stands: rows of one height, with a caption of another before each new letter. Pure arithmetic.</summary>
internal sealed class ContactListLayout
{
    private readonly double[] starts;   // of each row; where a caption precedes, it stands just above

    public ContactListLayout(IReadOnlyList<string> letters, double row, double caption)
    {
        (Row, Caption) = (row, caption);
        starts = new double[letters.Count];
        var at = 0d;
        for (var i = 0; i < letters.Count; i++)
        {
            if (i == 0 || letters[i] != letters[i - 1])
            {
                Firsts.Add((letters[i], i));
                at += caption;
            }

            starts[i] = at;
            at += row;
        }

        Total = at;
    }

    public double Row { get; }

    public double Caption { get; }

    public double Total { get; }

    /// <summary>Each letter with its first row.</summary>
    public List<(string Letter, int Row)> Firsts { get; } = [];

    public bool HasCaption(int row) => Firsts.BinarySearch((string.Empty, row), ByRow) >= 0;

    /// <summary>Top of a row, its caption included.</summary>
    public double Top(int row) => row >= starts.Length ? Total : starts[row] - (HasCaption(row) ? Caption : 0);

    /// <summary>The rows that a view shows, and some before and after.</summary>
    /// <returns>First row and the one after the last.</returns>
    public (int From, int To) Window(double top, double height, int more)
    {
        if (starts.Length == 0) return (0, 0);
        var from = At(top) - more;
        var to = At(top + height) + 1 + more;
        return (Math.Max(0, from), Math.Min(starts.Length, to));
    }

    /// <summary>The row at a place.</summary>
    public int At(double place)
    {
        var found = Array.BinarySearch(starts, place);
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }

    private static readonly Comparer<(string Letter, int Row)> ByRow = Comparer<(string Letter, int Row)>.Create(static (a, b) => a.Row.CompareTo(b.Row));
}
