using Groupware.Mail;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;

namespace Groupware.Web.Components.Mail;

/// <summary>
/// Opens the mailbox while the browser still loads the page, so that the first picture of the tab has its rows: the page and its circuit
/// need some hundred milliseconds, the mailbox less than that.
/// </summary>
internal static class MailWarmUp
{
    private const int Rows = 30;

    /// <summary>For requests of the mail page by somebody signed in.</summary>
    public static void UseMailWarmUp(this IApplicationBuilder app)
    {
        _ = Task.Run(WarmCleaner);
        app.Use(OpenMailboxAsync);
    }

    private static Task OpenMailboxAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Path.StartsWithSegments("/mail", StringComparison.Ordinal, out var rest) && !rest.Value!.Contains('~', StringComparison.Ordinal) && http.User.Identity is { IsAuthenticated: true })
        {
            var session = http.RequestServices.GetRequiredService<MailboxSessions>().For(http.RequestServices.GetRequiredService<CurrentPerson>().Person);
            _ = Task.Run(() => WarmAsync(session));
        }
        return next(http);
    }

    /// <summary>The first cleaning of a message costs some hundred milliseconds of compiling: not the first reader's.</summary>
    private static void WarmCleaner() => HtmlCleaner.ForFrame("<style>p{color:red}</style><p style=\"color:red\"><a href=\"https://example.test/\">x</a><img src=\"cid:a\"></p>", new NoPictures());

    private static async Task WarmAsync(MailboxSession session)
    {
        try
        {
            if (session.Folders is not null) return;
            var folders = session.FoldersAsync(CancellationToken.None);
            var window = await MessageWindow.OpenAsync(session, "INBOX", MessageSort.Newest, null, CancellationToken.None);
            await window.ReadAsync(0, Rows, CancellationToken.None);
            await folders;
            await window.ReadPreviewsAsync(0, Rows, CancellationToken.None);
        }
        catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException)
        {
            // the page finds out by itself and says so
        }
    }

    private sealed class NoPictures : IPictureAddresses
    {
        public string? Inline(string contentId) => null;

        public string? Remote(Uri address) => null;
    }
}
