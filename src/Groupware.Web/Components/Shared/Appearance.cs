using Groupware.People;
using NodaTime;

namespace Groupware.Web.Components.Shared;

/// <summary>How the suite looks and speaks for the person of this request or tab, from the person's settings.</summary>
public sealed class Appearance
{
    /// <summary>Something was changed on the settings page; takes effect at once.</summary>
    public event Action? Changed;

    /// <summary>"system", "light" or "dark".</summary>
    public string Theme { get; private set; } = "system";

    /// <summary>"compact", "normal" or "comfortable".</summary>
    public string Density { get; private set; } = "normal";

    public bool ShortcutsEnabled { get; private set; } = true;

    /// <summary>"right", "below" or "off".</summary>
    public string ReadingPane { get; private set; } = "right";

    public IsoDayOfWeek FirstDayOfWeek { get; private set; } = IsoDayOfWeek.Monday;

    /// <summary>12-hour clock with am and pm.</summary>
    public bool TwelveHours { get; private set; }

    public Task LoadAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    internal void Say() => Changed?.Invoke();
}
