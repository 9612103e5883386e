using System.Diagnostics;
using System.Globalization;

namespace Groupware.Testing;

/// <summary>A disk of a few megabytes, which a test can fill to the last byte. Skips the test where nobody may mount one.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly string mount = Directory.CreateTempSubdirectory("gw-disk-").FullName;

    private SmallDisk()
    {
    }

    /// <summary>A folder on it.</summary>
    public string Folder => Path.Combine(mount, "data");

    private string Ballast => Path.Combine(mount, "ballast");

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        if (!Environment.IsPrivilegedProcess || await RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", disk.mount) != 0)
        {
            Directory.Delete(disk.mount);
            Assert.Skip("Only root can mount a small disk, and not in every container.");
        }

        Directory.CreateDirectory(disk.Folder);
        return disk;
    }

    /// <summary>Leaves no room.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[4096];
        var full = false;
        while (!full)
        {
            try
            {
                file.Write(piece);
            }
            catch (IOException)
            {
                full = true;
            }
        }
    }

    /// <summary>Somebody made room.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", mount);
        Directory.Delete(mount);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }) ?? throw new InvalidOperationException($"{program} does not start");
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
