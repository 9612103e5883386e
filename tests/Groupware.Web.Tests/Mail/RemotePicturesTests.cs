using System.Net;
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
}
