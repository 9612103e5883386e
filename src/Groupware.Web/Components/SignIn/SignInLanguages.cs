using System.Globalization;

namespace Groupware.Web.Components.SignIn;

/// <summary>The languages of the sign-in page, each under its own name.</summary>
internal static class SignInLanguages
{
    private static readonly (string Code, string Name)[] All = [("en", "English"), ("fr", "Français")];

    /// <summary>All but the one shown.</summary>
    public static IEnumerable<(string Code, string Name)> Others => All.Where(l => l.Code != CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
}
