namespace Groupware.Web.Components.Layout;

/// <summary>Names the texts of the frame: <c>FrameTexts.resx</c> and its translations.</summary>
public sealed class FrameTexts;
