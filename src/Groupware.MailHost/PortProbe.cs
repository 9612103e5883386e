using System.Net;
using System.Net.Sockets;

namespace Groupware.MailHost;

internal static class PortProbe
{
    public static async Task<bool> OpenAsync(string address, int port, CancellationToken cancel)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPEndPoint.Parse(address) is { } end ? new IPEndPoint(Any(end.Address), port) : throw new FormatException(), cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Whether we could listen there: a port of a connection that ended a moment ago counts as free.</summary>
    public static bool Free(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IPAddress Any(IPAddress address) => address.Equals(IPAddress.Any) ? IPAddress.Loopback : address;
}
