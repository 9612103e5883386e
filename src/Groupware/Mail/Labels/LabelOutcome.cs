using Groupware.Mail.Mailboxes;

namespace Groupware.Mail.Labels;

/// <summary>What became of a label on messages.</summary>
/// <param name="Kept">False: the folder takes no new keyword (PERMANENTFLAGS without <c>\*</c>, or read only). Nothing changed.</param>
/// <param name="Changed">Those that have it now and had not, or the other way round: what an undo takes back.</param>
public sealed record LabelOutcome(bool Kept, IReadOnlyList<MessageUid> Changed);
