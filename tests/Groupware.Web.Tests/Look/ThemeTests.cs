using System.Text.RegularExpressions;
using Groupware.Web.Components.Layout;
using MudBlazor;

namespace Groupware.Web.Tests.Look;

/// <summary>MudBlazor's palette holds the tokens' values: written twice, kept equal here.</summary>
public sealed class ThemeTests
{
    [Theory]
    [InlineData("accent")]
    [InlineData("bg")]
    [InlineData("surface")]
    [InlineData("text")]
    [InlineData("text-2")]
    [InlineData("text-disabled")]
    [InlineData("line")]
    [InlineData("line-control")]
    [InlineData("error-fill")]
    [InlineData("warning-fill")]
    [InlineData("success-fill")]
    [InlineData("info-fill")]
    public void The_palette_is_that_of_the_tokens(string token)
    {
        var css = Repository.Read("wwwroot/css/tokens.css");
        var values = Regex.Matches(css, $@"--ui-{token}:\s*(?<v>#[0-9a-f]{{6}})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Groups["v"].Value).ToList();
        Assert.Equal((values[0], values[1]), (Of(GroupwareTheme.Theme.PaletteLight, token), Of(GroupwareTheme.Theme.PaletteDark, token)));
    }

    private static string Of(Palette palette, string token) => (token switch
    {
        "accent" => palette.Primary,
        "bg" => palette.Background,
        "surface" => palette.Surface,
        "text" => palette.TextPrimary,
        "text-2" => palette.TextSecondary,
        "text-disabled" => palette.TextDisabled,
        "line" => palette.LinesDefault,
        "line-control" => palette.LinesInputs,
        "error-fill" => palette.Error,
        "warning-fill" => palette.Warning,
        "success-fill" => palette.Success,
        "info-fill" => palette.Info,
        _ => throw new ArgumentOutOfRangeException(nameof(token)),
    }).ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex);
}
