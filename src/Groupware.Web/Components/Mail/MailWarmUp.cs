using System.Runtime.CompilerServices;
using Groupware.Mail;
using Groupware.Mail.Lists;
using Groupware.Mail.Mailboxes;
using Groupware.Mail.Reading;
using Groupware.Web.Components.Layout;

namespace Groupware.Web.Components.Mail;

/// <summary>
/// Opens the mailbox as soon as somebody signs in or asks for the mail page, so that the first answer has the rows in it: the scripts and
/// the circuit behind it need some hundred milliseconds more.
/// </summary>
internal static class MailWarmUp
{
    private const int Rows = 30;

    // longer than a mailbox in use needs; a slow one shows the skeleton meanwhile
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private static readonly ConditionalWeakTable<MailboxSession, Task> Running = [];

    /// <summary>For requests of the mail page by somebody signed in.</summary>
    public static void UseMailWarmUp(this IApplicationBuilder app)
    {
        _ = Task.Run(WarmCleaner);
        app.Use(OpenMailboxAsync);
    }

    /// <summary>Begins to read what the mail page shows first, unless it is known or being read.</summary>
    public static Task BeginAsync(MailboxSession session)
    {
        if (session.Folders is not null) return Task.CompletedTask;
        lock (Running)
        {
            if (Running.TryGetValue(session, out var running) && !running.IsCompleted) return running;
            var begun = Task.Run(() => WarmAsync(session));
            Running.AddOrUpdate(session, begun);
            return begun;
        }
    }

    private static async Task OpenMailboxAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Path.StartsWithSegments("/mail", StringComparison.Ordinal, out var rest) && !rest.Value!.Contains('~', StringComparison.Ordinal) && http.User.Identity is { IsAuthenticated: true })
        {
            var session = http.RequestServices.GetRequiredService<MailboxSessions>().For(http.RequestServices.GetRequiredService<CurrentPerson>().Person);
            await Task.WhenAny(BeginAsync(session), Task.Delay(Patience, http.RequestServices.GetRequiredService<TimeProvider>(), http.RequestAborted));
            http.RequestServices.GetRequiredService<FirstPicture>().Ready = MailList.Knows(session, Uri.UnescapeDataString(rest.Value!.Trim('/').Split('/')[0]));
        }
        await next(http);
    }

    /// <summary>The first cleaning of a message costs some hundred milliseconds of compiling: not the first reader's.</summary>
    private static void WarmCleaner() => HtmlCleaner.ForFrame("<style>p{color:red}</style><p style=\"color:red\"><a href=\"https://example.test/\">x</a><img src=\"cid:a\"></p>", new NoPictures());

    private static async Task WarmAsync(MailboxSession session)
    {
        try
        {
            var folders = session.FoldersAsync(CancellationToken.None);
            var window = await MessageWindow.OpenAsync(session, "INBOX", MessageSort.Newest, null, CancellationToken.None);
            await window.ReadAsync(0, Rows, CancellationToken.None);
            await folders;

            // the answer does not wait for the previews
            _ = PreviewsAsync(window);
        }
        catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException)
        {
            // the page finds out by itself and says so
        }
    }

    private static async Task PreviewsAsync(MessageWindow window)
    {
        try
        {
            await window.ReadPreviewsAsync(0, Rows, CancellationToken.None);
        }
        catch (Exception lost) when (lost is MailStoreUnavailableException or MailStoreRefusedException)
        {
            // the page reads them again
        }
    }
}
