namespace Groupware.Mail.Labels;

/// <summary>What became of a change of a label.</summary>
/// <param name="Status">Done, or why not.</param>
/// <param name="Label">As it is now; as it was, when it was deleted.</param>
public sealed record LabelChange(LabelStatus Status, Label? Label);

/// <summary>How a change of a label ended.</summary>
public enum LabelStatus
{
    /// <summary>It is so.</summary>
    Done,

    /// <summary>Empty, too long, or with control characters. Nothing changed.</summary>
    WrongName,

    /// <summary>There is a label of this name. Nothing changed.</summary>
    Taken,

    /// <summary>See <see cref="PersonLabels.MaxLabels"/>. Nothing changed.</summary>
    TooMany,
}
