using Groupware.Storage;
using Groupware.Web.Components.Layout;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Shared;

/// <summary>Runs what a form or a button does with the database. One that is away is told to the person; thrown, it would take the page or end the tab, with what was typed.</summary>
public sealed class DatabaseGuard(Toasts toasts, IStringLocalizer<FrameTexts> texts, ILogger<DatabaseGuard> log)
{
    /// <summary>What a form says.</summary>
    public string Sentence => texts["Write.Away"];

    /// <returns>False: the database failed, and the form says <see cref="Sentence"/>.</returns>
    public async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            log.DatabaseAway(cause);
            return false;
        }
    }

    /// <summary>For what has no place of its own for a sentence.</summary>
    /// <returns>False: the database failed, and the person was told.</returns>
    public async Task<bool> TryOrSayAsync(Func<Task> act)
    {
        var done = await TryAsync(act);
        if (!done) toasts.Show(Sentence);
        return done;
    }
}
