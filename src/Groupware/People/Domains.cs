using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groupware.People;

/// <summary>The domains whose mail is ours.</summary>
public sealed class Domains
{
    private readonly DirectoryMemory memory;
    private readonly TimeProvider time;

    internal Domains(DirectoryMemory memory, TimeProvider time)
    {
        this.memory = memory;
        this.time = time;
    }

    /// <summary>All domains by name. From memory.</summary>
    public async ValueTask<IReadOnlyList<DomainView>> ListAsync(CancellationToken cancel) =>
        [.. (await memory.CurrentAsync(cancel)).Domains.Values.OrderBy(d => d.Name, StringComparer.Ordinal)];

    /// <summary>Adds a domain; mail for it is taken at once.</summary>
    public async Task<DirectoryOutcome> AddAsync(string name, CancellationToken cancel)
    {
        if (!AddressText.TryNormalizeDomain(name, out var domain)) return DirectoryOutcome.InvalidAddress;
        return await memory.ChangeAsync(async db =>
        {
            if (await db.MailDomains.AnyAsync(d => d.Name == domain, cancel)) return DirectoryOutcome.Taken;
            db.Add(new MailDomain { Name = domain, CreatedAt = Instant.FromDateTimeOffset(time.GetUtcNow()) });
            return DirectoryOutcome.Done;
        }, cancel);
    }

    /// <summary>Removes a domain that holds no address any more.</summary>
    public Task<DirectoryOutcome> RemoveAsync(string name, CancellationToken cancel) => memory.ChangeAsync(async db =>
    {
        if (await db.DirectoryAddresses.AnyAsync(a => a.Address.EndsWith("@" + name), cancel)) return DirectoryOutcome.InUse;
        return await db.MailDomains.Where(d => d.Name == name).ExecuteDeleteAsync(cancel) == 1 ? DirectoryOutcome.Done : DirectoryOutcome.NotFound;
    }, cancel);
}
