using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Mail;

/// <summary>What the parts of a tab's state have in common.</summary>
/// <param name="Session">The person's mailbox.</param>
/// <param name="Clock">The time.</param>
/// <param name="Texts">For sentences about failures.</param>
/// <param name="Say">Something is to be drawn again.</param>
/// <param name="Move">A message or folder came to the front: the address should say so.</param>
/// <param name="Closing">The tab closes.</param>
internal sealed record MailTab(MailboxSession Session, TimeProvider Clock, IStringLocalizer<MailTexts> Texts, Action Say, Action Move, CancellationToken Closing)
{
    private static readonly TimeSpan ShowWaitingAfter = TimeSpan.FromMilliseconds(150);

    /// <summary>True when an answer is awaited for so long that it should be seen.</summary>
    public async Task<bool> IsSlowAsync(Task answer) => !answer.IsCompleted && await Task.WhenAny(answer, Task.Delay(ShowWaitingAfter, Clock, Closing)) != answer;

    /// <summary>The store is away or said no: known to the page, which says it in a sentence.</summary>
    public static bool IsStore(Exception cause) => cause is MailStoreUnavailableException or MailStoreRefusedException;
}
