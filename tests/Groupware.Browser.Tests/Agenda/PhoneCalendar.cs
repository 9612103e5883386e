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
        var members = await PropFindAsync(phone, await FindAsync(phone, person, calendar));
        var texts = new List<string>();
        foreach (var member in All(members, @"<(?:\w+:)?href>(?<href>[^<]+\.ics)<")) texts.Add(await phone.GetStringAsync(member.Groups["href"].Value));
        return texts;
    }

    /// <summary>Puts an event of an hour at noon into a calendar that the person sees under a name.</summary>
    public static async Task AddAsync(HttpClient phone, string person, string calendar, string title, DateOnly day)
    {
        var uid = Guid.NewGuid().ToString("D");
        var text = $"""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Groupware//Test//EN
            BEGIN:VEVENT
            UID:{uid}
            DTSTAMP:20260101T000000Z
            DTSTART:{day:yyyyMMdd}T120000
            DTEND:{day:yyyyMMdd}T130000
            SUMMARY:{title}
            END:VEVENT
            END:VCALENDAR

            """.ReplaceLineEndings("\r\n");
        using var content = new StringContent(text, Encoding.UTF8, "text/calendar");
        using var answer = await phone.PutAsync(await FindAsync(phone, person, calendar) + uid + ".ics", content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> FindAsync(HttpClient phone, string person, string calendar)
    {
        var found = await PropFindAsync(phone, $"/dav/calendars/{Suite.Address(person)}/");
        var home = All(found, @"<(?:\w+:)?response>.*?</(?:\w+:)?response>").Select(static match => match.Value).Single(response => response.Contains($">{calendar}<", StringComparison.Ordinal));
        return All(home, @"<(?:\w+:)?href>(?<href>[^<]+)<").First().Groups["href"].Value;
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
