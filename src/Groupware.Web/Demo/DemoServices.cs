using Groupware.Web.Start;

namespace Groupware.Web.Demo;

/// <summary>Registration of the demo's content.</summary>
internal static class DemoServices
{
    /// <summary>Fills the demo when its accounts were just made; does nothing otherwise.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<DemoState>();
        services.AddHealthChecks().AddCheck<DemoState>("demo");
        return services.AddHostedService<DemoPeople>().AddHostedService<DemoFiller>();
    }
}
