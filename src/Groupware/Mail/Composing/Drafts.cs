using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Groupware.Mail.Mailboxes;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Storage.Mail;
using Microsoft.EntityFrameworkCore;
using MimeKit.Utils;
using NodaTime;

namespace Groupware.Mail.Composing;

/// <summary>The messages a person is writing. Every save names the version it was written on; nothing is ever overwritten silently.</summary>
public sealed class Drafts(IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, AttachmentFiles files, IChangeFeed changes, TimeProvider clock)
{
    /// <summary>Makes a draft, as a rule with its window open.</summary>
    public async Task<DraftView> CreateAsync(SignedInPerson person, NewDraft seed, CancellationToken cancel)
    {
        var now = Now();
        var draft = new Draft
        {
            Id = new DraftId(Guid.NewGuid()),
            PersonId = person.Id,
            Version = 1,
            Kind = seed.Kind,
            QuoteHtml = seed.QuoteHtml,
            QuoteText = seed.QuoteText,
            MessageId = $"<{MimeUtils.GenerateMessageId(person.Address[(person.Address.LastIndexOf('@') + 1)..])}>",
            InReplyTo = seed.InReplyTo,
            References = seed.References,
            SourceFolder = seed.SourceFolder,
            SourceUidValidity = seed.Source.UidValidity,
            SourceUid = seed.Source.Uid,
            Open = seed.Open,
            CreatedAt = now,
            SavedAt = now,
        };
        Apply(draft, seed.Content, person);
        await writes.RunAsync(
            async (db, token) =>
            {
                db.Add(draft);
                await db.SaveChangesAsync(token);
            },
            cancel);
        changes.Publish(new ChangeNotice(ChangeKind.Outbox, person.Id.Value));
        return View(draft, []);
    }

    /// <summary>One draft of this person; null when there is none, or it was discarded or sent.</summary>
    public async Task<DraftView?> FindAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var draft = await Mine(db, person, id).AsNoTracking().SingleOrDefaultAsync(cancel);
        return draft is null ? null : View(draft, await AttachmentsOf(db, id).ToListAsync(cancel));
    }

    /// <summary>Drafts whose window was open when the page was last seen, the newest first.</summary>
    public async Task<IReadOnlyList<DraftView>> OpenAsync(SignedInPerson person, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var drafts = await db.Set<Draft>().AsNoTracking()
            .Where(d => d.PersonId == person.Id && d.Open && d.DiscardedAt == null && d.HandedOverAt == null)
            .OrderByDescending(d => d.SavedAt).Take(20).ToListAsync(cancel);
        return [.. drafts.Select(d => View(d, []))];
    }

    /// <summary>Saves if the draft still has the version the text was written on; else keeps the text as a second version.</summary>
    /// <param name="ifMatch">The version the text was written on.</param>
    public async Task<SaveOutcome> SaveAsync(SignedInPerson person, DraftId id, DraftContent content, long ifMatch, CancellationToken cancel)
    {
        return await writes.RunAsync(
            async (db, token) =>
            {
                var draft = await db.Set<Draft>().SingleOrDefaultAsync(d => d.Id == id && d.PersonId == person.Id && d.DiscardedAt == null, token);
                if (draft is null) return new SaveOutcome(SaveStatus.NotFound, 0, default);
                if (draft.HandedOverAt is not null) return new SaveOutcome(SaveStatus.HandedOver, draft.Version, draft.SavedAt);
                if (draft.Version == ifMatch)
                {
                    Apply(draft, content, person);
                    draft.Version++;
                    draft.SavedAt = Now();
                    try
                    {
                        await db.SaveChangesAsync(token);
                        return new SaveOutcome(SaveStatus.Saved, draft.Version, draft.SavedAt);
                    }
                    catch (DbUpdateConcurrencyException)
                    {
                        await db.Entry(draft).ReloadAsync(token);   // another tab was faster between reading and writing
                    }
                }

                await KeepAsync(db, id, content, ifMatch, token);
                return new SaveOutcome(SaveStatus.Conflict, draft.Version, draft.SavedAt);
            },
            cancel);
    }

    /// <summary>After a conflict the person chose this text: what is there becomes the kept version.</summary>
    public async Task<SaveOutcome> ReplaceAsync(SignedInPerson person, DraftId id, DraftContent content, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await FindAsync(person, id, cancel) is not { } current) return new SaveOutcome(SaveStatus.NotFound, 0, default);
            await writes.RunAsync((db, token) => KeepAsync(db, id, current.Content, current.Version, token), cancel);
            var outcome = await SaveAsync(person, id, content, current.Version, cancel);
            if (outcome.Status != SaveStatus.Conflict || attempt == 5) return outcome;
        }
    }

    /// <summary>Texts that lost against a faster save, the newest first.</summary>
    public async Task<IReadOnlyList<KeptVersion>> KeptAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var kept = await db.Set<DraftVersion>().AsNoTracking()
            .Where(v => v.DraftId == id && db.Set<Draft>().Any(d => d.Id == id && d.PersonId == person.Id))
            .OrderByDescending(v => v.KeptAt).ToListAsync(cancel);
        return [.. kept.Select(v => new KeptVersion(v.Id, v.BasedOn, JsonSerializer.Deserialize<DraftContent>(v.Content, JsonSerializerOptions.Web)!, v.KeptAt))];   // written by KeepAsync
    }

    /// <summary>Goes on with a kept version; the text that is there now becomes a kept one.</summary>
    /// <param name="version">Of <see cref="KeptAsync"/>.</param>
    public async Task<SaveOutcome> UseKeptAsync(SignedInPerson person, DraftId id, long version, CancellationToken cancel)
    {
        var kept = (await KeptAsync(person, id, cancel)).FirstOrDefault(v => v.Id == version);
        return kept is null ? new SaveOutcome(SaveStatus.NotFound, 0, default) : await ReplaceAsync(person, id, kept.Content, cancel);
    }

    /// <summary>Notes that the window is open or closed. An untouched new draft goes away when it is closed.</summary>
    /// <returns>False when there is no such draft.</returns>
    public async Task<bool> SetOpenAsync(SignedInPerson person, DraftId id, bool open, CancellationToken cancel)
    {
        return await writes.RunAsync((db, token) => Mine(db, person, id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Open, open), token), cancel) > 0;
    }

    /// <summary>Throws the draft away; <see cref="RestoreAsync"/> brings it back for a day.</summary>
    public async Task<bool> DiscardAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        var now = Now();
        return await writes.RunAsync((db, token) => Mine(db, person, id).ExecuteUpdateAsync(set => set.SetProperty(d => d.DiscardedAt, now).SetProperty(d => d.Open, false), token), cancel) > 0;
    }

    /// <summary>Undo of <see cref="DiscardAsync"/>; the window is open again.</summary>
    public async Task<bool> RestoreAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        return await writes.RunAsync(
            (db, token) => db.Set<Draft>().Where(d => d.Id == id && d.PersonId == person.Id && d.DiscardedAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.DiscardedAt, (Instant?)null).SetProperty(d => d.Open, true), token),
            cancel) > 0;
    }

    /// <summary>Adds a file, streamed to the data folder.</summary>
    /// <param name="limit">Octets that all attachments of the draft may have together.</param>
    public Task<AttachOutcome> AttachAsync(SignedInPerson person, DraftId id, string fileName, string mediaType, Stream content, long limit, CancellationToken cancel) =>
        AttachAsync(person, id, Guid.NewGuid(), fileName, mediaType, contentId: "", content, limit, cancel);

    /// <summary>Adds a picture of the text; the HTML names it by <c>/api/pictures/{id}</c>.</summary>
    /// <inheritdoc cref="AttachAsync(SignedInPerson, DraftId, string, string, Stream, long, CancellationToken)"/>
    public Task<AttachOutcome> AttachPictureAsync(SignedInPerson person, DraftId id, string fileName, string mediaType, Stream content, long limit, CancellationToken cancel)
    {
        var attachment = Guid.NewGuid();
        return AttachAsync(person, id, attachment, fileName, mediaType, $"{attachment:N}@groupware", content, limit, cancel);
    }

    internal async Task<AttachOutcome> AttachAsync(SignedInPerson person, DraftId id, Guid attachmentId, string fileName, string mediaType, string contentId, Stream content, long limit, CancellationToken cancel)
    {
        long used;
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (!await Mine(db, person, id).AnyAsync(cancel)) return new AttachOutcome(AttachStatus.NotFound, null);
            used = await db.Set<DraftAttachment>().Where(a => a.DraftId == id).SumAsync(a => a.Size, cancel);
        }

        if (await files.WriteAsync(content, limit - used, cancel) is not { } stored) return new AttachOutcome(AttachStatus.TooLarge, null);
        var attachment = new DraftAttachment
        {
            Id = attachmentId,
            DraftId = id,
            FileName = CleanName(fileName),
            MediaType = mediaType,
            Size = stored.Size,
            ContentHash = stored.ContentHash,
            ContentId = contentId,
            AddedAt = Now(),
        };
        return await writes.RunAsync(
            async (db, token) =>
            {
                // the draft may have gone while the file came
                if (!await FilesChangeAsync(db, person, id, token)) return new AttachOutcome(AttachStatus.NotFound, null);
                // others may have come at the same time; what was written is left to the sweep
                if (await db.Set<DraftAttachment>().Where(a => a.DraftId == id).SumAsync(a => a.Size, token) + stored.Size > limit) return new AttachOutcome(AttachStatus.TooLarge, null);
                attachment.Position = await db.Set<DraftAttachment>().CountAsync(a => a.DraftId == id, token);
                db.Add(attachment);
                await db.SaveChangesAsync(token);
                return new AttachOutcome(AttachStatus.Attached, View(attachment));
            },
            cancel);
    }

    /// <summary>Takes a file off the draft. Its bytes go with the next sweep.</summary>
    public async Task<bool> DetachAsync(SignedInPerson person, DraftId id, Guid attachment, CancellationToken cancel)
    {
        return await writes.RunAsync(
            async (db, token) => await FilesChangeAsync(db, person, id, token) && await db.Set<DraftAttachment>().Where(a => a.Id == attachment && a.DraftId == id).ExecuteDeleteAsync(token) > 0,
            cancel);
    }

    /// <summary>A file of one of the person's drafts with its bytes, to be disposed by the caller; null when it is not theirs.</summary>
    public async Task<(DraftAttachmentView Attachment, Stream Content)?> ReadAsync(SignedInPerson person, Guid attachment, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Set<DraftAttachment>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == attachment && db.Set<Draft>().Any(d => d.Id == a.DraftId && d.PersonId == person.Id), cancel);
        return found is null ? null : (View(found), files.OpenRead(found.ContentHash));
    }

    /// <summary>The quoted original as it will be sent, HTML; empty without one, null when the draft is not the person's.</summary>
    public async Task<string?> QuoteAsync(SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await Mine(db, person, id).Select(d => d.QuoteHtml).SingleOrDefaultAsync(cancel);
    }

    /// <summary>The draft whose copy in the Drafts folder this is; null when another program wrote it.</summary>
    internal async Task<DraftView?> FindCopyAsync(SignedInPerson person, MessageUid copy, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.Set<Draft>().AsNoTracking()
            .Where(d => d.PersonId == person.Id && d.CopyUidValidity == copy.UidValidity && d.CopyUid == copy.Uid && d.DiscardedAt == null && d.HandedOverAt == null)
            .Select(d => (DraftId?)d.Id).FirstOrDefaultAsync(cancel);
        return found is { } id ? await FindAsync(person, id, cancel) : null;
    }

    /// <summary>Remembers which message of the Drafts folder shows the draft, and at which version.</summary>
    /// <param name="savedAt">When what was copied had been saved; the copy is old already when that has changed since.</param>
    internal async Task NoteCopyAsync(DraftId id, MessageUid? copy, long version, Instant savedAt, CancellationToken cancel)
    {
        var (validity, uid) = copy is { } known ? ((long)known.UidValidity, (long)known.Uid) : (0, 0);
        await writes.RunAsync(
            (db, token) => db.Set<Draft>().Where(d => d.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.CopyUidValidity, validity).SetProperty(d => d.CopyUid, uid).SetProperty(d => d.CopyVersion, d => d.SavedAt == savedAt ? version : 0), token),
            cancel);
    }

    internal static DraftContent ContentOf(Draft draft) =>
        new(draft.To, draft.Cc, draft.Bcc, draft.Subject, draft.Body, draft.PlainText, draft.Quote, draft.FromAddress);

    private static IQueryable<Draft> Mine(GroupwareContext db, SignedInPerson person, DraftId id) =>
        db.Set<Draft>().Where(d => d.Id == id && d.PersonId == person.Id && d.DiscardedAt == null && d.HandedOverAt == null);

    /// <summary>
    /// Files come and go beside the text, without a new version of it; the copy in the Drafts folder is old then. The row also makes several at a time
    /// wait for each other, so that together they stay below the limit.
    /// </summary>
    /// <returns>False when the draft is gone or on its way.</returns>
    private async Task<bool> FilesChangeAsync(GroupwareContext db, SignedInPerson person, DraftId id, CancellationToken cancel)
    {
        var now = Now();
        return await Mine(db, person, id).ExecuteUpdateAsync(set => set.SetProperty(d => d.SavedAt, now).SetProperty(d => d.CopyVersion, 0), cancel) > 0;
    }

    private static IQueryable<DraftAttachment> AttachmentsOf(GroupwareContext db, DraftId id) =>
        db.Set<DraftAttachment>().AsNoTracking().Where(a => a.DraftId == id).OrderBy(a => a.Position);

    private static void Apply(Draft draft, DraftContent content, SignedInPerson person)
    {
        draft.FromAddress = content.From.Length == 0 ? person.Address : content.From;
        draft.To = content.To;
        draft.Cc = content.Cc;
        draft.Bcc = content.Bcc;
        draft.Subject = content.Subject;
        draft.Body = content.Body;
        draft.PlainText = content.PlainText;
        draft.Quote = draft.QuoteHtml.Length == 0 && draft.QuoteText.Length == 0 ? QuoteState.None : content.Quote;
    }

    private static DraftView View(Draft draft, IEnumerable<DraftAttachment> attachments) =>
        new(draft.Id, draft.Version, draft.Kind, ContentOf(draft), draft.QuoteHtml.Length > 0 || draft.QuoteText.Length > 0, [.. attachments.Select(View)], draft.SavedAt);

    private static DraftAttachmentView View(DraftAttachment attachment) =>
        new(attachment.Id, attachment.FileName, attachment.MediaType, attachment.Size, attachment.ContentId);

    private static string CleanName(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        name = new string([.. name.Where(c => !char.IsControl(c))]).Trim();
        return name.Length == 0 ? "attachment" : name.Length > 200 ? name[^200..] : name;
    }

    private async Task KeepAsync(GroupwareContext db, DraftId id, DraftContent content, long basedOn, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(content, JsonSerializerOptions.Web);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        if (await db.Set<DraftVersion>().AnyAsync(v => v.DraftId == id && v.ContentHash == hash, cancel)) return;
        db.Add(new DraftVersion { DraftId = id, BasedOn = basedOn, Content = json, ContentHash = hash, KeptAt = Now() });
        await db.SaveChangesAsync(cancel);
    }

    private Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
