using System.Net;
using Groupware.Storage.People;
using Groupware.Web.Components.Mail.Parts;

namespace Groupware.Web.Tests.Mail;

public sealed class RemotePicturesTests
{
    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.20.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    public void Pictures_are_fetched_from_public_addresses_only(string address, bool allowed) => Assert.Equal(allowed, RemotePictures.IsPublic(IPAddress.Parse(address)));

    /// <summary>Decided before anything is connected, so also where a redirect leads.</summary>
    [Theory]
    [InlineData("http://93.184.216.34:22/")]
    [InlineData("http://93.184.216.34:8080/x.png")]
    [InlineData("https://93.184.216.34:993/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://localhost/")]
    public async Task Nothing_is_connected_but_the_ports_of_the_web_on_public_addresses(string address)
    {
        using var client = new HttpClient(RemotePictures.MakeHandler());
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(address), TestContext.Current.CancellationToken));
        Assert.Matches("port is not one of the web's|not a public one|not public", fault.ToString());
    }

    [Fact]
    public async Task A_reader_whose_pictures_never_come_takes_nobody_elses_place()
    {
        using var slow = new SlowHost();
        using var pictures = new RemotePictures(slow);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var stuck = Enumerable.Range(0, 100).Select(n => pictures.FetchAsync(new PersonId(1), new Uri($"https://slow.example/{n}.png"), leave.Token)).ToList();

        var picture = await pictures.FetchAsync(new PersonId(2), new Uri("https://quick.example/a.png"), TestContext.Current.CancellationToken);
        Assert.Equal("image/png", picture?.MediaType);
        Assert.All(stuck, fetch => Assert.False(fetch.IsCompleted));

        await leave.CancelAsync();
        foreach (var fetch in stuck) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    /// <summary>Hosts named "slow" answer when nobody waits any more.</summary>
    private sealed class SlowHost : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host.StartsWith("slow", StringComparison.Ordinal)) await Task.Delay(Timeout.Infinite, cancellationToken);
            var content = new ByteArrayContent([1, 2, 3]);
            content.Headers.ContentType = new("image/png");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        }
    }
}
