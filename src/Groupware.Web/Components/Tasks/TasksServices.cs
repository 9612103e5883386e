namespace Groupware.Web.Components.Tasks;

/// <summary>Registration of the task screens; what writes objects comes with the agenda.</summary>
internal static class TasksServices
{
    public static IServiceCollection AddTasks(this IServiceCollection services) => services.AddScoped<TasksState>().AddSingleton<TodoWrites>();
}
