using Groupware.Collections;
using Groupware.Storage.Collections;

namespace Groupware.Web.Components.Collections;

/// <summary>A calendar or task list being made or changed: name and colour.</summary>
public sealed class CollectionForm
{
    public CollectionForm()
    {
    }

    public CollectionForm(CollectionView existing)
    {
        Existing = existing;
        Name = existing.DisplayName;
        Color = ColorFamily.Class(existing.Color);
    }

    public CollectionView? Existing { get; }

    public string Name { get; set; } = "";

    /// <summary>"c1" to "c12".</summary>
    public string Color { get; set; } = "c1";

    /// <summary>The colour is everybody's own, the name only for those who manage it.</summary>
    public bool MayRename => Existing is null || Existing.Access == AccessLevel.Manage;
}
