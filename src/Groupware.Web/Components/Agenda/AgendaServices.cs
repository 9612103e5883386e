using Groupware.Web.Components.Collections;

namespace Groupware.Web.Components.Agenda;

/// <summary>Registration of the agenda's screens.</summary>
internal static class AgendaServices
{
    public static IServiceCollection AddAgenda(this IServiceCollection services) => services.AddScoped<AgendaState>().AddScoped<CollectionDeletion>().AddSingleton<ObjectWrites>().AddSingleton<EventWrites>();
}
