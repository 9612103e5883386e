using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Groupware.Benchmarks;

/// <summary>Runs inside the product's process before its own code (DOTNET_STARTUP_HOOKS) and only answers <see cref="MemoryProbe"/>.</summary>
#pragma warning disable CA1050, MA0047 // the runtime looks for this very name
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(MemoryProbe.Variable) is not { } path) return;
        File.Delete(path);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() => Answer(listener)) { IsBackground = true, Name = "memory probe" }.Start();
    }

    private static void Answer(Socket listener)
    {
        while (true)
        {
            using var asked = listener.Accept();
            for (var n = 0; n < 3; n++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }
            asked.Send(Encoding.ASCII.GetBytes(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture)));
        }
    }
}
