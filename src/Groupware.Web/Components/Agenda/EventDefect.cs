namespace Groupware.Web.Components.Agenda;

/// <summary>What is wrong with an event that somebody wants to save.</summary>
public enum EventDefect
{
    None,
    EndBeforeStart,
    NoCalendar,
    UntilBeforeStart,
    UnknownZone,
}
