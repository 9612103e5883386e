using Groupware.Storage.Objects;

namespace Groupware.Collections;

/// <summary>What changed in a collection since a token, as far as the answer goes.</summary>
/// <param name="Token">Where to go on.</param>
/// <param name="Truncated">There is more after <paramref name="Token"/>.</param>
public sealed record ChangePage(SyncToken Token, IReadOnlyList<ChangedObject> Changes, bool Truncated);
