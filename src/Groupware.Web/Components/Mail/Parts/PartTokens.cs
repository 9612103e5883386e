using System.Buffers.Text;
using System.Text.Json;
using Groupware.Mail.Mailboxes;
using Groupware.Storage.People;
using Microsoft.AspNetCore.DataProtection;

namespace Groupware.Web.Components.Mail.Parts;

/// <summary>
/// Addresses for the frame of a body and the pictures in it. The frame has no origin and so sends no cookie; whoever has the address may
/// read that one part, for a short time.
/// </summary>
public sealed class PartTokens(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Groupware.Mail.Parts.v1").ToTimeLimitedDataProtector();

    /// <summary>Address of the frame.</summary>
    /// <param name="person">Whose mailbox.</param>
    /// <param name="folder">Path.</param>
    /// <param name="message">Which message.</param>
    /// <param name="pictures">Remote pictures are shown.</param>
    /// <param name="look">"light", "dark" or "system", for plain formatting that takes the theme.</param>
    public string BodyAddress(PersonId person, string folder, MessageUid message, bool pictures, string look) => $"/mail/~body/{Seal(new PartToken(person.Value, folder, message.ToString(), pictures ? PartToken.WithPictures : null))}?look={look}";

    /// <summary>Address of an inline picture.</summary>
    public string PictureAddress(PersonId person, string folder, MessageUid message, string contentId) => $"/mail/~picture/{Seal(new PartToken(person.Value, folder, message.ToString(), contentId))}";

    /// <summary>Address of a remote picture through our proxy.</summary>
    public string RemoteAddress(PersonId person, Uri address) => $"/mail/~remote/{Seal(new PartToken(person.Value, "", "", address.AbsoluteUri))}";

    /// <summary>Null for a token that is not ours or too old.</summary>
    internal PartToken? Open(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<PartToken>(protector.Unprotect(Base64Url.DecodeFromChars(text)));
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private string Seal(PartToken token) => Base64Url.EncodeToString(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(token), Lifetime));
}

/// <summary>What a token stands for.</summary>
/// <param name="Person">Whose mailbox.</param>
/// <param name="Folder">Path.</param>
/// <param name="Message">Which message.</param>
/// <param name="What">Content-ID of a picture, address of a remote one, or for a body <see cref="WithPictures"/>.</param>
internal sealed record PartToken(long Person, string Folder, string Message, string? What)
{
    /// <summary>A body with its remote pictures.</summary>
    public const string WithPictures = "+pictures";
}
