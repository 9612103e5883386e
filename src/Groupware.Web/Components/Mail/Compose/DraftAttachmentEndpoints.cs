using Groupware.Mail.Composing;
using Groupware.Mail.Outbox;
using Groupware.Storage.Mail;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>Files of drafts: streamed to the data folder as they come, never through the circuit.</summary>
internal static class DraftAttachmentEndpoints
{
    private const long LargestPicture = 10_000_000;
    private static readonly string[] PictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public static Task<IResult> AttachAsync(Guid id, string name, HttpContext http, CurrentPerson current, Drafts drafts, PersonalFormat format, IOptions<OutboxOptions> options, CancellationToken cancel) =>
        AttachAsync(http, options.Value.AttachmentLimit, async limit =>
        {
            var outcome = await drafts.AttachAsync(current.Person, new DraftId(id), name, MediaType(http), http.Request.Body, limit, cancel);
            return (outcome.Status, outcome.Attachment is { } attached ? AttachmentAnswer.Of(attached, format) : null);
        });

    public static Task<IResult> AttachPictureAsync(Guid id, string name, HttpContext http, CurrentPerson current, Drafts drafts, IOptions<OutboxOptions> options, CancellationToken cancel)
    {
        if (!PictureTypes.Contains(MediaType(http), StringComparer.OrdinalIgnoreCase)) return Task.FromResult<IResult>(TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType));
        return AttachAsync(http, Math.Min(LargestPicture, options.Value.AttachmentLimit), async limit =>
        {
            var outcome = await drafts.AttachPictureAsync(current.Person, new DraftId(id), name, MediaType(http), http.Request.Body, limit, cancel);
            return (outcome.Status, outcome.Attachment is { } attached ? new PictureAnswer($"/api/pictures/{attached.Id:N}") : (object?)null);
        });
    }

    public static async Task<IResult> DetachAsync(Guid id, Guid attachment, CurrentPerson current, Drafts drafts, CancellationToken cancel) =>
        await drafts.DetachAsync(current.Person, new DraftId(id), attachment, cancel) ? TypedResults.NoContent() : TypedResults.NotFound();

    public static async Task<IResult> DownloadAsync(Guid id, Guid attachment, HttpContext http, CurrentPerson current, Drafts drafts, CancellationToken cancel)
    {
        if (await drafts.ReadAsync(current.Person, attachment, cancel) is not { } found) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-store";
        // always saved, never shown: it may be a page with a script
        return TypedResults.Stream(found.Content, "application/octet-stream", found.Attachment.FileName);
    }

    /// <summary>A picture in a text that is being written. Only what browsers draw and never run.</summary>
    public static async Task<IResult> PictureAsync(Guid attachment, HttpContext http, CurrentPerson current, Drafts drafts, CancellationToken cancel)
    {
        if (await drafts.ReadAsync(current.Person, attachment, cancel) is not { } found) return TypedResults.NotFound();
        var type = PictureTypes.FirstOrDefault(t => string.Equals(t, found.Attachment.MediaType, StringComparison.OrdinalIgnoreCase));
        if (type is null || found.Attachment.ContentId.Length == 0)
        {
            await found.Content.DisposeAsync();
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "private, max-age=3600";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Stream(found.Content, type);
    }

    private static string MediaType(HttpContext http) => http.Request.ContentType is { Length: > 0 and < 200 } type ? type : "application/octet-stream";

    private static async Task<IResult> AttachAsync<T>(HttpContext http, long limit, Func<long, Task<(AttachStatus Status, T? Answer)>> attach)
        where T : class
    {
        if (http.Request.ContentLength > limit) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit + 1;
        var (status, answer) = await attach(limit);
        return status switch
        {
            AttachStatus.Attached => TypedResults.Json(answer),
            AttachStatus.TooLarge => TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge),
            _ => TypedResults.NotFound(),
        };
    }
}

/// <summary>A file in the list.</summary>
internal sealed record AttachmentAnswer(string Id, string FileName, string SizeText, string ContentId)
{
    public static AttachmentAnswer Of(DraftAttachmentView attachment, PersonalFormat format) =>
        new(attachment.Id.ToString("N"), attachment.FileName, format.Size(attachment.Size), attachment.ContentId);
}

/// <summary>Where a picture is.</summary>
internal sealed record PictureAnswer(string Src);
