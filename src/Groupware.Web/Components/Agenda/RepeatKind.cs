namespace Groupware.Web.Components.Agenda;

/// <summary>How an event repeats, as the form offers it.</summary>
public enum RepeatKind
{
    None,
    Day,
    Week,
    Month,
    Year,

    /// <summary>A rule that the form cannot show; kept as it is.</summary>
    Other,
}
