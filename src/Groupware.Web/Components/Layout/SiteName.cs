namespace Groupware.Web.Components.Layout;

/// <summary>The name of the company at the top of every page; setting <c>Site:Name</c>.</summary>
public sealed class SiteName(IConfiguration configuration)
{
    public string Name { get; } = configuration["Site:Name"] is { Length: > 0 } name ? name : "Groupware";
}
