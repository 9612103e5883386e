using System.Security.Cryptography;
using NodaTime;

namespace Groupware.Mail.Composing;

/// <summary>Bytes of attachments in the data folder, each once, named by its SHA-256. Written to a temporary name, flushed, then renamed.</summary>
public sealed class AttachmentFiles
{
    private readonly string folder;
    private readonly string uploads;
    private readonly TimeProvider clock;

    /// <summary>Makes the folders where they are missing.</summary>
    /// <param name="dataFolder">The suite's data folder.</param>
    /// <param name="clock">Marks a file as used, so that the sweep leaves it.</param>
    public AttachmentFiles(string dataFolder, TimeProvider clock)
    {
        folder = Path.Combine(dataFolder, "attachments");
        uploads = Path.Combine(dataFolder, "attachments", "uploads");
        this.clock = clock;
        Directory.CreateDirectory(uploads);
    }

    /// <summary>Takes the stream to its end, holding only a buffer of it in memory.</summary>
    /// <returns>Null when there was more than <paramref name="limit"/> octets; nothing is kept then.</returns>
    public async Task<StoredFile?> WriteAsync(Stream content, long limit, CancellationToken cancel)
    {
        var temporary = Path.Combine(uploads, Guid.NewGuid().ToString("N"));
        try
        {
            long size = 0;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                var buffer = new byte[1 << 16];
                int read;
                while ((read = await content.ReadAsync(buffer, cancel)) > 0)
                {
                    size += read;
                    if (size > limit) return null;
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }

                file.Flush(flushToDisk: true);
            }

            var name = Convert.ToHexStringLower(hash.GetHashAndReset());
            var path = PathOf(name);
            DurableFile.MakeFolder(Path.GetDirectoryName(path)!);   // PathOf always has a folder
            DurableFile.Rename(temporary, path, overwrite: true);
            return new StoredFile(name, size);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The bytes, from the start.</summary>
    /// <exception cref="FileNotFoundException">The data folder was restored without them.</exception>
    public Stream OpenRead(string contentHash) =>
        new FileStream(PathOf(contentHash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Removes what no draft names any more. Files younger than <paramref name="age"/> stay: their row may be about to be written.</summary>
    /// <returns>How many were removed.</returns>
    public int Sweep(IReadOnlySet<string> used, Duration age)
    {
        var before = clock.GetUtcNow().UtcDateTime - age.ToTimeSpan();
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (used.Contains(Path.GetFileName(file)) || File.GetLastWriteTimeUtc(file) > before) continue;
            File.Delete(file);
            removed++;
        }

        return removed;
    }

    private string PathOf(string contentHash)
    {
        if (contentHash.Length != 64 || !contentHash.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("Not a SHA-256 in lower-case hexadecimal.", nameof(contentHash));
        return Path.Combine(folder, contentHash[..2], contentHash);
    }
}

/// <summary>What was written.</summary>
/// <param name="ContentHash">SHA-256 in lower-case hexadecimal.</param>
/// <param name="Size">Octets.</param>
public readonly record struct StoredFile(string ContentHash, long Size);
