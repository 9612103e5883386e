using Groupware.Storage;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groupware.People;

/// <summary>Finds, makes and changes people. Reads are answered from memory.</summary>
public sealed class Persons
{
    /// <summary>Languages the suite speaks.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "fr"];

    private readonly DirectoryMemory memory;
    private readonly PasswordHasher hasher;
    private readonly IDbContextFactory<GroupwareContext> contexts;
    private readonly TimeProvider time;

    internal Persons(DirectoryMemory memory, PasswordHasher hasher, IDbContextFactory<GroupwareContext> contexts, TimeProvider time)
    {
        this.memory = memory;
        this.hasher = hasher;
        this.contexts = contexts;
        this.time = time;
    }

    /// <summary>The person; null when there is none with this id. From memory.</summary>
    public async ValueTask<PersonView?> FindAsync(PersonId id, CancellationToken cancel) => (await memory.CurrentAsync(cancel)).Persons.GetValueOrDefault(id);

    /// <summary>Whether the account is open and an administrator's at this moment: the newest directory is asked, whoever changed it.</summary>
    public async Task<bool> IsAdministratorAsync(PersonId id, CancellationToken cancel)
    {
        await memory.RefreshAsync(cancel);
        return Known(id) is { IsAdministrator: true, Disabled: false };
    }

    /// <summary>The person as this process knows them, without waiting; null when there is none, or before anything was asked.</summary>
    public PersonView? Known(PersonId id) => memory.Known.Persons.GetValueOrDefault(id);

    /// <summary>The person with this canonical or other address, in any case, with or without "+tag"; null when there is none. From memory.</summary>
    public async ValueTask<PersonView?> FindByAddressAsync(string address, CancellationToken cancel)
    {
        var snapshot = await memory.CurrentAsync(cancel);
        return snapshot.PersonOf(address.Trim().ToLowerInvariant());
    }

    /// <summary>People whose name or an address contains the words, by name; all of them without a search. From memory.</summary>
    /// <param name="search">Words, in any case; null or empty for everybody.</param>
    /// <param name="withDisabled">Closed accounts too.</param>
    /// <param name="cancel">Ends the first load.</param>
    public async ValueTask<IReadOnlyList<PersonView>> ListAsync(string? search, bool withDisabled, CancellationToken cancel)
    {
        var words = (search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. (await memory.CurrentAsync(cancel)).Persons.Values
            .Where(p => (withDisabled || !p.Disabled) && words.All(w => Holds(p, w)))
            .OrderBy(p => p.DisplayName, StringComparer.CurrentCultureIgnoreCase).ThenBy(p => p.Address, StringComparer.Ordinal)];
    }

    /// <summary>Makes a person; see <see cref="FindByAddressAsync"/> for the result.</summary>
    public async Task<DirectoryOutcome> CreateAsync(NewPerson person, CancellationToken cancel)
    {
        if (!AddressText.TryNormalize(person.Address, out var address)) return DirectoryOutcome.InvalidAddress;
        var name = person.DisplayName.Trim() is { Length: > 0 } given ? given : address[..address.IndexOf('@', StringComparison.Ordinal)];
        if (name.Length > 200) return DirectoryOutcome.InvalidName;
        if (Check(person.Language, person.ZoneId) is { } wrong) return wrong;
        if (person is { AnyPassword: false, Password: { } password } && !PasswordRules.Accepts(password)) return DirectoryOutcome.PasswordLength;
        var hash = person.Password is null ? null : await hasher.HashAsync(person.Password, cancel);
        return await memory.ChangeAsync(async db =>
        {
            if (await AddressFaultAsync(db, address, cancel) is { } fault) return fault;
            var row = new Person
            {
                Address = address,
                DisplayName = name,
                Language = person.Language,
                ZoneId = person.ZoneId,
                IsAdministrator = person.IsAdministrator,
                QuotaBytes = Math.Max(0, person.QuotaBytes),
                SecretGeneration = 1,
                CreatedAt = Now(),
            };
            db.Add(row);
            await db.SaveChangesAsync(cancel);
            db.Add(new DirectoryAddress { Address = address, PersonId = row.Id });
            db.Add(new PersonPreferenceRow { PersonId = row.Id });
            if (hash is not null) db.Add(Password(row.Id, hash));
            return DirectoryOutcome.Done;
        }, cancel);
    }

    /// <summary>Changes what is not null. A new canonical address keeps the old one as an alias.</summary>
    public Task<DirectoryOutcome> UpdateAsync(PersonId id, PersonChange change, CancellationToken cancel)
    {
        if (change.DisplayName is { } n && n.Trim().Length is 0 or > 200) return Task.FromResult(DirectoryOutcome.InvalidName);
        if (Check(change.Language, change.ZoneId) is { } wrong) return Task.FromResult(wrong);
        string? address = null;
        if (change.Address is not null && !AddressText.TryNormalize(change.Address, out address)) return Task.FromResult(DirectoryOutcome.InvalidAddress);
        return memory.ChangeAsync(async db =>
        {
            if (await db.Persons.SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } row) return DirectoryOutcome.NotFound;
            if (change.IsAdministrator == false && await LastAdministratorAsync(db, row, cancel)) return DirectoryOutcome.LastAdministrator;
            if (address is not null && address != row.Address)
            {
                var owner = await db.DirectoryAddresses.AsNoTracking().SingleOrDefaultAsync(a => a.Address == address, cancel);
                if (owner is not null && owner.PersonId != id) return DirectoryOutcome.Taken;
                if (owner is null)
                {
                    if (await AddressFaultAsync(db, address, cancel) is { } fault) return fault;
                    db.Add(new DirectoryAddress { Address = address, PersonId = id });
                }

                row.Address = address;
            }

            row.DisplayName = change.DisplayName?.Trim() ?? row.DisplayName;
            row.Language = change.Language ?? row.Language;
            row.ZoneId = change.ZoneId ?? row.ZoneId;
            row.IsAdministrator = change.IsAdministrator ?? row.IsAdministrator;
            row.QuotaBytes = Math.Max(0, change.QuotaBytes ?? row.QuotaBytes);
            return DirectoryOutcome.Done;
        }, cancel);
    }

    /// <summary>Closes the account: no door opens, running sessions end within seconds. Mail still arrives.</summary>
    public Task<DirectoryOutcome> DisableAsync(PersonId id, CancellationToken cancel) => memory.ChangeAsync(async db =>
    {
        if (await db.Persons.SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } row) return DirectoryOutcome.NotFound;
        if (row.DisabledAt is not null) return DirectoryOutcome.Done;
        if (await LastAdministratorAsync(db, row, cancel)) return DirectoryOutcome.LastAdministrator;
        row.DisabledAt = Now();
        row.SecretGeneration++;
        await db.WebSessions.Where(s => s.PersonId == id).ExecuteDeleteAsync(cancel);
        return DirectoryOutcome.Done;
    }, cancel);

    /// <summary>Opens a closed account again, with the secrets it had.</summary>
    public Task<DirectoryOutcome> EnableAsync(PersonId id, CancellationToken cancel) => memory.ChangeAsync(async db =>
    {
        if (await db.Persons.SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } row) return DirectoryOutcome.NotFound;
        row.DisabledAt = null;
        return DirectoryOutcome.Done;
    }, cancel);

    /// <summary>Sets the password; whatever was signed in with another one is out.</summary>
    public Task<DirectoryOutcome> SetPasswordAsync(PersonId id, string password, CancellationToken cancel) => SetPasswordAsync(id, password, null, cancel);

    /// <summary>The same, but for one web session that stays: the one in which the person changes it.</summary>
    internal async Task<DirectoryOutcome> SetPasswordAsync(PersonId id, string password, string? keptSession, CancellationToken cancel)
    {
        if (!PasswordRules.Accepts(password)) return DirectoryOutcome.PasswordLength;
        var hash = await hasher.HashAsync(password, cancel);
        return await memory.ChangeAsync(async db =>
        {
            if (await db.Persons.SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } row) return DirectoryOutcome.NotFound;
            await db.PersonSecrets.Where(s => s.PersonId == id && s.Kind == SecretKind.Password).ExecuteDeleteAsync(cancel);
            db.Add(Password(id, hash));
            row.SecretGeneration++;
            await db.WebSessions.Where(s => s.PersonId == id && s.Id != keptSession).ExecuteDeleteAsync(cancel);
            await db.WebSessions.Where(s => s.PersonId == id && s.Id == keptSession).ExecuteUpdateAsync(s => s.SetProperty(x => x.SecretGeneration, row.SecretGeneration), cancel);
            return DirectoryOutcome.Done;
        }, cancel);
    }

    /// <summary>Gives the person one more address.</summary>
    public async Task<DirectoryOutcome> AddAliasAsync(PersonId id, string alias, CancellationToken cancel)
    {
        if (!AddressText.TryNormalize(alias, out var address)) return DirectoryOutcome.InvalidAddress;
        return await memory.ChangeAsync(async db =>
        {
            if (!await db.Persons.AnyAsync(p => p.Id == id, cancel)) return DirectoryOutcome.NotFound;
            if (await AddressFaultAsync(db, address, cancel) is { } fault) return fault;
            db.Add(new DirectoryAddress { Address = address, PersonId = id });
            return DirectoryOutcome.Done;
        }, cancel);
    }

    /// <summary>Takes an address away; the canonical one stays.</summary>
    public Task<DirectoryOutcome> RemoveAliasAsync(PersonId id, string alias, CancellationToken cancel) => memory.ChangeAsync(async db =>
    {
        if (await db.Persons.AnyAsync(p => p.Id == id && p.Address == alias, cancel)) return DirectoryOutcome.MainAddress;
        var gone = await db.DirectoryAddresses.Where(a => a.Address == alias && a.PersonId == id).ExecuteDeleteAsync(cancel);
        return gone == 1 ? DirectoryOutcome.Done : DirectoryOutcome.NotFound;
    }, cancel);

    /// <summary>When each person was last seen in the browser; those never seen are absent. One query.</summary>
    public async Task<IReadOnlyDictionary<PersonId, Instant>> LastSeenAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Persons.AsNoTracking().Where(p => p.LastSeenAt != null).ToDictionaryAsync(p => p.Id, p => p.LastSeenAt!.Value, cancel);
    }

    /// <summary>Why the address cannot be given; null when it can.</summary>
    internal static async Task<DirectoryOutcome?> AddressFaultAsync(GroupwareContext db, string address, CancellationToken cancel)
    {
        var domain = AddressText.DomainOf(address);
        if (!await db.MailDomains.AnyAsync(d => d.Name == domain, cancel)) return DirectoryOutcome.UnknownDomain;
        return await db.DirectoryAddresses.AnyAsync(a => a.Address == address, cancel) ? DirectoryOutcome.Taken : null;
    }

    private static bool Holds(PersonView person, string word) =>
        person.DisplayName.Contains(word, StringComparison.CurrentCultureIgnoreCase)
        || person.Address.Contains(word, StringComparison.OrdinalIgnoreCase)
        || person.Aliases.Any(a => a.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static DirectoryOutcome? Check(string? language, string? zone)
    {
        if (language is not null && !Languages.Contains(language, StringComparer.Ordinal)) return DirectoryOutcome.UnknownLanguage;
        return zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null ? DirectoryOutcome.UnknownZone : null;
    }

    private static async Task<bool> LastAdministratorAsync(GroupwareContext db, Person person, CancellationToken cancel) =>
        person is { IsAdministrator: true, DisabledAt: null }
        && !await db.Persons.AnyAsync(p => p.Id != person.Id && p.IsAdministrator && p.DisabledAt == null, cancel);

    private PersonSecret Password(PersonId id, string hash) =>
        new() { PersonId = id, Kind = SecretKind.Password, Protocols = SecretProtocols.All, Hash = hash, CreatedAt = Now() };

    private Instant Now() => Instant.FromDateTimeOffset(time.GetUtcNow());
}
