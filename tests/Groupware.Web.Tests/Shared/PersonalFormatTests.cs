using System.Globalization;
using Groupware.People;
using Groupware.Storage.People;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Groupware.Web.Tests.Shared;

public sealed class PersonalFormatTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 6, 4, 8, 24, 0, TimeSpan.Zero));

    private PersonalFormat Format(string culture, string zone = "Europe/Paris")
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var current = new CurrentPerson(new SignedInPerson(new PersonId(1), "alice@example.test", "Alice", "en", zone, false));
        return new PersonalFormat(current, new Appearance(current), clock);
    }

    public static TheoryData<int, int, int, int, string, string> Rows() => new()
    {
        { 2026, 6, 4, 8, "10:02", "10:02" },
        { 2026, 6, 3, 14, "Wed 16:02", "mer. 16:02" },
        { 2026, 5, 29, 8, "Fri 10:02", "ven. 10:02" },
        { 2026, 5, 20, 8, "20 May", "20 mai" },
        { 2025, 5, 29, 8, "29 May 2025", "29 mai 2025" },
        { 2026, 6, 5, 8, "5 Jun", "5 juin" },
    };

    [Theory, MemberData(nameof(Rows))]
    public void A_row_says_as_much_of_the_time_as_is_needed(int year, int month, int day, int hour, string english, string french)
    {
        var instant = Instant.FromUtc(year, month, day, hour, 2);
        Assert.Equal(english, Format("en-GB").RowTime(instant));
        Assert.Equal(french, Format("fr-FR").RowTime(instant));
    }

    [Fact]
    public void Times_are_those_of_the_persons_zone()
    {
        var instant = Instant.FromUtc(2026, 6, 4, 22, 30);
        Assert.Equal("0:30", Format("en-GB").Time(instant));
        Assert.Equal("10:30", Format("en-GB", "Pacific/Auckland").Time(instant));
        Assert.Equal("22:30", Format("en-GB", "Nowhere/Land").Time(instant));
    }

    [Theory]
    [InlineData(812, "812 B", "812 o")]
    [InlineData(48_200, "48 KB", "48 Ko")]
    [InlineData(2_400_000, "2.4 MB", "2,4 Mo")]
    [InlineData(7_600_000_000, "7.6 GB", "7,6 Go")]
    public void Sizes_are_short(long bytes, string english, string french)
    {
        Assert.Equal(english, Format("en-GB").Size(bytes));
        Assert.Equal(french, Format("fr-FR").Size(bytes));
    }

    public void Dispose() => CultureInfo.CurrentCulture = before;
}
