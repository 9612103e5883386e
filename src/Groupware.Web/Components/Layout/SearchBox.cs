namespace Groupware.Web.Components.Layout;

/// <summary>
/// The search box at the top of one tab. The page in front listens: <see cref="Changed"/> comes 250 ms after the last key, at once on Enter.
/// </summary>
public sealed class SearchBox(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private ITimer? timer;

    private Action<string>? changed;

    /// <summary>
    /// What is looked for changed. Comes on a timer's thread: redraw through InvokeAsync. When the last page that listened is left for one that
    /// doesn't, the box is the frame's again.
    /// </summary>
    public event Action<string>? Changed
    {
        add => changed += value;
        remove
        {
            changed -= value;
            if (changed is null) Serve(null);
        }
    }

    /// <summary>Whether the page in front searches.</summary>
    public bool Answered => changed is not null;

    /// <summary>The box itself must redraw: placeholder, status or a text set by the page.</summary>
    public event Action? Redrawn;

    /// <summary>What the person typed, trimmed; empty when nothing is looked for.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What stands in the box at this moment, reported or not.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Raised with each text that a page sets and that does not stand there already, so that the box takes it over.</summary>
    public int Version { get; private set; }

    /// <summary>What the page in front searches, in the person's language; null = the frame's own sentence.</summary>
    public string? Placeholder { get; private set; }

    /// <summary>"7 results"; spoken by screen readers.</summary>
    public string? Status { get; private set; }

    /// <summary>Called by the page when it comes to the front. Clears what another page left.</summary>
    public void Serve(string? placeholder)
    {
        Placeholder = placeholder;
        Status = null;
        SetText("");
    }

    /// <summary>The page tells how much it found.</summary>
    public void Report(string? status)
    {
        if (Status == status) return;
        Status = status;
        Redrawn?.Invoke();
    }

    /// <summary>The page sets or clears the text itself; <see cref="Changed"/> is not raised.</summary>
    public void SetText(string text)
    {
        timer?.Dispose();
        Text = text;
        if (Typed != text) Version++;   // a new box would lose the focus to nothing
        Typed = text;
        Redrawn?.Invoke();
    }

    internal void Type(string text, bool now)
    {
        timer?.Dispose();
        Typed = text;
        var wanted = text.Trim();
        if (wanted == Text) return;
        if (now) Say(wanted);
        else timer = clock.CreateTimer(_ => Say(wanted), null, Pause, Timeout.InfiniteTimeSpan);
    }

    private void Say(string text)
    {
        if (text == Text) return;
        Text = text;
        changed?.Invoke(text);
    }

    public void Dispose() => timer?.Dispose();
}
