namespace Groupware.Integration.Tests.Dav;

/// <summary>Texts of the tests, each small and with one peculiarity.</summary>
internal static class Samples
{
    public static string Event(string uid, string lines = "DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\nSUMMARY:Lunch") =>
        Calendar($"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20260101T000000Z\n{lines}\nEND:VEVENT");

    public static string Todo(string uid, string lines = "SUMMARY:Post the letter") => Calendar($"BEGIN:VTODO\nUID:{uid}\nDTSTAMP:20260101T000000Z\n{lines}\nEND:VTODO");

    public static string Card(string uid, string name = "Ann Smith", string lines = "EMAIL:ann@example.test") =>
        $"BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:{name}\nN:{name.Split(' ')[^1]};{name.Split(' ')[0]};;;\n{lines}\nEND:VCARD\n".ReplaceLineEndings("\r\n");

    private static string Calendar(string components) => $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//tests//EN\n{components}\nEND:VCALENDAR\n".ReplaceLineEndings("\r\n");
}
