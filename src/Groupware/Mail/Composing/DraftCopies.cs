using Groupware.People;
using Groupware.Storage.Mail;
using Microsoft.Extensions.Logging;

namespace Groupware.Mail.Composing;

/// <summary>Closing and discarding a draft, seen from the mailbox: its copy in the Drafts folder follows, at once if the store answers, else later.</summary>
public sealed class DraftCopies
{
    private readonly Drafts drafts;
    private readonly DraftsFolder folder;
    private readonly ILogger<DraftCopies> logger;

    internal DraftCopies(Drafts drafts, DraftsFolder folder, ILogger<DraftCopies> logger)
    {
        this.drafts = drafts;
        this.folder = folder;
        this.logger = logger;
    }

    /// <summary>The window is closed: the draft is kept, an untouched new one goes.</summary>
    /// <returns>False when there is no such draft.</returns>
    public async Task<bool> CloseAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        if (await drafts.FindAsync(person, id, cancel) is not { } draft) return false;
        if (draft.IsUntouched) return await drafts.DiscardAsync(person, id, cancel);
        await drafts.SetOpenAsync(person, id, open: false, cancel);
        await TryAsync(person, () => folder.StoreAsync(person, id, cancel));
        return true;
    }

    /// <summary>The draft is thrown away, its copy too.</summary>
    public async Task<bool> DiscardAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        if (!await drafts.DiscardAsync(person, id, cancel)) return false;
        await TryAsync(person, () => folder.RemoveAsync(person, id, cancel));
        return true;
    }

    private async Task TryAsync(SignedInPerson person, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception cause) when (cause is MailStoreUnavailableException or MailStoreRefusedException)
        {
            logger.CopyFailed(cause, person.Id.Value);
        }
    }
}
