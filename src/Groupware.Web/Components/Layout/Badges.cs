namespace Groupware.Web.Components.Layout;

/// <summary>The numbers on the rail of one tab.</summary>
public sealed class Badges
{
    /// <summary>Raised on the caller's thread when a number changes.</summary>
    public event Action? Changed;

    /// <summary>Unread messages of the inbox; zero shows no badge.</summary>
    public int UnreadMail { get; private set; }

    public void SetUnreadMail(int count)
    {
        if (count == UnreadMail) return;
        UnreadMail = count;
        Changed?.Invoke();
    }
}
