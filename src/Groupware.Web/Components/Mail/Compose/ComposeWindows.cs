using Groupware.Mail.Composing;
using Groupware.Mail.Mailboxes;
using Groupware.Storage.Mail;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>The compose windows of a tab. Pages ask it to open one; <see cref="ComposeHost"/> draws them.</summary>
public sealed class ComposeWindows
{
    private readonly List<ComposeWindowState> windows = [];

    /// <summary>A window was opened, closed, minimised or made full.</summary>
    public event Action? Changed;

    /// <summary>In the order they were opened.</summary>
    public IReadOnlyList<ComposeWindowState> All => windows;

    /// <summary>Opens a window for a new message.</summary>
    /// <param name="to">Recipients as typed, separated by commas; null for none.</param>
    public Task OpenNewAsync(string? to = null) => throw new NotSupportedException(to);

    /// <summary>Answers a message, to its sender or to everybody.</summary>
    public Task ReplyAsync(string folder, MessageUid message, bool all) => throw new NotSupportedException($"{folder} {message} {all}");

    /// <summary>Passes a message on.</summary>
    public Task ForwardAsync(string folder, MessageUid message) => throw new NotSupportedException($"{folder} {message}");

    /// <summary>Goes on with a draft of the Drafts folder, our own or another program's.</summary>
    public Task OpenDraftAsync(string folder, MessageUid message) => throw new NotSupportedException($"{folder} {message}");

    internal void Say() => Changed?.Invoke();
}

/// <summary>One window.</summary>
/// <param name="Draft">The draft in it.</param>
/// <param name="Title">The subject, or empty for a new message.</param>
/// <param name="Shape">Docked, minimised or full.</param>
public sealed record ComposeWindowState(DraftView Draft, string Title, ComposeShape Shape)
{
    /// <summary>The draft's id.</summary>
    public DraftId Id => Draft.Id;
}

/// <summary>How a window stands.</summary>
public enum ComposeShape
{
    /// <summary>620 by 600 at the lower end.</summary>
    Docked,

    /// <summary>Only its title.</summary>
    Minimised,

    /// <summary>Over the whole page.</summary>
    Full,
}
