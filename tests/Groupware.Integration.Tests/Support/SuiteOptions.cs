namespace Groupware.Testing;

/// <summary>How a suite under test differs from the usual one.</summary>
public sealed record SuiteOptions
{
    /// <summary>Further settings, as environment variables: <c>Storage__Provider</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary><c>people</c>: the accounts without content. <c>true</c>: with the whole demo. Empty: nobody.</summary>
    public string Demo { get; init; } = "people";

    /// <summary>An ordinary user to run as, when the tests run as root.</summary>
    public (string User, string Group)? RunAs { get; init; }

    /// <summary>Somebody without rights, present on every Debian.</summary>
    public static (string User, string Group) Nobody => ("nobody", "nogroup");

    /// <summary>Starts on a terminal of its own, as from somebody's shell: what it asks is answered with <see cref="Suite.TypeAsync"/>, and killing it takes the terminal away.</summary>
    public bool OnTerminal { get; init; }

    /// <summary>By <c>run.sh</c> of this checkout as somebody types it, with these arguments; it builds what is not built yet and decides itself about the demo.</summary>
    public IReadOnlyList<string>? Script { get; init; }

    /// <summary>Where that <c>run.sh</c> stands.</summary>
    public string ScriptFolder { get; init; } = ProductFiles.Root;

    /// <summary>A data folder that the test keeps; null: a temporary one.</summary>
    public string? Data { get; init; }

    /// <summary>What else ends with this suite.</summary>
    public Func<Task>? Foreground { get; init; }
}
