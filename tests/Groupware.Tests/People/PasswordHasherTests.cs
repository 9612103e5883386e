using Groupware.People;

namespace Groupware.Tests.People;

public sealed class PasswordHasherTests
{
    [Fact]
    public async Task A_hash_says_how_it_was_made_and_fits_its_password_only()
    {
        using var hasher = new PasswordHasher();
        var hash = await hasher.HashAsync("pässword", CancellationToken.None);
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", hash, StringComparison.Ordinal);
        Assert.True(await hasher.VerifyAsync("pässword", hash, CancellationToken.None));
        Assert.True(await hasher.VerifyAsync("pa\u0308ssword", hash, CancellationToken.None));   // typed on another keyboard: the same letters decomposed
        Assert.False(await hasher.VerifyAsync("passwort", hash, CancellationToken.None));
        Assert.NotEqual(hash, await hasher.HashAsync("pässword", CancellationToken.None));
    }

    [Fact]
    public async Task A_random_secret_is_kept_as_a_plain_digest()
    {
        using var hasher = new PasswordHasher();
        var hash = PasswordHasher.HashRandom("abcd-efgh-ijkl-mnop");
        Assert.True(await hasher.VerifyAsync("abcd-efgh-ijkl-mnop", hash, CancellationToken.None));
        Assert.False(await hasher.VerifyAsync("abcd-efgh-ijkl-mnoq", hash, CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("$md5$abc")]
    [InlineData("$argon2id$v=18$m=19456,t=2,p=1$AAAA$AAAA")]
    public async Task A_hash_of_another_form_fits_nothing(string hash)
    {
        using var hasher = new PasswordHasher();
        Assert.False(await hasher.VerifyAsync("secret", hash, CancellationToken.None));
    }
}
