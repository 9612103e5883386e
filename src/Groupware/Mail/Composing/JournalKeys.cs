using System.Buffers.Binary;
using System.Security.Cryptography;
using Groupware.Storage.People;

namespace Groupware.Mail.Composing;

/// <summary>Keys that seal the draft journal in a browser: given to the page, never kept there, the same after a restart.</summary>
public sealed class JournalKeys
{
    private readonly byte[] secret;

    /// <summary>Reads the secret of the data folder, or makes it.</summary>
    public JournalKeys(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var path = Path.Combine(dataFolder, "journal.key");
        if (!File.Exists(path))
        {
            var temporary = $"{path}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, options))
            {
                file.Write(RandomNumberGenerator.GetBytes(32));
                file.Flush(flushToDisk: true);
            }

            DurableFile.Rename(temporary, path, overwrite: false);
        }

        secret = File.ReadAllBytes(path);
    }

    /// <summary>256 bits, base64.</summary>
    public string For(PersonId person)
    {
        Span<byte> id = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(id, person.Value);
        return Convert.ToBase64String(HMACSHA256.HashData(secret, id));
    }
}
