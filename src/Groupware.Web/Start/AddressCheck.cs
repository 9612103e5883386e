using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Groupware.Web.Start;

/// <summary>Looks whether the web's address is free before anything else is started, so that a second start by mistake leaves nothing behind.</summary>
internal static class AddressCheck
{
    /// <exception cref="StartRefusedException">Somebody listens there.</exception>
    public static void Free(Uri url)
    {
        if (url.Port == 0) return;
        var address = IPAddress.TryParse(url.Host.Trim('[', ']'), out var given) ? given : url.IsLoopback ? IPAddress.Loopback : IPAddress.Any;
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, url.Port));
            socket.Listen(1);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new StartRefusedException(string.Create(CultureInfo.InvariantCulture, $"Port {url.Port} (GROUPWARE_URL) is already in use: stop what listens there, or set GROUPWARE_URL to a free address."), e);
        }
        catch (SocketException e)
        {
            throw new StartRefusedException($"GROUPWARE_URL is {url.GetLeftPart(UriPartial.Authority)}, but this process may not listen there: {e.Message}.", e);
        }
    }
}
