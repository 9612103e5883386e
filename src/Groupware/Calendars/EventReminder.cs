using Groupware.Formats.ContentLines;
using Groupware.Formats.ICalendar;
using NodaTime;

namespace Groupware.Calendars;

/// <summary>The one alarm of an event that the form shows: the first that is displayed, counted from the start. All others (mail, absolute times) are left alone.</summary>
/// <remarks>RFC 5545, section 3.6.6.</remarks>
internal static class EventReminder
{
    /// <summary>Time before the start; null without such an alarm.</summary>
    public static Duration? Read(Component component) => Find(component) is var (_, before) ? before : null;

    /// <summary>Sets, adds or takes away that alarm.</summary>
    public static void Write(Component component, Duration? before, string title)
    {
        var found = Find(component);
        if (before is null)
        {
            if (found is var (alarm, _))
                component.Remove(alarm);
            return;
        }
        var raw = Trigger(before.Value);
        if (found is var (known, _))
        {
            known.Set("TRIGGER", raw);
            return;
        }
        var added = component.Add("VALARM");
        added.Add("ACTION", "DISPLAY");
        added.Add("DESCRIPTION", TextValue.Escape(title.Length > 0 ? title : "-"));
        added.Add("TRIGGER", raw);
    }

    private static (Component Alarm, Duration Before)? Find(Component component)
    {
        foreach (var alarm in component.ComponentsNamed("VALARM"))
        {
            var action = alarm.Property("ACTION")?.RawValue.Trim().ToUpperInvariant();
            if (action is not (null or "DISPLAY" or "AUDIO") || alarm.Property("TRIGGER") is not { } trigger
                || string.Equals(trigger.Parameter("RELATED"), "END", StringComparison.OrdinalIgnoreCase)
                || !DurationValue.TryParse(trigger.RawValue, out var value))
                continue;
            return (alarm, -(Duration.FromDays(value.Days) + Duration.FromSeconds(value.Seconds)));
        }
        return null;
    }

    private static string Trigger(Duration before)
    {
        var seconds = -(long)before.TotalSeconds;
        return (seconds % 86_400 == 0 && seconds != 0 ? new DurationValue((int)(seconds / 86_400), 0) : new DurationValue(0, seconds)).ToString();
    }
}
