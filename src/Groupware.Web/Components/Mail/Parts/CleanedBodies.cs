using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.Storage.People;

namespace Groupware.Web.Components.Mail.Parts;

/// <summary>
/// Bodies that were cleaned a moment ago: the page cleans one to know what it blocked, the frame asks for the same one some milliseconds
/// later. Bounded; whatever is not here is cleaned anew.
/// </summary>
public sealed class CleanedBodies(PartTokens tokens, TimeProvider clock)
{
    private const int MaxCharacters = 6_000_000;

    // well under the lifetime of the picture addresses that stand in a body
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly LinkedList<(BodyKey Key, CleanedHtml Body, long At)> bodies = [];
    private long characters;

    /// <summary>The body, cleaned once.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="message">Must have HTML.</param>
    /// <param name="pictures">Remote pictures are shown, through the proxy.</param>
    public CleanedHtml Of(MailboxSession session, ReadMessage message, bool pictures)
    {
        var key = new BodyKey(session.Person.Id, message.Folder, message.Uid, pictures);
        lock (gate)
        {
            for (var node = bodies.First; node is not null; node = node.Next)
            {
                if (node.Value.Key != key) continue;
                if (clock.GetElapsedTime(node.Value.At) < Kept) return node.Value.Body;
                characters -= node.Value.Body.Html.Length;
                bodies.Remove(node);
                break;
            }
        }
        var body = HtmlCleaner.ForFrame(message.UntrustedHtml ?? "", new Addresses(session.Person.Id, message, pictures, tokens));
        lock (gate)
        {
            bodies.AddFirst((key, body, clock.GetTimestamp()));
            characters += body.Html.Length;
            while (characters > MaxCharacters && bodies.Count > 1)
            {
                characters -= bodies.Last!.Value.Body.Html.Length;
                bodies.RemoveLast();
            }
            while (bodies.Count > 200)
            {
                characters -= bodies.Last!.Value.Body.Html.Length;
                bodies.RemoveLast();
            }
        }
        return body;
    }

    private readonly record struct BodyKey(PersonId Person, string Folder, MessageUid Message, bool Pictures);

    private sealed class Addresses(PersonId person, ReadMessage message, bool pictures, PartTokens tokens) : IPictureAddresses
    {
        public string? Inline(string contentId) => message.Pictures.ContainsKey(contentId) ? tokens.PictureAddress(person, message.Folder, message.Uid, contentId) : null;

        public string? Remote(Uri address) => pictures ? tokens.RemoteAddress(person, address) : null;
    }
}
