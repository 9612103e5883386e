namespace Groupware.Web.Components.Agenda;

/// <summary>When a series ends.</summary>
public enum RepeatEnd
{
    Never,
    On,
    After,
}
