using Groupware.Mail.Composing;

namespace Groupware.Web.Components.Mail.Compose;

/// <summary>Registers the compose windows and their routes.</summary>
internal static class ComposeServices
{
    public static IServiceCollection AddCompose(this IServiceCollection services, IConfiguration configuration, string dataFolder) =>
        services.AddComposing(configuration, dataFolder).AddSingleton<IRecipientSuggestions, ContactSuggestions>().AddScoped<ComposeWindows>().AddScoped<OutboxStatus>();

    /// <summary>Everything the compose window asks for over plain HTTP.</summary>
    public static WebApplication MapCompose(this WebApplication app)
    {
        app.MapGet("/api/antiforgery", DraftEndpoints.Antiforgery);
        var drafts = app.MapGroup("/api/drafts").AddEndpointFilter<AntiforgeryFilter>();
        drafts.MapPost("", DraftEndpoints.CreateAsync);
        drafts.MapGet("/key", DraftEndpoints.Key);
        drafts.MapGet("/{id:guid}", DraftEndpoints.GetAsync);
        drafts.MapPut("/{id:guid}", DraftEndpoints.PutAsync);
        drafts.MapDelete("/{id:guid}", DraftEndpoints.DiscardAsync);
        drafts.MapPost("/{id:guid}/close", DraftEndpoints.CloseAsync);
        drafts.MapPost("/{id:guid}/send", DraftEndpoints.SendAsync);
        drafts.MapGet("/{id:guid}/quote", DraftEndpoints.QuoteAsync);
        drafts.MapPost("/{id:guid}/attachments", DraftAttachmentEndpoints.AttachAsync);
        drafts.MapGet("/{id:guid}/attachments/{attachment:guid}", DraftAttachmentEndpoints.DownloadAsync);
        drafts.MapDelete("/{id:guid}/attachments/{attachment:guid}", DraftAttachmentEndpoints.DetachAsync);
        drafts.MapPost("/{id:guid}/pictures", DraftAttachmentEndpoints.AttachPictureAsync);
        app.MapGet("/api/pictures/{attachment:guid}", DraftAttachmentEndpoints.PictureAsync);
        app.MapGet("/api/outbox", DraftEndpoints.OutboxAsync);
        app.MapGet("/api/recipients", RecipientEndpoints.FindAsync);
        return app;
    }
}
