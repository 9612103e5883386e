using System.Security.Cryptography;
using System.Text;

namespace Groupware.People;

/// <summary>
/// Name and password of an external mail host, sealed so that neither the database nor the cookie alone gives them away: the key travels in the
/// encrypted ticket, the sealed bytes lie with the session. AES-256-GCM; bound to the person and the session, so that no row opens in another's place.
/// </summary>
internal static class SealedMailSecret
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static (byte[] Sealed, byte[] Key) Seal(long person, string session, string userName, string password)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var plain = Encoding.UTF8.GetBytes(userName + "\0" + password);
        var blob = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(blob.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(blob.AsSpan(0, NonceBytes), plain, blob.AsSpan(NonceBytes, plain.Length), blob.AsSpan(NonceBytes + plain.Length), Bound(person, session));
        CryptographicOperations.ZeroMemory(plain);
        return (blob, key);
    }

    /// <summary>False when the bytes were touched, or are another person's or session's, or the key is not theirs.</summary>
    public static bool TryOpen(long person, string session, ReadOnlySpan<byte> blob, ReadOnlySpan<byte> key, out string userName, out string password)
    {
        (userName, password) = ("", "");
        if (blob.Length <= NonceBytes + TagBytes || key.Length != 32) return false;
        var plain = new byte[blob.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(blob[..NonceBytes], blob[NonceBytes..^TagBytes], blob[^TagBytes..], plain, Bound(person, session));
            var text = Encoding.UTF8.GetString(plain).Split('\0', 2);
            if (text.Length != 2) return false;
            (userName, password) = (text[0], text[1]);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] Bound(long person, string session) => Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"mail secret {person} {session}"));
}
