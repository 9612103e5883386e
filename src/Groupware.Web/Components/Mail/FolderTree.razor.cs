using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Groupware.Web.Components.Mail;

/// <summary>The folders of the account, and what can be done to each: the menu of a row.</summary>
public sealed partial class FolderTree
{
    private Question? asked;
    private Doom? doomed;
    private bool busy;

    [Parameter, EditorRequired] public required MailState State { get; set; }

    [Inject] private Toasts Toasts { get; set; } = null!;

    private string DoomText => doomed is not { } doom ? "" : Texts[doom.Empty ? "Tree.EmptyText" : "Tree.DeleteText", FolderNames.Of(doom.Folder, Texts), Format.Number(doom.Folder.Count)];

    private bool Here(Folder folder) => folder.Path == State.List.FolderPath;

    // drafts wait as long as they are there, read or not
    private static int Shown(Folder folder) => folder.Use switch { SpecialUse.Drafts => folder.Count, SpecialUse.Sent or SpecialUse.Trash => 0, _ => folder.Unread };

    private static string? Level(Folder folder) => folder.Depth switch { 0 => null, 1 => "l2", 2 => "l3", _ => "l4" };

    private Task OpenAsync(Folder folder) => folder.CanHoldMessages ? State.OpenFolderAsync(folder.Path) : Task.CompletedTask;

    private void AskName(string parent, Folder? folder) => asked = new Question(parent, folder) { Name = folder?.Name ?? "" };

    private Task ReadAllAsync(Folder folder) => TryAsync(() => FolderActions.MarkAllReadAsync(State.Session, folder.Path, CancellationToken.None));

    private async Task SaveNameAsync()
    {
        if (asked is not { } question || busy) return;
        var name = question.Name.Trim();
        if (name.Length == 0)
        {
            question.Error = Texts["Tree.NameNeeded"];
            return;
        }

        if (name == question.Folder?.Name)
        {
            asked = null;
            return;
        }

        busy = true;
        var tree = question.Folder is null ? [] : TreeOf(question.Folder);   // as it was before the change
        await TryAsync(async () =>
        {
            var outcome = question.Folder is { } old
                ? await FolderActions.RenameAsync(State.Session, old.Path, name, CancellationToken.None)
                : await FolderActions.CreateAsync(State.Session, question.Parent, name, CancellationToken.None);
            question.Error = outcome.Status switch
            {
                FolderStatus.Taken => Texts["Tree.NameTaken"].Value,
                FolderStatus.WrongName => Texts["Tree.NameWrong", outcome.Path].Value,
                _ => null,
            };
            if (outcome.Status != FolderStatus.Done) return;
            asked = null;
            if (question.Folder is { } renamed && State.List.FolderPath is { } open && tree.Contains(open)) await State.OpenFolderAsync(outcome.Path + open[renamed.Path.Length..]);
            Toasts.Show(Texts[question.Folder is null ? "Tree.Made" : "Tree.Renamed", name]);
        });
        busy = false;
    }

    /// <summary>Below the trash, with the way back; what is there already goes for good, once the person says so.</summary>
    private async Task DeleteAsync(Folder folder)
    {
        if (State.Session.Special(SpecialUse.Trash) is not { } trash || TreeOf(trash).Contains(folder.Path))
        {
            doomed = new Doom(folder, Empty: false);
            return;
        }

        var tree = TreeOf(folder);
        await TryAsync(async () =>
        {
            var moved = await FolderActions.TrashAsync(State.Session, folder.Path, trash.Path, CancellationToken.None);
            if (State.List.FolderPath is { } open && tree.Contains(open)) await State.GoAsync(null, null);
            await Toasts.ShowAsync(Texts["Tree.Deleted", folder.Name], null, () => TryAsync(async () =>
            {
                var back = await FolderActions.MoveBackAsync(State.Session, moved.Path, folder.Path, CancellationToken.None);
                if (back.Status != FolderStatus.Done) Toasts.Show(Texts["Tree.NotBack", folder.Name]);
            }));
        });
    }

    private async Task DestroyAsync()
    {
        if (doomed is not { } doom) return;
        doomed = null;
        var tree = TreeOf(doom.Folder);
        await TryAsync(async () =>
        {
            if (doom.Empty) await FolderActions.EmptyAsync(State.Session, doom.Folder.Path, CancellationToken.None);
            else
            {
                await FolderActions.DeleteForeverAsync(State.Session, doom.Folder.Path, CancellationToken.None);
                if (State.List.FolderPath is { } open && tree.Contains(open)) await State.GoAsync(null, null);
            }

            Toasts.Show(Texts[doom.Empty ? "Tree.Emptied" : "Tree.Gone", FolderNames.Of(doom.Folder, Texts)]);
        });
    }

    /// <summary>Paths of a folder and of all below it, whatever the store's separator: "A.b" stands beside "A" where that is "/".</summary>
    private HashSet<string> TreeOf(Folder folder)
    {
        var tree = new HashSet<string>(StringComparer.Ordinal) { folder.Path };
        foreach (var one in State.Folders ?? [])   // children stand below their parent
        {
            if (tree.Contains(one.ParentPath)) tree.Add(one.Path);
        }

        return tree;
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (MailStoreRefusedException)
        {
            Toasts.Show(Texts["Tree.Refused"]);
        }
        catch (MailStoreUnavailableException)
        {
            Toasts.Show(Texts["Done.Away"]);
        }
    }

    /// <summary>A name that is asked for.</summary>
    private sealed class Question(string parent, Folder? folder)
    {
        public string Parent { get; } = parent;

        /// <summary>The one to rename; null for a new one.</summary>
        public Folder? Folder { get; } = folder;

        public string Name { get; set; } = "";

        public string? Error { get; set; }
    }

    /// <summary>What waits for the person's word.</summary>
    private sealed record Doom(Folder Folder, bool Empty);
}
