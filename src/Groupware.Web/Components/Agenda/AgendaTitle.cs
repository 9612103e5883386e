using System.Globalization;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>The heading: "Thursday 4 June 2026", "1 – 7 June 2026", "29 June – 5 July 2026", "June 2026", "From 4 June 2026".</summary>
internal static class AgendaTitle
{
    public static string Of(AgendaView view, LocalDate date, PersonalFormat format, IStringLocalizer texts)
    {
        var (from, to) = AgendaRange.Of(view, date, format.FirstDayOfWeek);
        var last = to.PlusDays(-1);
        return Capital(view switch
        {
            AgendaView.Day => Text(date, "dddd d MMMM yyyy"),
            AgendaView.Month => Text(date, "MMMM yyyy"),
            AgendaView.List => texts["Toolbar.From", Text(date, "d MMMM yyyy")],
            _ when from.Year != last.Year => $"{Text(from, "d MMMM yyyy")} – {Text(last, "d MMMM yyyy")}",
            _ when from.Month != last.Month => $"{Text(from, "d MMMM")} – {Text(last, "d MMMM yyyy")}",
            _ => string.Create(CultureInfo.CurrentCulture, $"{from.Day} – {Text(last, "d MMMM yyyy")}"),
        });
    }

    private static string Text(LocalDate date, string format) => date.ToDateTimeUnspecified().ToString(format, CultureInfo.CurrentCulture);

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];
}
