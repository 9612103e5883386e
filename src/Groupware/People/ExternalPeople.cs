using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Groupware.People;

/// <summary>People whom an external mail host lets in: asked there, and given an account at the first sign-in.</summary>
internal sealed class ExternalPeople(DirectoryMemory memory, IEnumerable<IExternalSignIn> hosts, IOptions<FirstAdministratorOptions> administrator, IOptions<PeopleOptions> options, TimeProvider time, ILogger<ExternalPeople> logger)
{
    /// <summary>Asks the host; makes the account at the first time.</summary>
    /// <param name="name">Normalised; its domain may be missing.</param>
    /// <param name="typed">As typed: the host may tell case apart.</param>
    /// <param name="secret">The password there.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Credentials.Finding> FindAsync(string name, string typed, string secret, CancellationToken cancel)
    {
        var host = hosts.FirstOrDefault() ?? throw new InvalidOperationException("Directory:Source is Imap, but nothing asks an IMAP host.");
        if (secret.Length == 0) return default; // some hosts take an empty password for an anonymous sign-in
        var answer = await host.TryAsync(typed, secret, cancel);
        if (answer.Fault is { } fault)
        {
            logger.MailHostNotAsked(fault);
            return new Credentials.Finding(null, SecretProtocols.None, null, fault);
        }

        if (!answer.Accepted) return default;
        if (!AddressText.TryNormalize(name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{host.Domain}", out var address))
        {
            logger.NameIsNoAddress(name);
            return default;
        }

        var person = (await memory.CurrentAsync(cancel)).PersonOf(address);
        if (person is null)
        {
            await CreateAsync(address, cancel);
            person = (await memory.CurrentAsync(cancel)).PersonOf(address);
        }

        return person is null ? default : new Credentials.Finding(person.Id, SecretProtocols.All, null, null);
    }

    private async Task CreateAsync(string address, CancellationToken cancel)
    {
        var now = NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow());
        var domain = AddressText.DomainOf(address);
        var outcome = await memory.ChangeAsync(async db =>
        {
            if (!await db.MailDomains.AnyAsync(d => d.Name == domain, cancel)) db.Add(new MailDomain { Name = domain, CreatedAt = now });
            if (await db.DirectoryAddresses.AnyAsync(a => a.Address == address, cancel)) return DirectoryOutcome.Taken;
            var person = new Person
            {
                Address = address,
                DisplayName = address[..address.IndexOf('@', StringComparison.Ordinal)],
                Language = "en",
                ZoneId = options.Value.TimeZone,
                IsAdministrator = string.Equals(address, administrator.Value.Address.Trim(), StringComparison.OrdinalIgnoreCase),
                SecretGeneration = 1,
                CreatedAt = now,
            };
            db.Add(person);
            await db.SaveChangesAsync(cancel);
            db.Add(new DirectoryAddress { Address = address, PersonId = person.Id });
            db.Add(new PersonPreferenceRow { PersonId = person.Id });
            return DirectoryOutcome.Done;
        }, cancel);
        if (outcome == DirectoryOutcome.Done) logger.PersonCameFromMailHost(address);
    }
}
