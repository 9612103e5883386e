using System.Globalization;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>What is set, as a sentence: "Every week on Tuesday and Thursday, until 30 June".</summary>
internal static class RepeatSentence
{
    public static string Of(RepeatDraft repeat, DateOnly first, IStringLocalizer texts, PersonalFormat format)
    {
        if (repeat.Kind == RepeatKind.None) return texts["Repeat.Not"];
        if (repeat.Kind == RepeatKind.Other) return texts["Repeat.Other"];
        var start = LocalDate.FromDateOnly(first);
        string every = repeat.Every == 1 ? texts[$"Repeat.Every.{repeat.Kind}"] : texts[$"Repeat.EveryN.{repeat.Kind}", repeat.Every];
        var on = repeat.Kind switch
        {
            RepeatKind.Week => texts["Repeat.On", List(repeat.Days.Select(static day => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)((int)day % 7))), texts)],
            RepeatKind.Month or RepeatKind.Year when repeat.WeekOfMonth != 0 => Position(repeat.WeekOfMonth, start, texts),
            RepeatKind.Month => texts["Repeat.OnDate", start.Day],
            _ => "",
        };
        var end = repeat.End switch
        {
            RepeatEnd.On => texts["Repeat.Until", format.ShortDate(LocalDate.FromDateOnly(repeat.Until))],
            RepeatEnd.After => texts[repeat.Count == 1 ? "Repeat.Once" : "Repeat.Times", repeat.Count],
            _ => "",
        };
        return $"{every}{(on.Length > 0 ? " " + on : "")}{(end.Length > 0 ? ", " + end : "")}";
    }

    /// <summary>"on the second Thursday", "on the last Friday".</summary>
    public static string Position(int week, LocalDate day, IStringLocalizer texts) =>
        texts[week < 0 ? "Repeat.Position.Last" : $"Repeat.Position.{week}", CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)((int)day.DayOfWeek % 7))];

    private static string List(IEnumerable<string> words, IStringLocalizer texts)
    {
        var all = words.ToList();
        return all.Count switch
        {
            0 => "",
            1 => all[0],
            _ => texts["Repeat.And", string.Join(", ", all[..^1]), all[^1]],
        };
    }
}
