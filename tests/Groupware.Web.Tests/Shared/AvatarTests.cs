using Groupware.Web.Components.Shared;

namespace Groupware.Web.Tests.Shared;

public sealed class AvatarTests
{
    [Theory]
    [InlineData("Alice Moreau", "AM")]
    [InlineData("Hélène Le Goff", "HG")]
    [InlineData("office@example.test", "OT")]
    [InlineData("élan", "É")]
    [InlineData("李 明", "李明")]
    [InlineData("…", "?")]
    [InlineData("", "?")]
    public void Initials_are_those_of_the_first_and_last_word(string name, string initials) => Assert.Equal(initials, Avatar.Initials(name));

    [Fact]
    public void A_person_keeps_one_colour() => Assert.Equal(Avatar.Family("alice@example.test"), Avatar.Family("ALICE@example.test"));
}
