namespace Groupware.Web.Components.Layout;

/// <summary>Whether the first answer draws the page itself or only the frame with a skeleton: the page's content is known already and costs nothing.</summary>
public sealed class FirstPicture
{
    public bool Ready { get; set; }
}
