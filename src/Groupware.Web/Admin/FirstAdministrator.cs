using Groupware.People;
using Groupware.Web.Start;
using Microsoft.Extensions.Options;

namespace Groupware.Web.Admin;

/// <summary>
/// An empty directory gets its first administrator: from the settings <c>Admin__Address</c> and <c>Admin__Password</c>, else asked for on the
/// console. Without either the suite starts and says how to make one.
/// </summary>
internal sealed class FirstAdministrator(Persons persons, Domains domains, IOptions<FirstAdministratorOptions> options, IOptions<PeopleOptions> people, ILogger<FirstAdministrator> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (people.Value.Source == DirectorySource.Imap) return; // made when they sign in
        if ((await persons.ListAsync(null, withDisabled: false, cancellationToken)).Any(p => p.IsAdministrator)) return;
        var (address, password) = (options.Value.Address, options.Value.Password);
        if (address.Length == 0 && !Console.IsInputRedirected && !Console.IsOutputRedirected) (address, password) = await AskAsync(cancellationToken);
        if (address.Length == 0)
        {
            logger.NoAdministrator();
            return;
        }

        await MakeAsync(address, password, cancellationToken);
        logger.FirstAdministratorMade(address);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task MakeAsync(string text, string password, CancellationToken cancel)
    {
        if (!AddressText.TryNormalize(text, out var address)) throw new StartRefusedException($"Admin__Address is \"{text}\": give a whole mail address, such as admin@example.org.");
        if (!PasswordRules.Accepts(password))
            throw new StartRefusedException($"Admin__Password must have {PasswordRules.MinimumLength} to {PasswordRules.MaximumLength} characters: it is the password of the first administrator, {address}.");
        await domains.AddAsync(AddressText.DomainOf(address), cancel);
        var outcome = await persons.FindByAddressAsync(address, cancel) is { } known
            ? await persons.UpdateAsync(known.Id, new PersonChange(IsAdministrator: true), cancel)
            : await persons.CreateAsync(new NewPerson(address, options.Value.Name, password, ZoneId: people.Value.TimeZone, IsAdministrator: true), cancel);
        if (outcome != DirectoryOutcome.Done) throw new StartRefusedException($"The first administrator {address} could not be made ({outcome}): choose another Admin__Address.");
    }

    private static async Task<(string Address, string Password)> AskAsync(CancellationToken cancel)
    {
        var output = Console.Out;
        await output.WriteLineAsync("There is nobody yet who may administer this installation. Leave the address empty to do it later.".AsMemory(), cancel);
        await output.WriteAsync("Address of the first administrator, such as admin@example.org: ".AsMemory(), cancel);
        var address = (await Console.In.ReadLineAsync(cancel))?.Trim() ?? "";
        if (address.Length == 0) return ("", "");
        return (address, await new PasswordQuestion(Console.In, output, fromInput: false).AskAsync(address) ?? "");
    }
}
