using System.Diagnostics;

namespace Groupware.MailHost.Processes;

/// <summary>Runs a short system command to its end.</summary>
internal static class Command
{
    /// <summary>What the command wrote on standard output.</summary>
    /// <exception cref="StartRefusedException">The command failed; the message holds its last error line.</exception>
    public static async Task<string> ReadAsync(string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
#pragma warning disable RS0030 // this is the one room that starts processes
        using var process = Process.Start(start) ?? throw new StartRefusedException($"The command {file} could not be started.");
#pragma warning restore RS0030
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0) return output;
        var said = (await errors).Trim().Split('\n')[^1];
        throw new StartRefusedException($"The command \"{Path.GetFileName(file)} {string.Join(' ', start.ArgumentList)}\" failed: {said}");
    }
}
