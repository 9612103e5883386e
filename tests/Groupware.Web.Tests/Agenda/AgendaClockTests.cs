using Groupware.Web.Components.Agenda;
using NodaTime;

namespace Groupware.Web.Tests.Agenda;

/// <summary>What the grid draws is wall clock of the shown zone, whatever the clocks do and whichever zone the browser is in.</summary>
public sealed class AgendaClockTests
{
    private static readonly AgendaClock Paris = new(DateTimeZoneProviders.Tzdb["Europe/Paris"]);
    private static readonly AgendaClock NewYork = new(DateTimeZoneProviders.Tzdb["America/New_York"]);

    [Fact]
    public void A_moment_is_written_as_wall_time_without_zone_or_offset()
    {
        var (start, end) = Paris.Text(Instant.FromUtc(2026, 6, 4, 8, 30), Instant.FromUtc(2026, 6, 4, 9, 30), allDay: false);
        Assert.Equal(("2026-06-04T10:30:00", "2026-06-04T11:30:00"), (start, end));
    }

    [Fact]
    public void An_event_over_the_spring_gap_ends_where_the_wall_shows_it()
    {
        // 29 March 2026, 02:00 becomes 03:00: one hour from 01:30 ends at 03:30
        var (start, end) = Paris.Text(Instant.FromUtc(2026, 3, 29, 0, 30), Instant.FromUtc(2026, 3, 29, 1, 30), allDay: false);
        Assert.Equal(("2026-03-29T01:30:00", "2026-03-29T03:30:00"), (start, end));
    }

    [Fact]
    public void A_length_that_the_wall_shows_as_negative_keeps_its_real_length()
    {
        // 25 October 2026, 03:00 becomes 02:00 at 01:00 UTC: from 02:45 summer time to 02:15 winter time
        var (start, end) = Paris.Text(Instant.FromUtc(2026, 10, 25, 0, 45), Instant.FromUtc(2026, 10, 25, 1, 15), allDay: false);
        Assert.Equal(("2026-10-25T02:45:00", "2026-10-25T03:15:00"), (start, end));
    }

    [Fact]
    public void An_hour_that_comes_twice_has_a_length()
    {
        var (start, end) = Paris.Text(Instant.FromUtc(2026, 10, 25, 0, 0), Instant.FromUtc(2026, 10, 25, 1, 0), allDay: false);
        Assert.Equal(("2026-10-25T02:00:00", "2026-10-25T03:00:00"), (start, end));
    }

    [Fact]
    public void The_range_of_a_day_of_25_hours_has_25_hours()
    {
        var day = new LocalDate(2026, 10, 25);
        Assert.Equal(Duration.FromHours(25), Paris.Range(day, day.PlusDays(1)).Duration);
        Assert.Equal(Duration.FromHours(23), Paris.Range(new LocalDate(2026, 3, 29), new LocalDate(2026, 3, 30)).Duration);
    }

    [Fact]
    public void The_end_of_an_all_day_event_is_the_day_after_its_last()
    {
        var (start, end) = Paris.Text(Instant.FromUtc(2026, 6, 2, 22, 0), Instant.FromUtc(2026, 6, 4, 22, 0), allDay: true);
        Assert.Equal(("2026-06-03", "2026-06-05"), (start, end));
    }

    [Fact]
    public void An_all_day_event_without_length_is_one_day()
    {
        var midnight = Instant.FromUtc(2026, 6, 2, 22, 0);
        Assert.Equal(("2026-06-03", "2026-06-04"), Paris.Text(midnight, midnight, allDay: true));
    }

    [Fact]
    public void A_wall_time_that_the_clock_jumps_over_lies_after_the_jump() =>
        Assert.Equal(Instant.FromUtc(2026, 3, 29, 1, 45), Paris.At(new LocalDateTime(2026, 3, 29, 2, 45)));

    [Fact]
    public void A_wall_time_that_comes_twice_is_the_first() =>
        Assert.Equal(Instant.FromUtc(2026, 10, 25, 0, 30), Paris.At(new LocalDateTime(2026, 10, 25, 2, 30)));

    [Fact]
    public void A_drop_in_another_zone_than_the_browsers_is_that_zones_moment()
    {
        // the browser is in its own spring gap (Paris); New York has 02:45 that night
        Assert.True(AgendaClock.TryParse("2026-03-29T02:45:00", out var wall, out var dateOnly));
        Assert.False(dateOnly);
        Assert.Equal(Instant.FromUtc(2026, 3, 29, 6, 45), NewYork.At(wall));
    }

    [Theory]
    [InlineData("2026-06-04T10:30:00Z")]
    [InlineData("2026-06-04T10:30:00+02:00")]
    [InlineData("2026-06-04T25:00:00")]
    [InlineData("2026-02-30")]
    [InlineData("tomorrow")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_but_a_date_or_a_wall_time_is_refused(string? text) => Assert.False(AgendaClock.TryParse(text, out _, out _));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var random = new Numbers();
        for (var i = 0; i < 500; i++)
        {
            var start = Instant.FromUnixTimeSeconds(random.Next(1_700_000_000, 1_900_000_000) / 60 * 60);
            var (text, _) = Paris.Text(start, start + Duration.FromMinutes(30), allDay: false);
            Assert.True(AgendaClock.TryParse(text, out var wall, out _));
            Assert.Equal(Paris.Wall(start), wall);
            Assert.DoesNotContain('Z', text);
        }
    }

    /// <summary>A fixed sequence, so that a failure can be seen again.</summary>
    private sealed class Numbers
    {
        private ulong state = 88172645463325252;

        public long Next(long from, long to)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return from + (long)(state % (ulong)(to - from));
        }
    }
}
