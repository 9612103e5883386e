namespace Groupware.Web.Components.Shared;

/// <summary>Says what was done and offers one way back, at the bottom of this tab.</summary>
public sealed class Toasts(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Visible = TimeSpan.FromSeconds(8);
    private const int AtOnce = 3;
    private readonly Lock gate = new();
    private readonly List<Toast> shown = [];

    /// <summary>Comes on any thread: redraw through InvokeAsync.</summary>
    public event Action? Changed;

    public IReadOnlyList<Toast> Shown
    {
        get
        {
            lock (gate) return [.. shown];
        }
    }

    /// <summary>Says something for eight seconds.</summary>
    public void Show(string text) => Add(new Toast(text, null, null));

    /// <summary>Says what was done, with a button that takes it back; answers at once.</summary>
    /// <param name="text">"3 conversations archived"; no full stop.</param>
    /// <param name="undoText">The button's word; null = "Undo".</param>
    /// <param name="undo">Run once, when the person presses the button or Z.</param>
    public Task ShowAsync(string text, string? undoText, Func<Task> undo)
    {
        Add(new Toast(text, undoText, undo));
        return Task.CompletedTask;
    }

    public void Remove(Toast toast)
    {
        lock (gate)
        {
            if (!shown.Remove(toast)) return;
        }

        toast.Timer?.Dispose();
        Changed?.Invoke();
    }

    /// <summary>Takes back, once; a way back that failed is offered again.</summary>
    internal async Task UndoAsync(Toast toast)
    {
        lock (gate)
        {
            if (toast.Undo is null || !shown.Remove(toast)) return;   // pressed twice
        }

        toast.Timer?.Dispose();
        Changed?.Invoke();
        try
        {
            await toast.Undo();
        }
        catch
        {
            Add(toast);
            throw;
        }
    }

    private void Add(Toast toast)
    {
        lock (gate)
        {
            shown.Add(toast);
            toast.Timer = clock.CreateTimer(_ => Remove(toast), null, Visible, Timeout.InfiniteTimeSpan);
            while (shown.Count > AtOnce)
            {
                shown[0].Timer?.Dispose();
                shown.RemoveAt(0);
            }
        }

        Changed?.Invoke();
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var toast in shown) toast.Timer?.Dispose();
            shown.Clear();
        }
    }
}

/// <summary>One sentence at the bottom of the page.</summary>
public sealed record Toast(string Text, string? UndoText, Func<Task>? Undo)
{
    internal ITimer? Timer { get; set; }
}
