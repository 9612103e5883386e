namespace Groupware.Storage.Collections;

/// <summary>A property that a client set and only clients understand (RFC 4918, section 4.3), on a collection or on one member.</summary>
public sealed class DeadProperty
{
    /// <summary>The collection.</summary>
    public CollectionId CollectionId { get; set; }

    /// <summary>The member; 0 is the collection itself.</summary>
    public long ObjectId { get; set; }

    /// <summary>"{namespace}local-name".</summary>
    public string Name { get; set; } = "";

    /// <summary>The whole element as well-formed XML with its namespaces and xml:lang.</summary>
    public string Xml { get; set; } = "";
}
