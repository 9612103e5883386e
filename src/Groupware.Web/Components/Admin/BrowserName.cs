namespace Groupware.Web.Components.Admin;

/// <summary>A User-Agent line -> "Firefox on Linux". Only a name for people to recognise; nothing is decided by it.</summary>
internal static class BrowserName
{
    // the first that fits: Edge and Opera also say Chrome, Chrome also says Safari
    private static readonly (string Sign, string Name)[] Browsers = [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string userAgent)
    {
        var browser = Browsers.FirstOrDefault(b => userAgent.Contains(b.Sign, StringComparison.Ordinal)).Name;
        var system = Systems.FirstOrDefault(s => userAgent.Contains(s.Sign, StringComparison.Ordinal)).Name;
        if (browser is null) return userAgent.Split('/', ' ')[0] is { Length: > 0 } first ? first : "?";
        return system is null ? browser : $"{browser} · {system}";
    }
}
