using System.Text.RegularExpressions;
using Groupware.Mail.Reading;
using MimeKit;

namespace Groupware.Mail.Composing;

/// <summary>Who an answer goes to, what it is called and which conversation it belongs to.</summary>
public static partial class Reply
{
    private const int MaxReferences = 50;

    /// <summary>The recipients of an answer.</summary>
    /// <param name="original">The message answered.</param>
    /// <param name="own">The person's own addresses; compared without regard to case.</param>
    /// <param name="all">Everybody, not the sender alone.</param>
    /// <remarks>
    /// RFC 5322, section 3.6.3: Reply-To, else From. An answer to one's own message goes on to the same people. Own addresses are left out
    /// of an answer to all, each address comes once, To before Cc.
    /// </remarks>
    public static (IReadOnlyList<MailboxAddress> To, IReadOnlyList<MailboxAddress> Cc) Recipients(ReadMessage original, IReadOnlyCollection<string> own, bool all)
    {
        var mine = new HashSet<string>(own, StringComparer.OrdinalIgnoreCase);
        var fromMe = original.From.Count > 0 && original.From.All(p => mine.Contains(p.Address));
        var answered = original.ReplyTo.Count > 0 ? original.ReplyTo : original.From;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (fromMe && original.ReplyTo.All(p => mine.Contains(p.Address)))
        {
            var again = Take(original.To, seen, except: null);
            if (again.Count == 0) again = Take(answered, seen, except: null);
            return (again, all ? Take(original.Cc, seen, mine) : []);
        }

        var to = Take(answered, seen, except: null);
        if (!all) return (to, []);
        to.AddRange(Take(original.To, seen, mine));
        return (to, Take(original.Cc, seen, mine));
    }

    /// <summary>"Re: " once, in whatever language the prefix already stands.</summary>
    public static string Subject(string original) => AnswerPrefix().IsMatch(original) ? original.Trim() : $"Re: {original.Trim()}";

    /// <summary>"Fwd: " once.</summary>
    public static string ForwardSubject(string original) => ForwardPrefix().IsMatch(original) ? original.Trim() : $"Fwd: {original.Trim()}";

    /// <summary>Message-ID answered to, with its angle brackets; empty when the original has none.</summary>
    public static string InReplyTo(ReadMessage original) => string.IsNullOrWhiteSpace(original.MessageId) ? "" : Bracketed(original.MessageId);

    /// <summary>The original's References and its own Message-ID; the first and the last ones when there are too many.</summary>
    /// <remarks>RFC 5322, section 3.6.4.</remarks>
    public static string References(ReadMessage original)
    {
        var ids = original.References.Select(Bracketed).ToList();
        var own = InReplyTo(original);
        if (own.Length > 0)
        {
            ids.Remove(own);
            ids.Add(own);
        }

        if (ids.Count > MaxReferences) ids = [ids[0], .. ids[^(MaxReferences - 1)..]];
        return string.Join(' ', ids);
    }

    private static string Bracketed(string id) => $"<{id.Trim().Trim('<', '>')}>";

    private static List<MailboxAddress> Take(IEnumerable<MailPerson> people, HashSet<string> seen, HashSet<string>? except)
    {
        var taken = new List<MailboxAddress>();
        foreach (var person in people)
        {
            if (person.Address.Length == 0 || except?.Contains(person.Address) == true || !seen.Add(person.Address)) continue;
            taken.Add(new MailboxAddress(person.Name, person.Address));
        }

        return taken;
    }

    [GeneratedRegex(@"^\s*(?:re|aw|sv|antw|réf|rép|odp|vs)\s*(?:\[\d+\])?\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AnswerPrefix();

    [GeneratedRegex(@"^\s*(?:fwd?|wg|tr|enc|rv)\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ForwardPrefix();
}
