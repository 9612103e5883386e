namespace Groupware.Mail.Reading;

/// <summary>The message was deleted or moved away while it was read: what was read of it so far is not all.</summary>
public sealed class MessageGoneException : Exception
{
    /// <summary>Says it.</summary>
    public MessageGoneException()
        : base("The message went away while it was read.")
    {
    }
}
