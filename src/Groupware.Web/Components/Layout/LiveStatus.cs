namespace Groupware.Web.Components.Layout;

/// <summary>The word at the top of one tab: "Live", or what is not (a mail host that doesn't answer).</summary>
public sealed class LiveStatus
{
    private readonly SortedDictionary<string, string> problems = new(StringComparer.Ordinal);

    /// <summary>Raised on the caller's thread.</summary>
    public event Action? Changed;

    /// <summary>The first problem in words; null when all is live.</summary>
    public string? Problem => problems.Count == 0 ? null : problems.First().Value;

    /// <summary>Says or takes back what doesn't work.</summary>
    /// <param name="source">Who says it, such as "mail": each source has one sentence.</param>
    /// <param name="problem">In the person's language; null when it works again.</param>
    public void Report(string source, string? problem)
    {
        if (problem is null)
        {
            if (!problems.Remove(source)) return;
        }
        else
        {
            problems[source] = problem;
        }

        Changed?.Invoke();
    }
}
