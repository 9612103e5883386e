using System.Collections.Concurrent;
using System.Diagnostics;

namespace Groupware.MailHost.Processes;

/// <summary>
/// A server that runs in the foreground as our child, in a session of its own: Ctrl-C in the terminal reaches only the suite, which then stops
/// its children in order.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();

    /// <summary>Not the framework's wait: that one also waits for the output's end, which children of a dead master hold open.</summary>
    private readonly TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool Running => !process.HasExited;

    /// <summary>The last lines it wrote, for the sentence that says why it ended.</summary>
    public string LastWords => string.Join(" ", said).Trim();

    public static ChildProcess Start(string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("setsid", [file, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        var child = new ChildProcess(new Process { StartInfo = start });
        child.Run();
        return child;
    }

    public Task WaitForExitAsync(CancellationToken cancel) => exited.Task.WaitAsync(cancel);

    public void Hangup() => Signals.Send(process.Id, Signals.Hangup);

    /// <summary>After it ended by itself: its own children may live on and hold the ports.</summary>
    public void EndSession() => Signals.Send(-process.Id, Signals.Kill);

    /// <summary>Asks it to end, and after the grace ends its whole session.</summary>
    public async Task StopAsync(TimeSpan grace, TimeProvider time)
    {
        if (process.HasExited) return;
        Signals.Send(process.Id, Signals.Terminate);
        using var deadline = new CancellationTokenSource(grace, time);
        try
        {
            await WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            EndSession();
            await WaitForExitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => process.Dispose();

    private void Run()
    {
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => exited.TrySetResult();
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
#pragma warning disable RS0030 // this is the one room that starts processes
        process.Start();
#pragma warning restore RS0030
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (string.IsNullOrWhiteSpace(line.Data)) return;
        said.Enqueue(line.Data);
        while (said.Count > 5) said.TryDequeue(out _);
    }
}
