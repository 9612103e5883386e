using MimeKit;
using NodaTime;

namespace Groupware.Mail.Outbox;

/// <summary>Messages of the outbox in the data folder: written under a temporary name, flushed, renamed.</summary>
internal sealed class OutboxFiles
{
    private readonly string folder;
    private readonly TimeProvider clock;

    public OutboxFiles(string dataFolder, TimeProvider clock)
    {
        folder = Path.Combine(dataFolder, "outbox");
        this.clock = clock;
        Directory.CreateDirectory(folder);
    }

    /// <summary>Writes the message as it goes over the wire, Bcc included: submission leaves that out.</summary>
    /// <returns>The file's name.</returns>
    public async Task<string> WriteAsync(MimeMessage message, CancellationToken cancel)
    {
        message.Prepare(EncodingConstraint.SevenBit);
        var name = $"{Guid.NewGuid():N}.eml";
        var temporary = Path.Combine(folder, name + ".new");
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
        {
            await message.WriteToAsync(format, file, cancel);
            file.Flush(flushToDisk: true);
        }

        DurableFile.Rename(temporary, Path.Combine(folder, name), overwrite: false);
        return name;
    }

    /// <summary>Reads it; attachments stay on the disk until they are asked for, so the stream must outlive the message.</summary>
    public async Task<(MimeMessage Message, Stream Content)> ReadAsync(string name, CancellationToken cancel)
    {
        var stream = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
        try
        {
            return (await MimeMessage.LoadAsync(stream, persistent: true, cancel), stream);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public void Delete(string name) => File.Delete(Path.Combine(folder, name));

    public void Sweep(IReadOnlySet<string> used, Duration age)
    {
        var before = clock.GetUtcNow().UtcDateTime - age.ToTimeSpan();
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (!used.Contains(Path.GetFileName(file)) && File.GetLastWriteTimeUtc(file) < before) File.Delete(file);
        }
    }
}
