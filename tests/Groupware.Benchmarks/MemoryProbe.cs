using System.Globalization;
using System.Net.Sockets;

namespace Groupware.Benchmarks;

/// <summary>Asks the product's process for its managed memory after a full collection; <see cref="StartupHook"/> answers inside it.</summary>
internal static class MemoryProbe
{
    /// <summary>Environment variable with the socket's path.</summary>
    public const string Variable = "BENCH_MEMORY_SOCKET";

    public static string Socket { get; } = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"gw-bench-{Environment.ProcessId}.sock"));

    public static async Task<long> CollectedAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket));
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        return long.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }
}
