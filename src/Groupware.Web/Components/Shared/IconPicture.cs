using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace Groupware.Web.Components.Shared;

/// <summary>
/// Icons of icons.css: decoration only, the name stands on its button. Fragments and no component: the mail page has a hundred of them, and a
/// component costs more than a kilobyte in every open tab.
/// </summary>
internal static class IconPicture
{
    // names stand in our own components: a few dozen
    private static readonly ConcurrentDictionary<(string Name, bool On), RenderFragment> Known = new();

    /// <param name="name">Of icons.css, without "i-".</param>
    /// <param name="on">Filled: only for "here" and "on".</param>
    public static RenderFragment Of(string name, bool on = false) => Known.GetOrAdd((name, on), static icon =>
    {
        var classes = icon.On ? $"i i-{icon.Name} on" : $"i i-{icon.Name}";
        return builder =>
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", classes);
            builder.AddAttribute(2, "aria-hidden", "true");
            builder.CloseElement();
        };
    });
}
