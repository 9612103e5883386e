using System.Collections.Concurrent;
using Groupware.Storage;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Groupware.People;

/// <summary>The one place that decides who may come in, for every door. What it has verified once it answers from memory.</summary>
public sealed class Credentials
{
    private readonly DirectoryMemory memory;
    private readonly PasswordHasher hasher;
    private readonly SignInAttempts attempts;
    private readonly VerifiedCredentials verified;
    private readonly RejectedCredentials rejected;
    private readonly ExternalPeople external;
    private readonly IDbContextFactory<GroupwareContext> contexts;
    private readonly IOptions<PeopleOptions> options;
    private readonly ILogger<Credentials> logger;
    private readonly ConcurrentDictionary<UInt128, Task<Finding>> running = new();

    internal Credentials(DirectoryMemory memory, PasswordHasher hasher, SignInAttempts attempts, VerifiedCredentials verified, RejectedCredentials rejected,
        ExternalPeople external, IDbContextFactory<GroupwareContext> contexts, IOptions<PeopleOptions> options, ILogger<Credentials> logger)
    {
        this.memory = memory;
        this.hasher = hasher;
        this.attempts = attempts;
        this.verified = verified;
        this.rejected = rejected;
        this.external = external;
        this.contexts = contexts;
        this.options = options;
        this.logger = logger;
    }

    /// <summary>Whether this name with this secret may come in by this door.</summary>
    /// <param name="loginName">Any address of the person, in any case; without "@" the name in our only domain.</param>
    /// <param name="secret">Password or app password, as typed.</param>
    /// <param name="protocol">The door.</param>
    /// <param name="remoteAddress">Where the person sits, as far as it is known; empty when it is not.</param>
    /// <param name="cancel">The caller went away.</param>
    /// <remarks>2 µs when it was verified before, else one query and one Argon2id (50 to 80 ms), for unknown names too.</remarks>
    public async Task<SignInOutcome> VerifyAsync(string loginName, string secret, SignInProtocol protocol, string remoteAddress, CancellationToken cancel)
    {
        try
        {
            var snapshot = await memory.CurrentAsync(cancel);
            var name = LoginNames.Normalize(loginName, snapshot, options.Value);
            var credential = verified.KeyOf(name, secret);
            var finding = Remembered(snapshot, credential);
            if (finding is null)
            {
                // whoever was added a moment ago by another process comes in at once
                await memory.RefreshAsync(cancel);
                name = LoginNames.Normalize(loginName, memory.Known, options.Value);
                credential = verified.KeyOf(name, secret);
                // the same credential at the same moment (a phone that syncs) is verified once and counted once
                var mine = new TaskCompletionSource<Finding>(TaskCreationOptions.RunContinuationsAsynchronously);
                var shared = running.GetOrAdd(credential, mine.Task);
                if (shared == mine.Task) await AnswerAsync(mine, () => FindAsync(name, loginName.Trim(), secret, credential, remoteAddress), credential);
                finding = await shared.WaitAsync(cancel);
            }

            return await JudgeAsync(finding.Value, protocol, name, remoteAddress, cancel);
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            logger.DirectoryUnavailable(cause);
            return SignInOutcome.Refused(SignInStatus.StoreUnavailable);
        }
    }

    private async Task AnswerAsync(TaskCompletionSource<Finding> all, Func<Task<Finding>> find, UInt128 credential)
    {
        try
        {
            all.SetResult(await find());
        }
        catch (Exception cause) when (DatabaseFault.Is(cause))
        {
            all.SetException(cause); // everybody who waits hears it
        }
        finally
        {
            running.TryRemove(credential, out _);
            all.TrySetCanceled(CancellationToken.None);
        }
    }

    private Finding? Remembered(DirectorySnapshot snapshot, UInt128 credential)
    {
        if (!verified.TryFind(credential, out var id, out var generation, out var protocols)) return null;
        if (snapshot.Persons.TryGetValue(id, out var person) && person.SecretGeneration == generation) return new Finding(id, protocols, null, null);
        verified.Forget(credential);
        return null;
    }

    private async Task<Finding> FindAsync(string name, string typed, string secret, UInt128 credential, string remoteAddress)
    {
        var cancel = CancellationToken.None; // shared by everybody who asks the same; one caller going away must not end it
        var owner = (await memory.CurrentAsync(cancel)).PersonOf(name) is { } known ? (known.Id, known.SecretGeneration) : default;
        if (rejected.Holds(credential, owner)) return default;
        if (attempts.Begin(name, remoteAddress) is { } wait) return new Finding(null, SecretProtocols.None, wait, null);
        var outside = options.Value.Source == DirectorySource.Imap;
        var finding = outside
            ? await external.FindAsync(name, typed, secret, cancel)
            : await FindSecretAsync(name, secret, cancel);
        // a host that does not answer is no wrong password
        if (finding.Fault is not null) attempts.Withdrawn(name, remoteAddress);
        if (finding.Person is not null) attempts.Succeeded(name, remoteAddress);
        // another host changes its passwords without telling us
        else if (finding.Fault is null && !outside) rejected.Keep(credential, owner);
        if (finding.Person is { } id && (await memory.CurrentAsync(cancel)).Persons.TryGetValue(id, out var person))
            verified.Keep(credential, id, person.SecretGeneration, finding.Protocols);
        return finding;
    }

    private async Task<Finding> FindSecretAsync(string name, string secret, CancellationToken cancel)
    {
        var person = (await memory.CurrentAsync(cancel)).PersonOf(name);
        List<PersonSecret> secrets = [];
        if (person is not null)
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            secrets = await db.PersonSecrets.AsNoTracking().Where(s => s.PersonId == person.Id && s.RevokedAt == null).ToListAsync(cancel);
        }

        foreach (var candidate in secrets.OrderByDescending(s => s.Kind))
        {
            if (await hasher.VerifyAsync(secret, candidate.Hash, cancel)) return new Finding(person!.Id, candidate.Protocols, null, null);
        }

        if (!secrets.Exists(s => s.Kind == SecretKind.Password)) await hasher.VerifyNobodyAsync(secret, cancel);
        return default;
    }

    private async Task<SignInOutcome> JudgeAsync(Finding finding, SignInProtocol protocol, string name, string remoteAddress, CancellationToken cancel)
    {
        if (finding.Wait is { } wait)
        {
            logger.SignInHeldBack(name, protocol, remoteAddress, wait);
            return new SignInOutcome(SignInStatus.TooManyAttempts, null, wait);
        }

        if (finding.Fault is { } fault) return new SignInOutcome(SignInStatus.StoreUnavailable, null, null, fault);
        var person = finding.Person is { } id ? (await memory.CurrentAsync(cancel)).Persons.GetValueOrDefault(id) : null;
        if (person is null || !finding.Protocols.HasFlag((SecretProtocols)protocol))
        {
            logger.SignInRefused(name, protocol, remoteAddress);
            return SignInOutcome.Refused(SignInStatus.WrongPassword);
        }

        return person.Disabled ? SignInOutcome.Refused(SignInStatus.Disabled) : SignInOutcome.Granted(person.ToSignedIn());
    }

    /// <summary>Whose the secret is and what for; or how long to wait, or why it could not be found out.</summary>
    internal readonly record struct Finding(PersonId? Person, SecretProtocols Protocols, TimeSpan? Wait, MailHostFault? Fault);
}
