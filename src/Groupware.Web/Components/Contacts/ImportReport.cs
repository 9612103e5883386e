namespace Groupware.Web.Components.Contacts;

/// <summary>What became of the cards of a file.</summary>
/// <param name="Added">Names of the new cards.</param>
/// <param name="Updated">How many were there already under their UID and were replaced.</param>
/// <param name="UpdatedName">Who that is, when it is one.</param>
/// <param name="Replaced">Under this word <see cref="ContactUploads"/> keeps the texts that were replaced, as <see cref="ReplacedCard"/>s; null: none were.</param>
public sealed record ImportReport(IReadOnlyList<string> Added, int Updated, string? UpdatedName, string? Replaced, IReadOnlyList<RefusedCard> Refused);

/// <summary>A card that an import replaced: the way back.</summary>
/// <param name="Name">Where it lies in its book.</param>
/// <param name="ETag">Of the new text: only as long as it is in force the old one is put back.</param>
/// <param name="Before">The text it had.</param>
public sealed record ReplacedCard(string Name, string ETag, byte[] Before);

/// <summary>A card that a book did not take.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Why">The rule it breaks.</param>
public sealed record RefusedCard(int Line, string Name, string Why);
