using System.Text;
using Groupware.People;

namespace Groupware.Tests.People;

public sealed class SealedMailSecretTests
{
    [Fact]
    public void It_opens_with_its_key_for_its_person_and_session_only()
    {
        var (blob, key) = SealedMailSecret.Seal(7, "abc", "alice", "pass\0wörd");
        Assert.True(SealedMailSecret.TryOpen(7, "abc", blob, key, out var name, out var password));
        Assert.Equal(("alice", "pass\0wörd"), (name, password));
        Assert.False(SealedMailSecret.TryOpen(8, "abc", blob, key, out _, out _));
        Assert.False(SealedMailSecret.TryOpen(7, "abd", blob, key, out _, out _));
        Assert.False(SealedMailSecret.TryOpen(7, "abc", blob, new byte[32], out _, out _));
        Assert.False(SealedMailSecret.TryOpen(7, "abc", blob, [], out _, out _));
    }

    [Fact]
    public void A_changed_byte_is_noticed()
    {
        var (blob, key) = SealedMailSecret.Seal(7, "abc", "alice", "secret");
        for (var i = 0; i < blob.Length; i++)
        {
            var touched = blob.ToArray();
            touched[i] ^= 1;
            Assert.False(SealedMailSecret.TryOpen(7, "abc", touched, key, out _, out _));
        }
    }

    [Fact]
    public void Nothing_of_the_password_stands_in_the_sealed_bytes()
    {
        var (blob, _) = SealedMailSecret.Seal(7, "abc", "alice", "secretsecret");
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(blob), StringComparison.Ordinal);
    }
}
