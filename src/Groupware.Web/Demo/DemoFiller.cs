using Groupware.Calendars;
using Groupware.Collections;
using Groupware.Contacts;
using Groupware.Mail;
using Groupware.Mail.Mailboxes;
using Groupware.MailHost;
using Groupware.People;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Groupware.Web.Start;
using NodaTime;

namespace Groupware.Web.Demo;

/// <summary>
/// Fills the invented company once, through the product's own front doors: groups, collections and their shares, events, tasks, cards, and
/// mail by APPEND. Stopped half-way, it goes on at the next start: what is there by UID or Message-ID isn't made twice.
/// </summary>
internal sealed class DemoFiller(
    GroupwareSettings settings, Persons persons, Groups groups, PersonSettings preferences, CollectionDirectory collections, CalendarObjects calendars, AddressObjects cards,
    MailboxSessions mailboxes, MailHostProbe probe, DemoState state, TimeProvider time, ILogger<DemoFiller> logger) : BackgroundService
{
    /// <summary>Stands in the marker when there is nothing left to fill in.</summary>
    internal const string Done = "filled";

    private const int Attempts = 5;

    private static readonly string[] Users = ["alice", "bob", "carol", "dave", "erin"];

    /// <summary>Colours of the work calendars: laid over each other they must differ.</summary>
    private static readonly Dictionary<string, string> Colors = new(StringComparer.Ordinal) { ["alice"] = "c1", ["bob"] = "c5", ["carol"] = "c8", ["dave"] = "c2", ["erin"] = "c7" };

    /// <summary>Shared addresses and who reads them.</summary>
    private static readonly (string Name, string Address, string[] Members)[] Shared =
    [
        ("Volière", "team", Users),
        ("Sales", "sales", ["alice", "carol"]),
        ("Support", "support", ["alice", "carol"]),
        ("Press", "press", ["alice", "carol"]),
        ("Bonjour", "bonjour", ["alice", "carol"]),
        ("Invoices", "invoices", ["alice", "dave", "erin"]),
    ];

    private readonly Dictionary<string, SignedInPerson> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CollectionView> made = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!File.Exists(settings.DemoMarker) || (await File.ReadAllTextAsync(settings.DemoMarker, stoppingToken)).Contains(Done, StringComparison.Ordinal))
        {
            state.Finish();
            return;
        }
        var started = time.GetTimestamp();
        var moments = new DemoMoments(Instant.FromDateTimeOffset(time.GetUtcNow()));
        foreach (var name in Users.Append("admin"))
        {
            if (await persons.FindByAddressAsync($"{name}@{DemoPeople.Domain}", stoppingToken) is { } person) people[name] = person.ToSignedIn();
        }
        if (!await FillAsync(moments, stoppingToken))
        {
            state.Finish();   // the rest of the suite works; the next start goes on
            return;
        }

        await File.AppendAllTextAsync(settings.DemoMarker, Done + "\n", stoppingToken);
        state.Finish();
        logger.DemoFilled(time.GetElapsedTime(started));
    }

    /// <summary>A database or mail store that fails for a moment is asked again: what is there already isn't made twice. An exception that left here would end the host.</summary>
    private async Task<bool> FillAsync(DemoMoments moments, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Task.WhenAll(FillStoreAsync(moments, cancel), FillMailAsync(moments, cancel));
                return true;
            }
            catch (Exception cause) when (!cancel.IsCancellationRequested)
            {
                logger.DemoNotFilled(cause, attempt, Attempts);
                if (attempt == Attempts) return false;
            }

            await Task.Delay(TimeSpan.FromSeconds(2), time, cancel);
        }
    }

    private async Task FillStoreAsync(DemoMoments moments, CancellationToken cancel)
    {
        foreach (var (name, address, members) in Shared)
            await groups.CreateAsync(name, $"{address}@{DemoPeople.Domain}", members.Where(people.ContainsKey).Select(m => people[m].Id).ToList(), cancel);
        var contacts = DemoData.Read<DemoContact>("contacts.jsonl");
        foreach (var user in Users)
        {
            await collections.EnsureDefaultsAsync(people[user].Id, cancel);
            await SignAsync(user, contacts, cancel);
        }
        await CollectAsync(cancel);
        foreach (var demo in DemoData.Read<DemoEvent>("calendar.jsonl"))
            await PutAsync(calendars, demo.Calendar ?? "", demo.Uid + ".ics", DemoEvents.Build(demo, moments), cancel);
        foreach (var demo in DemoData.Read<DemoTask>("tasks.jsonl"))
            await PutAsync(calendars, "tasks:" + demo.List, demo.Uid + ".ics", DemoTasks.Build(demo, moments), cancel);
        foreach (var demo in contacts)
            await PutAsync(cards, "book:" + (demo.Owner == "shared" ? "team" : demo.Owner) + "/" + demo.Book, demo.Uid + ".vcf", DemoCards.Build(demo, moments), cancel);
    }

    /// <summary>The collections that the data name, by the names they have there.</summary>
    private async Task CollectAsync(CancellationToken cancel)
    {
        foreach (var user in Users)
        {
            var french = people[user].Language == "fr";
            made[$"{user}/Work"] = await DefaultAsync(user, CollectionKind.Calendar, french ? "Travail" : "Work", Colors[user], cancel);
            made[$"tasks:{user}/Tasks"] = await DefaultAsync(user, CollectionKind.TaskList, null, "c1", cancel);
            made[$"book:{user}/Personal"] = await DefaultAsync(user, CollectionKind.AddressBook, french ? "Personnel" : "Personal", "c1", cancel);
        }
        made["alice/Personal agenda"] = await MakeAsync("alice", CollectionKind.Calendar, "Personal agenda", "personal", "c6", cancel);
        made["team/Volière"] = await ShareAsync(await MakeAsync("erin", CollectionKind.Calendar, "Volière", "voliere", "c3", cancel), "erin", AccessLevel.Write, Users, cancel);
        made["room/Rouge-gorge"] = await ShareAsync(await MakeAsync("erin", CollectionKind.Calendar, "Rouge-gorge", "rouge-gorge", "c10", cancel), "erin", AccessLevel.Write, Users, cancel);
        made["tasks:team/Launch Mésange 2"] = await ShareAsync(await MakeAsync("alice", CollectionKind.TaskList, "Launch Mésange 2", "launch-mesange-2", "c4", cancel), "alice", AccessLevel.Write, Users, cancel);
        made["book:team/Volière"] = await ShareAsync(await MakeAsync("erin", CollectionKind.AddressBook, "Volière", "voliere-contacts", "c3", cancel), "erin", AccessLevel.Write, Users, cancel);
        await ShareAsync(made["bob/Work"], "bob", AccessLevel.Read, ["alice", "erin"], cancel);
        await ShareAsync(made["carol/Work"], "carol", AccessLevel.Read, ["alice"], cancel);
    }

    private async Task<CollectionView> DefaultAsync(string user, CollectionKind kind, string? name, string color, CancellationToken cancel)
    {
        var person = people[user];
        var own = (await collections.ListAsync(person, kind, cancel)).First(c => c.Owner == person.Id);
        await collections.UpdateAsync(person, own.Id, new CollectionChangeRequest(DisplayName: name, Color: color), cancel);
        return own;
    }

    private async Task<CollectionView> MakeAsync(string user, CollectionKind kind, string name, string path, string color, CancellationToken cancel)
    {
        var person = people[user];
        return await collections.FindAsync(person, person.Address, kind == CollectionKind.AddressBook, path, cancel) ?? await collections.CreateAsync(person, kind, name, path, color, cancel);
    }

    private async Task<CollectionView> ShareAsync(CollectionView collection, string owner, AccessLevel level, IEnumerable<string> with, CancellationToken cancel)
    {
        foreach (var user in with.Where(u => u != owner)) await collections.ShareAsync(people[owner], collection.Id, people[user].Id, level, cancel);
        return collection;
    }

    private async Task PutAsync(ICollectionObjects objects, string collection, string name, byte[] body, CancellationToken cancel)
    {
        var target = made[collection];
        var owner = people.Values.First(p => p.Id == target.Owner);
        var outcome = await objects.PutAsync(owner, target.Id, name, body, Precondition.None, cancel);
        if (!outcome.Succeeded) throw new InvalidOperationException($"The demo's {name} was not stored in {collection}: {outcome.Status} {outcome.Detail}");
    }

    /// <summary>Everybody signs with name, job and address.</summary>
    private async Task SignAsync(string user, List<DemoContact> contacts, CancellationToken cancel)
    {
        var person = people[user];
        if (contacts.Find(c => c.Emails.Exists(e => e.Value == person.Address)) is not { } card) return;
        var known = await preferences.GetAsync(person.Id, cancel);
        if (known.SignatureHtml.Length > 0) return;
        var title = person.Language == "fr" ? card.TitleFr ?? card.Title : card.Title;
        await preferences.SetAsync(person.Id, known with { SignatureHtml = $"<p><strong>{card.Fn}</strong><br>{title}, {card.Org}<br>{card.Address?.Street}, {card.Address?.Postcode} {card.Address?.City}</p>" }, cancel);
    }

    private async Task FillMailAsync(DemoMoments moments, CancellationToken cancel)
    {
        while (await probe.ImapTroubleAsync(cancel) is not null) await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancel);
        var messages = DemoData.Read<DemoMessage>("messages.jsonl");
        await Parallel.ForEachAsync(Users, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancel }, async (user, token) =>
        {
            var session = mailboxes.For(people[user]);
            foreach (var (folder, stored) in DemoMessages.Of(user, messages, moments)) await MessageImport.IntoAsync(session, folder, stored, token);
        });
    }
}
