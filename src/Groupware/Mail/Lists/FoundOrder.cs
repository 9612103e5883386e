namespace Groupware.Mail.Lists;

/// <summary>The messages of a list in their order.</summary>
/// <param name="Uids">In the order of the list.</param>
/// <param name="Cut">More messages may have the phrase than were looked at: see <see cref="PhraseFilter.MaxRead"/>.</param>
internal readonly record struct FoundOrder(uint[] Uids, bool Cut);
