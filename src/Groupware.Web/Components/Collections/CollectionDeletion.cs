using Groupware.Collections;
using Groupware.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Groupware.Web.Components.Collections;

/// <summary>Deletes a whole calendar, task list or book for the page that shows it, with the way back.</summary>
public sealed class CollectionDeletion(CollectionDirectory directory, CurrentPerson current, DatabaseGuard database, Toasts toasts, IStringLocalizer<CollectionTexts> texts)
{
    /// <param name="said">What the person reads when it is gone.</param>
    /// <param name="restored">Called when it is back: the page reads again. It outlives the page.</param>
    /// <returns>False when it was not deleted; the person was told.</returns>
    public async Task<bool> DeleteAsync(CollectionView collection, string said, Func<Task> restored)
    {
        var deleted = false;
        if (!await database.TryOrSayAsync(async () => deleted = await directory.DeleteAsync(current.Person, collection.Id, CancellationToken.None))) return false;
        if (!deleted)
        {
            toasts.Show(texts["Delete.Refused", collection.DisplayName]);
            return false;
        }

        await toasts.ShowAsync(said, null, () => RestoreAsync(collection, restored));
        return true;
    }

    // A database that is away throws: the toast then offers the way back again.
    private async Task RestoreAsync(CollectionView collection, Func<Task> restored)
    {
        if (await directory.RestoreAsync(current.Person, collection.Id, CancellationToken.None)) await restored();
        else toasts.Show(texts["Delete.NotUndone", collection.DisplayName]);
    }
}
