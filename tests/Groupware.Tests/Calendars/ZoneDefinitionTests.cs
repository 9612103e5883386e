using Groupware.Calendars;
using NodaTime;

namespace Groupware.Tests.Calendars;

public sealed class ZoneDefinitionTests
{
    [Fact]
    public void A_zone_by_one_rule_a_year_is_written_with_it()
    {
        var text = ZoneDefinition.Text("Europe/Paris", Instant.FromUtc(2026, 1, 1, 0, 0))!;
        Assert.Contains("BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n", text, StringComparison.Ordinal);
        Assert.Contains("BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_nobody_knows_has_none() => Assert.Null(ZoneDefinition.Text("Nowhere/Here", Instant.FromUtc(2026, 1, 1, 0, 0)));
}
