using Groupware.People;

namespace Groupware.Mail.Composing;

/// <summary>Completes what is typed into To, Cc and Bcc. Mail knows the directory; address books and others come through their own implementation.</summary>
public interface IRecipientSuggestions
{
    /// <summary>Those whose name or address has a word beginning with the query, the best first.</summary>
    /// <param name="query">At least one character, without blanks around it.</param>
    /// <param name="max">At most this many.</param>
    Task<IReadOnlyList<RecipientSuggestion>> FindAsync(SignedInPerson person, string query, int max, CancellationToken cancel);
}

/// <summary>Somebody to write to.</summary>
/// <param name="Name">As shown; may be empty.</param>
/// <param name="Address">Mail address.</param>
/// <param name="Detail">What tells them apart: a company; empty without one.</param>
/// <param name="Members">People behind the address of a group; 0 for a person.</param>
public sealed record RecipientSuggestion(string Name, string Address, string Detail, int Members);
