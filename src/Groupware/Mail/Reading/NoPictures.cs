namespace Groupware.Mail.Reading;

/// <summary>For text that carries no pictures at all: each is left out, nothing is fetched.</summary>
public sealed class NoPictures : IPictureAddresses
{
    /// <inheritdoc/>
    public string? Inline(string contentId) => null;

    /// <inheritdoc/>
    public string? Remote(Uri address) => null;
}
