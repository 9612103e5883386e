using Groupware.Mail.Mailboxes;

namespace Groupware.Mail.Reading;

/// <summary>The last few messages an account read, so that the frame of a body and its pictures need not read them again. Bounded by characters.</summary>
internal sealed class ReadMessageCache
{
    private const int MaxMessages = 12;
    private const int MaxCharacters = 400_000;

    private readonly Lock gate = new();
    private readonly LinkedList<ReadMessage> messages = [];

    public ReadMessage? Find(string folder, MessageUid uid)
    {
        lock (gate)
        {
            for (var node = messages.First; node is not null; node = node.Next)
            {
                if (node.Value.Uid != uid || node.Value.Folder != folder) continue;
                messages.Remove(node);
                messages.AddFirst(node);
                return node.Value;
            }
            return null;
        }
    }

    public void Keep(ReadMessage message)
    {
        lock (gate)
        {
            messages.AddFirst(message);
            while (messages.Count > 1 && (messages.Count > MaxMessages || messages.Sum(Size) > MaxCharacters)) messages.RemoveLast();
        }
    }

    private static int Size(ReadMessage message) => (message.Text?.Length ?? 0) + (message.UntrustedHtml?.Length ?? 0);
}
