namespace Groupware.People;

/// <summary>What we ask of a password somebody types: length, nothing else (OWASP ASVS 5.0, 6.2).</summary>
public static class PasswordRules
{
    /// <summary>Characters at least.</summary>
    public const int MinimumLength = 8;

    /// <summary>Characters at most: keeps the cost of a hash bounded.</summary>
    public const int MaximumLength = 512;

    /// <summary>Long enough and not too long.</summary>
    public static bool Accepts(string password) => password.Length is >= MinimumLength and <= MaximumLength;
}
