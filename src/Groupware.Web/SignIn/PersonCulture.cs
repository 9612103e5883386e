using Groupware.People;
using Microsoft.AspNetCore.Localization;

namespace Groupware.Web;

/// <summary>The language of the signed-in person; strangers get the one of the link they followed (<c>?lang=fr</c>), else the browser's.</summary>
internal sealed class PersonCulture : RequestCultureProvider
{
    /// <summary>Texts in the language, dates and numbers as written in its home country (English: 4 June, 24 hours).</summary>
    public static string CultureOf(string language) => language == "fr" ? "fr-FR" : "en-GB";

    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = httpContext.Request.Query["lang"].ToString();
        if (PersonPrincipal.IdOf(httpContext.User) is { } id)
            language = (await httpContext.RequestServices.GetRequiredService<Persons>().FindAsync(id, httpContext.RequestAborted))?.Language ?? language;
        if (!Persons.Languages.Contains(language, StringComparer.Ordinal))
        {
            language = httpContext.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
                .Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(l => Persons.Languages.Contains(l, StringComparer.Ordinal)) ?? Persons.Languages[0];
        }

        return new ProviderCultureResult(CultureOf(language), language);
    }
}
