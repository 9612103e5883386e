using System.Text;
using Groupware.Formats.ICalendar;

namespace Groupware.Tests.Formats.ICalendar;

public sealed class CalendarScanTests
{
    [Fact]
    public void Takes_the_values_of_the_master_though_an_override_comes_first()
    {
        var scan = CalendarScan.Read(Encoding.UTF8.GetBytes("""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:x
            BEGIN:VEVENT
            UID:u
            RECURRENCE-ID:20260102T090000Z
            DTSTART:20260102T100000Z
            SUMMARY:moved
            END:VEVENT
            BEGIN:VEVENT
            UID:u
            DTSTART;TZID=Europe/Paris:20260101T100000
            DURATION:PT1H
            RRULE:FREQ=DAILY;COUNT=3
            SUMMARY:daily\, and
              more
            CLASS:private
            BEGIN:VALARM
            TRIGGER:-PT5M
            SUMMARY:alarm
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            """.ReplaceLineEndings("\r\n")));
        Assert.Null(scan.Defect);
        Assert.Equal(("u", "VEVENT", true, true, "daily, and more", "PRIVATE", true),
            (scan.Uid, scan.Component, scan.Recurring, scan.HasOverrides, scan.Summary, scan.Classification, scan.HasAlarm));
        Assert.Equal("Europe/Paris", scan.Start!.Value.TzId);
        Assert.Equal(3600, scan.Duration!.Value.Seconds);
    }

    [Fact]
    public void Says_line_and_rule_of_what_is_broken()
    {
        var scan = CalendarScan.Read("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"u8.ToArray());
        Assert.Equal(4, scan.Defect!.Line);
        Assert.Contains("RFC 5545", scan.Defect.Rule, StringComparison.Ordinal);
    }
}
