using System.Text;
using System.Text.RegularExpressions;
using Groupware.Testing;

namespace Groupware.Browser.Tests.Agenda;

/// <summary>A calendar as a phone gets it: the stored texts.</summary>
internal static class PhoneCalendar
{
    /// <summary>The objects of the calendar that a person sees under a name.</summary>
    public static async Task<IReadOnlyList<string>> ObjectsAsync(HttpClient phone, string person, string calendar)
    {
        var found = await PropFindAsync(phone, $"/dav/calendars/{Suite.Address(person)}/");
        var home = All(found, @"<(?:\w+:)?response>.*?</(?:\w+:)?response>").Select(static match => match.Value).Single(response => response.Contains($">{calendar}<", StringComparison.Ordinal));
        var members = await PropFindAsync(phone, All(home, @"<(?:\w+:)?href>(?<href>[^<]+)<").First().Groups["href"].Value);
        var texts = new List<string>();
        foreach (var member in All(members, @"<(?:\w+:)?href>(?<href>[^<]+\.ics)<")) texts.Add(await phone.GetStringAsync(member.Groups["href"].Value));
        return texts;
    }

    private static IEnumerable<Match> All(string text, string pattern) => Regex.Matches(text, pattern, RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    private static async Task<string> PropFindAsync(HttpClient phone, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod("PROPFIND"), path) { Content = new StringContent("""<propfind xmlns="DAV:"><prop><displayname/></prop></propfind>""", Encoding.UTF8, "application/xml") };
        request.Headers.Add("Depth", "1");
        using var answer = await phone.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
