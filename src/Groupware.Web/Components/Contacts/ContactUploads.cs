using System.Security.Cryptography;

namespace Groupware.Web.Components.Contacts;

/// <summary>
/// What came by HTTP and waits a few minutes for the same tab to take it: pictures for the form, texts that an import replaced for its undo.
/// So much is kept for everybody together; what has waited longest makes room.
/// </summary>
public sealed class ContactUploads(TimeProvider time)
{
    private const long MaxOctets = 64 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private readonly LinkedList<Waiting> waiting = new();   // the oldest first
    private long octets;

    /// <summary>Keeps bytes; the answer is a word that nobody can guess, good for one taking.</summary>
    public string Put(byte[] bytes)
    {
        var word = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        lock (gate)
        {
            waiting.AddLast(new Waiting(word, bytes, time.GetUtcNow() + Patience));
            octets += bytes.Length;
            MakeRoom();
        }

        return word;
    }

    /// <summary>Null when it was taken already, waited too long, or had to make room.</summary>
    public byte[]? Take(string word)
    {
        word = word.Trim('"');
        lock (gate)
        {
            MakeRoom();
            for (var node = waiting.First; node is not null; node = node.Next)
            {
                if (node.Value.Word != word) continue;
                Remove(node);
                return node.Value.Bytes;
            }
        }

        return null;
    }

    private void MakeRoom()
    {
        var now = time.GetUtcNow();
        while (waiting.First is { } oldest && (oldest.Value.Until <= now || octets > MaxOctets)) Remove(oldest);
    }

    private void Remove(LinkedListNode<Waiting> node)
    {
        waiting.Remove(node);
        octets -= node.Value.Bytes.Length;
    }

    private sealed record Waiting(string Word, byte[] Bytes, DateTimeOffset Until);
}
