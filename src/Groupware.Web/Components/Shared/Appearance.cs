using System.Globalization;
using Groupware.People;
using NodaTime;

namespace Groupware.Web.Components.Shared;

/// <summary>How the suite looks and speaks for the person of this request or tab, from the person's settings.</summary>
public sealed class Appearance
{
    private readonly CurrentPerson current;
    private readonly PersonSettings? settings;

    [ActivatorUtilitiesConstructor]
    public Appearance(CurrentPerson current, PersonSettings settings) => (this.current, this.settings) = (current, settings);

    /// <summary>Always the defaults: for tests of components.</summary>
    public Appearance(CurrentPerson current) => this.current = current;

    /// <summary>A setting was changed, here or in another tab; it takes effect at once.</summary>
    public event Action? Changed;

    /// <summary>All settings; the defaults as long as nobody is signed in.</summary>
    public PersonPreferences Preferences { get; private set; } = new("en", "UTC");

    /// <summary>"system", "light" or "dark".</summary>
    public string Theme => Preferences.Theme;

    /// <summary>"compact", "normal" or "comfortable".</summary>
    public string Density => Preferences.Density;

    public bool ShortcutsEnabled => Preferences.ShortcutsEnabled;

    /// <summary>"right", "below" or "off".</summary>
    public string ReadingPane => Preferences.ReadingPane;

    /// <summary>As chosen, else as the language has it.</summary>
    public IsoDayOfWeek FirstDayOfWeek => Preferences.FirstDayOfWeek is >= 1 and <= 7
        ? (IsoDayOfWeek)Preferences.FirstDayOfWeek
        : CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek == DayOfWeek.Sunday ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)(int)CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek;

    /// <summary>12-hour clock with am and pm.</summary>
    public bool TwelveHours => Preferences.TimeFormat == "12";

    /// <summary>Reads the settings of the person signed in; one query.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        if (settings is null || !current.IsSignedIn) return;
        var read = await settings.GetAsync(current.Person.Id, cancel);
        if (read == Preferences) return;
        Preferences = read;
        Changed?.Invoke();
    }

    /// <summary>Keeps the settings and lets this tab follow; other tabs hear of it by the change feed.</summary>
    /// <returns>False when they were refused; nothing has changed then.</returns>
    public async Task<bool> SaveAsync(PersonPreferences wanted, CancellationToken cancel)
    {
        if (settings is null || await settings.SetAsync(current.Person.Id, wanted, cancel) != DirectoryOutcome.Done) return false;
        Preferences = wanted;
        Changed?.Invoke();
        return true;
    }
}
