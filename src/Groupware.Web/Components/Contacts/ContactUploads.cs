using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace Groupware.Web.Components.Contacts;

/// <summary>What came by HTTP and waits a few minutes for the same tab to take it: pictures for the form, texts that an import replaced for its undo. At most 64 MB for everybody.</summary>
public sealed class ContactUploads : IDisposable
{
    private readonly MemoryCache waiting = new(new MemoryCacheOptions { SizeLimit = 64 << 20 });

    /// <summary>Keeps bytes; the answer is a word that nobody can guess, good for one taking.</summary>
    public string Put(byte[] bytes)
    {
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        waiting.Set(word, bytes, new MemoryCacheEntryOptions { Size = bytes.Length, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });
        return word;
    }

    public byte[]? Take(string word)
    {
        var bytes = waiting.Get<byte[]>(word.Trim('"'));
        waiting.Remove(word.Trim('"'));
        return bytes;
    }

    public void Dispose() => waiting.Dispose();
}
