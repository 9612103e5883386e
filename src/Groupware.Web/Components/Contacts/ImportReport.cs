namespace Groupware.Web.Components.Contacts;

/// <summary>What became of the cards of a file.</summary>
/// <param name="Added">Names of the new cards.</param>
/// <param name="Updated">How many were there already under their UID and were replaced.</param>
public sealed record ImportReport(IReadOnlyList<string> Added, int Updated, IReadOnlyList<RefusedCard> Refused);

/// <summary>A card that a book did not take.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Why">The rule it breaks.</param>
public sealed record RefusedCard(int Line, string Name, string Why);
