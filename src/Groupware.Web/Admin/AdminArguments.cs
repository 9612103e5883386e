namespace Groupware.Web.Admin;

/// <summary>A command with its words and options: <c>add-person lise@example.org --name "Lise Tanguy" --admin</c>.</summary>
internal sealed record AdminArguments(string Command, IReadOnlyList<string> Words, ILookup<string, string> Options)
{
    private static readonly string[] Switches = ["admin", "no-admin", "password-stdin"];
    private static readonly string[] Values = ["name", "language", "zone", "quota", "address", "member"];

    // command -> how many words it takes
    private static readonly Dictionary<string, int> Commands = new(StringComparer.Ordinal)
    {
        ["list-people"] = 0,
        ["add-person"] = 1,
        ["reset-password"] = 1,
        ["change-person"] = 1,
        ["disable"] = 1,
        ["enable"] = 1,
        ["add-alias"] = 2,
        ["remove-alias"] = 2,
        ["list-domains"] = 0,
        ["add-domain"] = 1,
        ["remove-domain"] = 1,
        ["list-groups"] = 0,
        ["add-group"] = 1,
        ["remove-group"] = 1,
        ["join"] = 2,
        ["leave"] = 2,
    };

    public bool Has(string name) => Options.Contains(name);

    public string? Value(string name) => Options[name].LastOrDefault();

    /// <summary>False with a sentence when it is no command of ours.</summary>
    public static bool TryParse(IReadOnlyList<string> args, out AdminArguments parsed, out string fault)
    {
        parsed = new AdminArguments("", [], Array.Empty<string>().ToLookup(s => s, StringComparer.Ordinal));
        fault = "";
        if (!Commands.TryGetValue(args[0], out var count))
        {
            fault = $"\"{args[0]}\" is no admin command; \"admin help\" lists them.";
            return false;
        }

        var words = new List<string>();
        var options = new List<(string Name, string Value)>();
        for (var i = 1; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
                continue;
            }

            var name = args[i][2..];
            if (Switches.Contains(name, StringComparer.Ordinal)) options.Add((name, ""));
            else if (Values.Contains(name, StringComparer.Ordinal) && i + 1 < args.Count) options.Add((name, args[++i]));
            else fault = $"{args[i]} is no option here, or its value is missing; \"admin help\" lists them.";
        }

        if (fault.Length == 0 && words.Count != count) fault = $"{args[0]} takes {count} argument{(count == 1 ? "" : "s")}; \"admin help\" shows them.";
        parsed = new AdminArguments(args[0], words, options.ToLookup(o => o.Name, o => o.Value, StringComparer.Ordinal));
        return fault.Length == 0;
    }
}
