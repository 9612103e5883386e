using Groupware.Storage.Collections;
using Groupware.Web.Components.Agenda;
using NodaTime;

namespace Groupware.Web.Tests.Agenda;

public sealed class EventKeyTests
{
    [Theory]
    [InlineData("lunch.ics")]
    [InlineData("a~b~c.ics")]
    [InlineData("réunion d’équipe/2.ics")]
    [InlineData("20%25 ?&#.ics")]
    public void A_key_goes_through_an_address_and_back(string name)
    {
        var key = new EventKey(new CollectionId(17), name, Instant.FromUtc(2026, 6, 4, 8, 30));
        Assert.True(EventKey.TryParse(key.ToString(), out var read));
        Assert.Equal(key, read);
        Assert.True(EventKey.TryParse((key with { RecurrenceId = null }).ToString(), out read));
        Assert.Null(read.RecurrenceId);
    }

    [Theory]
    [InlineData("17~~")]
    [InlineData("x~~lunch.ics")]
    [InlineData("17~yesterday~lunch.ics")]
    [InlineData("lunch.ics")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text) => Assert.False(EventKey.TryParse(text, out _));
}
