using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Groupware.Web.Components.Contacts;

/// <summary>Files of the contacts page: pictures, export and import of vCards. Every route asks the feature, which checks the person's rights.</summary>
internal static class ContactEndpoints
{
    private const int PictureSide = 320;
    private const long MaxFile = 32 << 20;

    public static IServiceCollection AddContactsPage(this IServiceCollection services) => services.AddScoped<ContactsState>().AddSingleton<ContactUploads>();

    public static void MapContactsPage(this IEndpointRouteBuilder routes)
    {
        var contacts = routes.MapGroup("/contacts").RequireAuthorization();
        contacts.MapGet("/{book:long}/{name}/picture", PictureAsync);
        contacts.MapGet("/{book:long}/{name}/export", ExportCardAsync);
        contacts.MapGet("/{book:long}/export", ExportBookAsync);
        contacts.MapPost("/picture", UploadPictureAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(ContactPicture.MaxBytes + (1 << 16)));
        contacts.MapPost("/{book:long}/import", ImportAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxFile));
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> PictureAsync(long book, string name, CurrentPerson current, AddressObjects objects, HttpContext context, CancellationToken cancel)
    {
        var stored = await objects.GetAsync(current.Person, new CollectionId(book), name, cancel);
        var jpeg = stored is null || ContactCardEditor.Read(stored.Body).Photo is not { } photo ? null : ContactPicture.Square(photo.Bytes, PictureSide);
        if (jpeg is null) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=604800";   // the address changes with the card
        return TypedResults.File(jpeg, "image/jpeg");
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ExportCardAsync(long book, string name, CurrentPerson current, AddressObjects objects, CancellationToken cancel)
    {
        if (await objects.GetAsync(current.Person, new CollectionId(book), name, cancel) is not { } stored) return TypedResults.NotFound();
        return TypedResults.File(stored.Body.ToArray(), "text/vcard; charset=utf-8", FileName(ContactCardEditor.Read(stored.Body).DisplayName));
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ExportBookAsync(long book, CurrentPerson current, CollectionDirectory directory, AddressObjects objects, CancellationToken cancel)
    {
        if (await directory.FindAsync(current.Person, new CollectionId(book), cancel) is not { Kind: CollectionKind.AddressBook } view) return TypedResults.NotFound();
        using var all = new MemoryStream();
        foreach (var stored in await objects.ListAsync(current.Person, view.Id, cancel))
        {
            await all.WriteAsync(stored.Body, cancel);
            if (stored.Body.Length > 0 && stored.Body.Span[^1] != '\n') await all.WriteAsync("\r\n"u8.ToArray(), cancel);
        }

        return TypedResults.File(all.ToArray(), "text/vcard; charset=utf-8", FileName(view.DisplayName));
    }

    private static async Task<Results<ContentHttpResult, BadRequest>> UploadPictureAsync(IFormFile file, ContactUploads uploads, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        return ContactPicture.Square(bytes.ToArray(), PictureSide) is { } jpeg ? TypedResults.Text(uploads.Put(jpeg), MediaTypeNames.Text.Plain) : TypedResults.BadRequest();
    }

    private static async Task<Ok<ImportReport>> ImportAsync(long book, IFormFile file, CurrentPerson current, AddressObjects objects, ContactUploads uploads, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        var (added, refused, replaced, who) = (new List<string>(), new List<RefusedCard>(), new List<ReplacedCard>(), "");
        foreach (var card in CardImport.Read(bytes.ToArray()))
        {
            var id = new CollectionId(book);
            var name = CardImport.NameFor(card.Uid);
            var before = await objects.GetAsync(current.Person, id, name, cancel);
            var outcome = await objects.PutAsync(current.Person, id, name, card.Body, Precondition.None, cancel);
            if (outcome is { Status: PutStatus.UidConflict, ConflictName: { } other })
            {
                (name, before) = (other, await objects.GetAsync(current.Person, id, other, cancel));
                outcome = await objects.PutAsync(current.Person, id, name, card.Body, Precondition.None, cancel);
            }

            if (outcome.Status == PutStatus.Created) added.Add(name);
            else if (outcome.Status == PutStatus.Updated) Replaced(name, outcome, before, card.DisplayName);
            else refused.Add(new RefusedCard(card.Defect?.Line ?? card.Line, card.DisplayName, card.Defect?.Rule ?? outcome.Detail ?? outcome.Status.ToString()));
        }

        var back = replaced.Count == 0 ? null : uploads.Put(JsonSerializer.SerializeToUtf8Bytes(replaced));
        return TypedResults.Ok(new ImportReport(added, replaced.Count, replaced.Count == 1 ? who : null, back, refused));

        void Replaced(string name, PutOutcome outcome, StoredObject? before, string displayName)
        {
            // of a card that stood twice in the file the first text is the way back
            var first = replaced.Find(card => card.Name == name);
            replaced.RemoveAll(card => card.Name == name);
            if (outcome.ETag is { } etag && !added.Contains(name) && (first?.Before ?? before?.Body.ToArray()) is { } text) replaced.Add(new ReplacedCard(name, etag, text));
            who = displayName;
        }
    }

    private static string FileName(string title)
    {
        var safe = new StringBuilder(title.Length);
        foreach (var c in title) safe.Append(char.IsLetterOrDigit(c) || c is ' ' or '-' or '.' ? c : '_');
        return $"{safe.ToString().Trim()}.vcf";
    }
}
