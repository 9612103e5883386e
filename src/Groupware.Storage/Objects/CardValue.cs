using Groupware.Storage.Collections;

namespace Groupware.Storage.Objects;

/// <summary>One value of a card that people search by: FN, N, NICKNAME, EMAIL, TEL, ORG. A scan of one book's values takes below a millisecond.</summary>
public sealed class CardValue
{
    /// <summary>The property of a row without value: the card has more, or other, FN and EMAIL values than its rows say.</summary>
    public const string Unindexed = "*";

    /// <summary>The card's book.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>Upper case, without group.</summary>
    public string Property { get; set; } = "";

    /// <summary>Of which card.</summary>
    public long ObjectId { get; set; }

    /// <summary>Which of the card's values of that property, from 0.</summary>
    public int N { get; set; }

    /// <summary>As people read it.</summary>
    public string Value { get; set; } = "";

    /// <summary>Lower case without accents, see <see cref="SearchText"/>.</summary>
    public string Folded { get; set; } = "";
}
