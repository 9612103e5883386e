using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace Groupware.Web.Components.Contacts;

/// <summary>Pictures that came by HTTP and wait a few minutes for the form of the same tab to take them. At most 64 MB for everybody.</summary>
public sealed class ContactUploads : IDisposable
{
    private readonly MemoryCache waiting = new(new MemoryCacheOptions { SizeLimit = 64 << 20 });

    /// <summary>Keeps a picture; the answer is a word that nobody can guess, good for one taking.</summary>
    public string Put(byte[] jpeg)
    {
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        waiting.Set(word, jpeg, new MemoryCacheEntryOptions { Size = jpeg.Length, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });
        return word;
    }

    public byte[]? Take(string word)
    {
        var jpeg = waiting.Get<byte[]>(word.Trim('"'));
        waiting.Remove(word.Trim('"'));
        return jpeg;
    }

    public void Dispose() => waiting.Dispose();
}
