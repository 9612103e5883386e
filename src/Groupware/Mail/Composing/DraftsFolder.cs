using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Mail;
using MailKit;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;

namespace Groupware.Mail.Composing;

/// <summary>Copies of drafts in the mailbox's Drafts folder, so that other programs and phones see them.</summary>
internal sealed class DraftsFolder(Drafts drafts, ComposedMessage composed, MailboxSessions sessions, IDbContextFactory<GroupwareContext> contexts, TimeProvider clock)
{
    // a window that closes and the upkeep of the minute would both append: one at a time for a draft
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Puts the draft as it stands now into the folder and takes the older copy out. Nothing happens when the copy is up to date.</summary>
    /// <exception cref="MailStoreUnavailableException">The store is away: do it again later.</exception>
    public async Task StoreAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        var gate = gates[(uint)id.GetHashCode() % gates.Length];
        await gate.WaitAsync(cancel);
        try
        {
            await StoreAloneAsync(person, id, cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task StoreAloneAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        Draft? draft;
        List<DraftAttachment> attachments;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            draft = await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.PersonId == person.Id && d.DiscardedAt == null && d.HandedOverAt == null, cancel);
            if (draft is null || draft.CopyVersion == draft.Version) return;
            attachments = await db.Set<DraftAttachment>().AsNoTracking().Where(a => a.DraftId == id).OrderBy(a => a.Position).ToListAsync(cancel);
        }

        var session = sessions.For(person);
        await session.FoldersAsync(cancel);
        var folder = session.Special(SpecialUse.Drafts)?.Path ?? await CreateAsync(session, SpecialUse.Drafts, "Drafts", cancel);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.ZoneId) ?? DateTimeZone.Utc;
        using var message = composed.Build(draft, attachments, person.DisplayName, clock.GetCurrentInstant().InZone(zone));
        var copy = await session.AppendAsync(folder, message, MessageFlags.Draft | MessageFlags.Seen, received: null, cancel);
        await RemoveAsync(session, draft, cancel);
        await drafts.NoteCopyAsync(id, copy, draft.Version, draft.SavedAt, cancel);
    }

    /// <summary>Takes the draft's copy out of the folder.</summary>
    public static async Task RemoveAsync(MailboxSession session, Draft draft, CancellationToken cancel)
    {
        if (draft.CopyUid == 0 || session.Special(SpecialUse.Drafts) is not { } folder) return;
        try
        {
            await MessageActions.DeleteForeverAsync(session, folder.Path, [new MessageUid((uint)draft.CopyUidValidity, (uint)draft.CopyUid)], cancel);
        }
        catch (MailStoreRefusedException)
        {
            // another program took it away
        }
    }

    /// <inheritdoc cref="RemoveAsync(MailboxSession, Draft, CancellationToken)"/>
    public async Task RemoveAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var draft = await db.Set<Draft>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.PersonId == person.Id, cancel);
        if (draft is null || draft.CopyUid == 0) return;
        var session = sessions.For(person);
        await session.FoldersAsync(cancel);
        await RemoveAsync(session, draft, cancel);
        await drafts.NoteCopyAsync(id, copy: null, version: 0, draft.SavedAt, cancel);
    }

    /// <summary>Makes a folder that every mailbox should have.</summary>
    public static async Task<string> CreateAsync(MailboxSession session, SpecialUse use, string name, CancellationToken cancel)
    {
        await session.RunAsync(async (client, token) =>
        {
            var top = client.PersonalNamespaces.Count > 0 ? client.GetFolder(client.PersonalNamespaces[0]) : client.Inbox;
            var made = await top.CreateAsync(name, isMessageFolder: true, token);
            if (made is not null) await made.SubscribeAsync(token);
            return true;
        }, cancel);
        var folders = await session.ReloadFoldersAsync(cancel);
        return folders.FirstOrDefault(f => f.Use == use)?.Path ?? folders.First(f => f.Name == name).Path;
    }
}
