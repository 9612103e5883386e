namespace Groupware.Web.Components.Tasks;

/// <summary>Where the texts of the tasks lie: TasksTexts.resx, TasksTexts.fr.resx.</summary>
public sealed class TasksTexts;
