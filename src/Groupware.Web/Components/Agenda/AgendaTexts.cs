namespace Groupware.Web.Components.Agenda;

/// <summary>Where the texts of the agenda lie: AgendaTexts.resx, AgendaTexts.fr.resx.</summary>
public sealed class AgendaTexts;
