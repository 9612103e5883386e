using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Groupware.Storage.People;

namespace Groupware.Web.Components.Mail.Parts;

/// <summary>
/// Fetches pictures of messages once the person asked for them, so that the sender sees the suite and not the reader. Nothing inside the
/// own network can be reached through it: the address is checked at the moment of connecting, after the name was resolved.
/// </summary>
public sealed class RemotePictures(IHttpClientFactory clients) : IDisposable
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "remote-pictures";

    private const int MaxOctets = 8_000_000;

    // bound the memory that messages full of pictures can ask for; a reader whose pictures come slowly takes nobody else's place
    private const int MostAtOnce = 24;
    private const int MostOfOnePerson = 6;
    private readonly SemaphoreSlim places = new(MostAtOnce);
    private readonly PartitionedRateLimiter<PersonId> shares = PartitionedRateLimiter.Create<PersonId, PersonId>(person =>
        RateLimitPartition.GetConcurrencyLimiter(person, _ => new ConcurrencyLimiterOptions { PermitLimit = MostOfOnePerson, QueueLimit = 1_000 }));

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The picture, or null when there is none to be shown.</summary>
    public async Task<RemotePicture?> FetchAsync(PersonId person, Uri address, CancellationToken cancel)
    {
        if (address.Scheme is not ("http" or "https") || !address.IsDefaultPort || address.UserInfo.Length > 0) return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var share = await shares.AcquireAsync(person, 1, cancel);
        if (!share.IsAcquired) return null;
        await places.WaitAsync(cancel);
        limit.CancelAfter(Limit);
        try
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("image/*"));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var type = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
            if (!response.IsSuccessStatusCode || type is not ("image/png" or "image/jpeg" or "image/jpg" or "image/gif" or "image/webp" or "image/bmp")) return null;
            if (response.Content.Headers.ContentLength > MaxOctets) return null;
            await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
            using var copy = new MemoryStream();
            var piece = new byte[81_920];
            int read;
            while ((read = await body.ReadAsync(piece, limit.Token)) > 0)
            {
                if (copy.Length + read > MaxOctets) return null;
                copy.Write(piece, 0, read);
            }
            return new RemotePicture(type, copy.ToArray());
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException || (failed is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        shares.Dispose();
        places.Dispose();
    }

    /// <summary>No proxy, no cookies, few redirects, public addresses only.</summary>
    internal static SocketsHttpHandler MakeHandler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = true,
        MaxAutomaticRedirections = 3,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        ConnectCallback = ConnectAsync,
    };

    /// <summary>True for an address that anybody on the internet can reach (RFC 6890).</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Broadcast)) return false;
        var octets = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return octets[0] switch
            {
                0 or 10 or 127 => false,
                100 => octets[1] is < 64 or > 127,
                169 => octets[1] != 254,
                172 => octets[1] is < 16 or > 31,
                192 => octets[1] != 168 && !(octets[1] == 0 && octets[2] is 0 or 2),
                198 => octets[1] is not (18 or 19) && !(octets[1] == 51 && octets[2] == 100),
                203 => !(octets[1] == 0 && octets[2] == 113),
                >= 224 => false,
                _ => true,
            };
        }

        // global unicast only, without the ranges that lead to IPv4 or to documentation
        if ((octets[0] & 0xE0) != 0x20) return false;
        return !(octets[0] == 0x20 && octets[1] == 0x02) && !(octets[0] == 0x20 && octets[1] == 0x01 && (octets[2] & 0xFE) == 0) && !(octets[0] == 0x20 && octets[1] == 0x01 && octets[2] == 0x0D && octets[3] == 0xB8);
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        // also after a redirect: the proxy is no way to look for open ports
        if (context.DnsEndPoint.Port is not (80 or 443)) throw new HttpRequestException("The port is not one of the web's.");
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        var address = Array.Find(found, IsPublic) ?? throw new HttpRequestException("The address is not a public one.");
        if (!Array.TrueForAll(found, IsPublic)) throw new HttpRequestException("The name leads to addresses that are not public.");
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A picture from elsewhere.</summary>
/// <param name="MediaType">One of the kinds that are shown.</param>
/// <param name="Body">Its octets.</param>
public sealed record RemotePicture(string MediaType, ReadOnlyMemory<byte> Body);
