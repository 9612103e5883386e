namespace Groupware.Storage.People;

/// <summary>Who: immutable for the life of the account, whatever happens to name, address or domain.</summary>
public readonly record struct PersonId(long Value);
