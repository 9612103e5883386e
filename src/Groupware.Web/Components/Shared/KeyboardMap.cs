namespace Groupware.Web.Components.Shared;

/// <summary>The keys of the page in front of this tab, and whether their help is open.</summary>
public sealed class KeyboardMap
{
    private readonly List<IReadOnlyList<Shortcut>> layers = [];

    public event Action? Changed;

    public bool HelpOpen { get; private set; }

    public IEnumerable<Shortcut> Here => layers.SelectMany(static layer => layer);

    public void OpenHelp() => SetHelp(true);

    public void CloseHelp() => SetHelp(false);

    internal void Add(IReadOnlyList<Shortcut> keys)
    {
        layers.Add(keys);
        Changed?.Invoke();
    }

    internal void Remove(IReadOnlyList<Shortcut> keys)
    {
        layers.Remove(keys);
        Changed?.Invoke();
    }

    /// <summary>The newest layer that has an act for the keys decides.</summary>
    internal Shortcut? Find(string keys) =>
        layers.AsEnumerable().Reverse().SelectMany(static layer => layer).FirstOrDefault(shortcut => shortcut.Act is not null && string.Equals(shortcut.Keys, keys, StringComparison.Ordinal));

    private void SetHelp(bool open)
    {
        if (HelpOpen == open) return;
        HelpOpen = open;
        Changed?.Invoke();
    }
}
