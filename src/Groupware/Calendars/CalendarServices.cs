using Groupware.Calendars.Occurrences;
using Microsoft.Extensions.DependencyInjection;

namespace Groupware.Calendars;

/// <summary>Registration of calendars and task lists.</summary>
public static class CalendarServices
{
    /// <summary>Adds calendar objects and the queries on their occurrences, and keeps the index ahead of time.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services) => services.AddSingleton<CalendarObjects>().AddSingleton<OccurrenceQueries>().AddHostedService<HorizonJob>();
}
