using MudBlazor;

namespace Groupware.Web.Components.Layout;

/// <summary>
/// The design tokens of <c>wwwroot/css/tokens.css</c> as MudBlazor wants them: it mixes colours itself, so they stand here as values.
/// </summary>
internal static class GroupwareTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Black = "#12181b", White = "#ffffff",
            Primary = "#0b6b78", PrimaryContrastText = "#ffffff", PrimaryDarken = "#095a65", PrimaryLighten = "#0b7a89",
            Secondary = "#455259", SecondaryContrastText = "#ffffff", Tertiary = "#245aa8", TertiaryContrastText = "#ffffff",
            Info = "#245aa8", InfoContrastText = "#ffffff", Success = "#1a6e38", SuccessContrastText = "#ffffff",
            Warning = "#8a5300", WarningContrastText = "#ffffff", Error = "#b3261e", ErrorContrastText = "#ffffff",
            Dark = "#1c2528", DarkContrastText = "#f2f5f6",
            TextPrimary = "#12181b", TextSecondary = "#455259", TextDisabled = "#98a3a8",
            ActionDefault = "#455259", ActionDisabled = "#98a3a8", ActionDisabledBackground = "#edf1f2",
            Background = "#f2f5f6", BackgroundGray = "#edf1f2", Surface = "#ffffff",
            DrawerBackground = "#f2f5f6", DrawerText = "#455259", DrawerIcon = "#58646a",
            AppbarBackground = "#f2f5f6", AppbarText = "#12181b",
            LinesDefault = "#e3e8ea", LinesInputs = "#7a868c", TableLines = "#e3e8ea", TableStriped = "#f8fafa", TableHover = "#f1f4f5",
            Divider = "#e3e8ea", DividerLight = "#edf1f2", Skeleton = "#e8edee",
            GrayDefault = "#58646a", GrayLight = "#ccd4d8", GrayLighter = "#e3e8ea", GrayDark = "#455259", GrayDarker = "#12181b",
            OverlayDark = "rgba(18,24,27,0.38)", OverlayLight = "rgba(255,255,255,0.6)",
            HoverOpacity = 0.05, RippleOpacity = 0, RippleOpacitySecondary = 0,
        },
        PaletteDark = new PaletteDark
        {
            Black = "#0f1315", White = "#ffffff",
            Primary = "#48aebb", PrimaryContrastText = "#04252a", PrimaryDarken = "#7acfd9", PrimaryLighten = "#5fbfcb",
            Secondary = "#b7c1c6", SecondaryContrastText = "#12181b", Tertiary = "#8fb8f0", TertiaryContrastText = "#061a36",
            Info = "#7fadeb", InfoContrastText = "#061a36", Success = "#6fbd87", SuccessContrastText = "#05200f",
            Warning = "#e2a945", WarningContrastText = "#251700", Error = "#f0857d", ErrorContrastText = "#2b0604",
            Dark = "#e8edef", DarkContrastText = "#12181b",
            TextPrimary = "#e8edef", TextSecondary = "#b7c1c6", TextDisabled = "#667279",
            ActionDefault = "#b7c1c6", ActionDisabled = "#667279", ActionDisabledBackground = "#222a2e",
            Background = "#0f1315", BackgroundGray = "#222a2e", Surface = "#161b1e",
            DrawerBackground = "#0f1315", DrawerText = "#b7c1c6", DrawerIcon = "#9eaab0",
            AppbarBackground = "#0f1315", AppbarText = "#e8edef",
            LinesDefault = "#283136", LinesInputs = "#6f7d85", TableLines = "#283136", TableStriped = "#1a2023", TableHover = "#1e2529",
            Divider = "#283136", DividerLight = "#222a2e", Skeleton = "#242c30",
            GrayDefault = "#9eaab0", GrayLight = "#3a454c", GrayLighter = "#283136", GrayDark = "#b7c1c6", GrayDarker = "#e8edef",
            OverlayDark = "rgba(4,7,8,0.62)", OverlayLight = "rgba(22,27,30,0.6)",
            HoverOpacity = 0.08, RippleOpacity = 0, RippleOpacitySecondary = 0,
        },
        Typography = new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = ["Inter Variable", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"],
                FontSize = ".8125rem", FontWeight = "400", LineHeight = "1.385", LetterSpacing = "normal",
            },
            H1 = new H1Typography { FontSize = "1.625rem", FontWeight = "600", LineHeight = "1.231", LetterSpacing = "-.02em" },
            H2 = new H2Typography { FontSize = "1.25rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "-.015em" },
            H3 = new H3Typography { FontSize = "1rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "-.01em" },
            H4 = new H4Typography { FontSize = ".875rem", FontWeight = "600", LineHeight = "1.571", LetterSpacing = "normal" },
            H5 = new H5Typography { FontSize = ".8125rem", FontWeight = "600", LineHeight = "1.385", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = ".8125rem", FontWeight = "600", LineHeight = "1.385", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontSize = ".8125rem", FontWeight = "400", LineHeight = "1.385", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontSize = ".75rem", FontWeight = "600", LineHeight = "1.333", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = ".875rem", FontWeight = "400", LineHeight = "1.571", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = ".8125rem", FontWeight = "400", LineHeight = "1.385", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = ".8125rem", FontWeight = "500", LineHeight = "1.385", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontSize = ".75rem", FontWeight = "400", LineHeight = "1.333", LetterSpacing = "normal" },
            Overline = new OverlineTypography { FontSize = ".6875rem", FontWeight = "600", LineHeight = "1.455", LetterSpacing = "normal", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "6px", AppbarHeight = "48px", DrawerWidthLeft = "240px", DrawerWidthRight = "360px", DrawerMiniWidthLeft = "56px", DrawerMiniWidthRight = "56px",
        },
        Shadows = new Shadow
        {
            Elevation = [.. Enumerable.Range(0, 26).Select(static level => level switch { 0 => "none", < 4 => "var(--ui-shadow-1)", < 16 => "var(--ui-shadow-2)", _ => "var(--ui-shadow-3)" })],
        },
    };
}
