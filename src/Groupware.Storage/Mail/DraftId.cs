namespace Groupware.Storage.Mail;

/// <summary>A message being written. Not guessable, because it stands in addresses; the owner is checked all the same.</summary>
public readonly record struct DraftId(Guid Value)
{
    /// <summary>32 hexadecimal digits, as in addresses.</summary>
    public override string ToString() => Value.ToString("N");
}
