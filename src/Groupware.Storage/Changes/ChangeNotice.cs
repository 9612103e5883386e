namespace Groupware.Storage.Changes;

/// <summary>A hint that something changed; the truth is read again by whoever cares.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Its id: a collection, or a person.</param>
public readonly record struct ChangeNotice(ChangeKind Kind, long Id);

/// <summary>What a <see cref="ChangeNotice"/> is about.</summary>
public enum ChangeKind
{
    /// <summary>Objects of the collection, or its name or colour.</summary>
    Collection = 1,

    /// <summary>The set of collections a person sees, or the rights on one.</summary>
    Rights = 2,

    /// <summary>The person: disabled, renamed, another password or other settings.</summary>
    Person = 3,

    /// <summary>The person's drafts or outbox.</summary>
    Outbox = 4,

    /// <summary>Names and colours of the person's mail labels.</summary>
    Labels = 5,
}
