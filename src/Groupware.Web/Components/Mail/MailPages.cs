using Groupware.Web.Components.Mail.Compose;
using Groupware.Web.Components.Mail.Parts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Groupware.Web.Components.Mail;

/// <summary>Registers what the mail pages need beside the feature.</summary>
internal static class MailPages
{
    public static IServiceCollection AddMailPages(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<PartTokens>();
        services.AddSingleton<CleanedBodies>();
        services.AddSingleton<RemotePictures>();
        services.AddHttpClient(RemotePictures.Client).ConfigurePrimaryHttpMessageHandler(RemotePictures.MakeHandler);
        services.AddScoped<MailState>();
        services.AddScoped<ReadAhead>();
        services.TryAddScoped<ComposeWindows>();
        return services;
    }
}
