namespace Groupware.Mail;

/// <summary>The mail store answered NO: no right, over quota, a folder that is not there.</summary>
public sealed class MailStoreRefusedException : Exception
{
    /// <summary>Says what the store said.</summary>
    public MailStoreRefusedException(string response, Exception? cause)
        : base(response, cause)
    {
    }
}
