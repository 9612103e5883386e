using System.Text;
using Groupware.Mail.Mailboxes;
using Groupware.MailHost;
using Groupware.MailHost.Answers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Groupware.Tests.MailHost;

/// <summary>socketmap_table(5), as Postfix asks it.</summary>
public sealed class SocketmapServerTests
{
    [Theory]
    [InlineData("domains example.test", "OK example.test")]
    [InlineData("domains other.test", "NOTFOUND ")]
    [InlineData("mailboxes Alice@Example.test", "OK alice@example.test")]
    [InlineData("mailboxes alice+tag@example.test", "OK alice@example.test")]
    [InlineData("mailboxes sales@example.test", "NOTFOUND ")]
    [InlineData("aliases alice@example.test", "NOTFOUND ")]
    [InlineData("aliases sales@example.test", "OK alice@example.test,bob@example.test")]
    [InlineData("aliases sales+spring@example.test", "OK alice+spring@example.test,bob+spring@example.test")]
    [InlineData("senders sales@example.test", "OK alice@example.test,bob@example.test")]
    [InlineData("senders stranger@other.test", "NOTFOUND ")]
    [InlineData("nothing x", "PERM no such map")]
    [InlineData("domains", "PERM a map and a key are asked for")]
    public async Task Each_map_answers(string question, string answer)
    {
        await using var server = new SocketmapServer(new MailHostOptions(), new TwoPeople(), NullLogger<SocketmapServer>.Instance);
        Assert.Equal(answer, await server.AnswerAsync(question, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_directory_that_fails_is_temporary()
    {
        await using var server = new SocketmapServer(new MailHostOptions(), new TwoPeople { Broken = true }, NullLogger<SocketmapServer>.Instance);
        Assert.Equal("TEMP the directory does not answer", await server.AnswerAsync("domains example.test", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_netstring_counts_octets_not_letters()
    {
        using var wire = new MemoryStream();
        await Netstring.WriteAsync(wire, "OK ré", TestContext.Current.CancellationToken);
        Assert.Equal("6:OK ré,", Encoding.UTF8.GetString(wire.ToArray()));
        wire.Position = 0;
        Assert.Equal("OK ré", await Netstring.ReadAsync(wire, TestContext.Current.CancellationToken));
        Assert.Null(await Netstring.ReadAsync(wire, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("5:short")]
    [InlineData("x:abc,")]
    [InlineData("3:abc;")]
    [InlineData("99999999:")]
    public async Task What_is_no_netstring_is_refused(string text)
    {
        using var wire = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await Assert.ThrowsAnyAsync<IOException>(() => ReadAsync(wire));

        static async Task ReadAsync(Stream from)
        {
            try
            {
                await Netstring.ReadAsync(from, TestContext.Current.CancellationToken);
            }
            catch (InvalidDataException e)
            {
                throw new IOException(e.Message, e);
            }
        }
    }

    [Fact]
    public void A_push_tells_folder_and_message()
    {
        Assert.True(PushMessage.TryParse("alice@example.test\nMessageNew\tINBOX\t17\t\nMailboxRename\tNew\t\tOld\nUnknownEvent\tx\t\t", out var user, out var notices));
        Assert.Equal("alice@example.test", user);
        Assert.Equal([new MailboxNotice(MailboxEvent.MessageNew, "INBOX", 17, null), new MailboxNotice(MailboxEvent.MailboxRename, "New", null, "Old")], notices);
        Assert.False(PushMessage.TryParse("alice@example.test", out _, out _));
        Assert.False(PushMessage.TryParse("", out _, out _));
    }

    private sealed class TwoPeople : IMailDirectory
    {
        public bool Broken { get; init; }

        public Task<SignInAnswer> AuthenticateAsync(SignInQuestion question, CancellationToken cancel) => Task.FromResult(SignInAnswer.Wrong);

        public Task<MailAccount?> FindAccountAsync(string name, CancellationToken cancel) =>
            Task.FromResult(name is "alice@example.test" or "bob@example.test" ? new MailAccount(name, "1", null) : null);

        public Task<bool> IsOwnDomainAsync(string domain, CancellationToken cancel) => Broken ? throw new TimeoutException() : Task.FromResult(domain == "example.test");

        public Task<IReadOnlyList<string>> ExpandAsync(string address, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<string>>(address == "sales@example.test" ? ["alice@example.test", "bob@example.test"] : []);

        public async Task<IReadOnlyList<string>> SendersAsync(string address, CancellationToken cancel) =>
            await FindAccountAsync(address, cancel) is { } account ? [account.Address] : await ExpandAsync(address, cancel);
    }
}
