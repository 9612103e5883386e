using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;

namespace Groupware.People;

/// <summary>
/// Argon2id (RFC 9106) with OWASP's parameters of 19 MiB and two passes: 50 to 80 ms a call. At most two run at a time, so that a flood of
/// sign-ins cannot take all processors and memory.
/// </summary>
internal sealed class PasswordHasher : IDisposable
{
    private const int MemoryKilobytes = 19 * 1024;
    private const int Passes = 2;
    private const int HashBytes = 32;

    private readonly SemaphoreSlim running = new(2, 2);
    private readonly string nobody;

    public PasswordHasher() =>
        nobody = Format(RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(HashBytes));

    public async Task<string> HashAsync(string password, CancellationToken cancel)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return Format(salt, await RunAsync(password, salt, MemoryKilobytes, Passes, 1, HashBytes, cancel));
    }

    /// <summary>The hash of a random secret of 128 bits or more: it cannot be guessed, so it may be cheap.</summary>
    public static string HashRandom(string secret) => "$sha256$" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares in constant time. False for a hash of a form we don't know.</summary>
    public async Task<bool> VerifyAsync(string password, string hash, CancellationToken cancel)
    {
        var parts = hash.Split('$');
        if (parts is ["", "sha256", var digest])
            return Same(Convert.FromBase64String(digest), SHA256.HashData(Encoding.UTF8.GetBytes(password)));
        if (parts is not ["", "argon2id", "v=19", var settings, var salt, var expected]) return false;
        var numbers = settings.Split(',').Select(s => int.Parse(s[2..], CultureInfo.InvariantCulture)).ToArray();
        var right = Convert.FromBase64String(expected);
        return Same(right, await RunAsync(password, Convert.FromBase64String(salt), numbers[0], numbers[1], numbers[2], right.Length, cancel));
    }

    /// <summary>Costs what <see cref="VerifyAsync"/> costs, for a name that nobody has.</summary>
    public Task VerifyNobodyAsync(string password, CancellationToken cancel) => VerifyAsync(password, nobody, cancel);

    public void Dispose() => running.Dispose();

    private static bool Same(byte[] expected, byte[] actual) => CryptographicOperations.FixedTimeEquals(expected, actual);

    private static string Format(byte[] salt, byte[] hash) => string.Create(CultureInfo.InvariantCulture,
        $"$argon2id$v=19$m={MemoryKilobytes},t={Passes},p=1${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private async Task<byte[]> RunAsync(string password, byte[] salt, int memory, int passes, int lanes, int length, CancellationToken cancel)
    {
        await running.WaitAsync(cancel);
        try
        {
            return await Task.Run(() =>
            {
                using var argon = new Argon2id(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormC)))
                {
                    Salt = salt,
                    MemorySize = memory,
                    Iterations = passes,
                    DegreeOfParallelism = lanes,
                };
                return argon.GetBytes(length);
            }, cancel);
        }
        finally
        {
            running.Release();
        }
    }
}
