using Groupware.Web.Components.Collections;

namespace Groupware.Web.Tests.Collections;

public sealed class ColorFamilyTests
{
    [Theory]
    [InlineData("c7", 7)]
    [InlineData("c12", 12)]
    [InlineData("#06717a", 1)]
    [InlineData("#4B5DC3", 3)]
    [InlineData("#ff0000ff", 7)]
    [InlineData("#d2e4d5", 11)]
    [InlineData("#1e90ff", 2)]
    [InlineData("#808080", 12)]
    [InlineData("", 1)]
    [InlineData("c13", 1)]
    [InlineData("red", 1)]
    public void A_clients_colour_is_drawn_in_the_nearest_family(string color, int family) => Assert.Equal(family, ColorFamily.Of(color));
}
