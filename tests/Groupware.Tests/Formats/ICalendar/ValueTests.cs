using Groupware.Formats.ICalendar;

namespace Groupware.Tests.Formats.ICalendar;

public sealed class ValueTests
{
    [Theory]
    [InlineData("20260329", null, "20260329", true)]
    [InlineData("20260329T090000", "Europe/Paris", "20260329T090000", true)]
    [InlineData("20260329T080000Z", "Europe/Paris", "20260329T080000Z", true)]
    [InlineData("20260329T235960", null, "20260329T235959", true)]
    [InlineData("20260231", null, "", false)]
    [InlineData("20260329T250000", null, "", false)]
    [InlineData("2026-03-29", null, "", false)]
    [InlineData("", null, "", false)]
    public void Dates_are_read_and_written(string raw, string? zone, string written, bool good)
    {
        Assert.Equal(good, DateTimeValue.TryParse(raw, zone, out var value));
        if (!good)
            return;
        Assert.Equal(written, value.ToString());
        Assert.Equal(raw.EndsWith('Z') ? null : zone, value.TzId);
    }

    [Theory]
    [InlineData("PT15M", 0, 900, "PT15M")]
    [InlineData("-PT15M", 0, -900, "-PT15M")]
    [InlineData("P1D", 1, 0, "P1D")]
    [InlineData("P7W", 49, 0, "P7W")]
    [InlineData("P15DT5H0M20S", 15, 18020, "P15DT5H0M20S")]
    [InlineData("PT0S", 0, 0, "PT0S")]
    [InlineData("+PT1H", 0, 3600, "PT1H")]
    [InlineData("PT1H1S", 0, 3601, "PT1H0M1S")]
    public void Durations_are_read_and_written(string raw, int days, long seconds, string written)
    {
        Assert.True(DurationValue.TryParse(raw, out var value));
        Assert.Equal(new DurationValue(days, seconds), value);
        Assert.Equal(written, value.ToString());
    }

    [Theory]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("15M")]
    [InlineData("PT15")]
    [InlineData("P1H")]
    public void Broken_durations_are_refused(string raw) => Assert.False(DurationValue.TryParse(raw, out _));
}
