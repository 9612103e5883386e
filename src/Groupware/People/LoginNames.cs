namespace Groupware.People;

/// <summary>What people type as their name -> the address it means.</summary>
internal static class LoginNames
{
    /// <summary>Lower case; a name without "@" gets the default domain, else our only one; with several it is looked for in each.</summary>
    public static string Normalize(string typed, DirectorySnapshot snapshot, PeopleOptions options)
    {
        var name = typed.Trim().ToLowerInvariant();
        if (name.Contains('@', StringComparison.Ordinal)) return AddressText.TryNormalize(name, out var address) ? address : name;
        if (options.DefaultDomain.Length > 0) return name + "@" + options.DefaultDomain.ToLowerInvariant();
        var matches = snapshot.Domains.Keys.Select(d => name + "@" + d).Where(snapshot.Addresses.ContainsKey).Take(2).ToList();
        return matches is [var only] ? only : name;
    }
}
