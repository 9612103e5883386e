using System.Security.Cryptography;

namespace Groupware.Web;

/// <summary>A password to hand over: five groups of four letters and digits that cannot be mistaken for each other, 98 bits.</summary>
internal static class RandomPassword
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string Make() => string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
