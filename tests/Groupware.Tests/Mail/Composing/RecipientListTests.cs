using FsCheck.Xunit;
using Groupware.Mail.Composing;

namespace Groupware.Tests.Mail.Composing;

public sealed class RecipientListTests
{
    [Theory]
    [InlineData("bob@example.test", "bob@example.test")]
    [InlineData("Bob <bob@example.test>; carol@example.test\ndave@example.test", "\"Bob\" <bob@example.test>, carol@example.test, dave@example.test")]
    [InlineData("\"Moreau, Alice\" <alice@example.test>", "\"Moreau, Alice\" <alice@example.test>")]
    [InlineData("Zoë Müller <zoe@münchen.example>", "\"Zoë Müller\" <zoe@münchen.example>")]
    [InlineData("bob@example.test, BOB@example.test", "bob@example.test")]
    [InlineData(" ,; \n", "")]
    public void Pasted_addresses_are_taken_apart(string typed, string expected)
    {
        var list = RecipientList.Parse(typed);
        Assert.Empty(list.Invalid);
        Assert.Equal(expected, RecipientList.Format(list.Mailboxes));
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("bob@")]
    [InlineData("@example.test")]
    [InlineData("Bob <bob>")]
    [InlineData("a b@example.test")]
    public void What_is_no_address_is_named(string typed)
    {
        var list = RecipientList.Parse($"carol@example.test, {typed}");
        Assert.Equal([typed], list.Invalid);
        Assert.Single(list.Mailboxes);
    }

    [Property]
    public bool Any_text_is_read_without_an_exception(string? text) => RecipientList.Parse(text ?? "") is not null;

    [Property]
    public bool Names_come_back_as_they_were(string? name)
    {
        var clean = new string([.. (name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c != '\u2028' && c != '\u2029')]).Trim();
        var back = RecipientList.Parse(RecipientList.Format([new MimeKit.MailboxAddress(clean, "bob@example.test")]));
        return back.Invalid.Count == 0 && back.Mailboxes.Count == 1 && back.Mailboxes[0].Address == "bob@example.test";
    }
}
