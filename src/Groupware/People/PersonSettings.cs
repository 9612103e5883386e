using Groupware.Storage;
using Groupware.Storage.Changes;
using Groupware.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Groupware.People;

/// <summary>Reads and writes a person's own settings.</summary>
public sealed class PersonSettings
{
    private readonly DirectoryMemory memory;
    private readonly Persons persons;
    private readonly IDbContextFactory<GroupwareContext> contexts;
    private readonly IDatabaseWrites writes;
    private readonly IChangeFeed feed;

    internal PersonSettings(DirectoryMemory memory, Persons persons, IDbContextFactory<GroupwareContext> contexts, IDatabaseWrites writes, IChangeFeed feed)
    {
        this.memory = memory;
        this.persons = persons;
        this.contexts = contexts;
        this.writes = writes;
        this.feed = feed;
    }

    /// <summary>The settings; those of a person who never chose are the defaults. One query.</summary>
    public async Task<PersonPreferences> GetAsync(PersonId person, CancellationToken cancel)
    {
        var view = (await memory.CurrentAsync(cancel)).Persons.GetValueOrDefault(person);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.PersonPreferences.AsNoTracking().SingleOrDefaultAsync(p => p.PersonId == person, cancel);
        var (language, zone) = (view?.Language ?? "en", view?.ZoneId ?? "UTC");
        return row is null
            ? new PersonPreferences(language, zone)
            : new PersonPreferences(language, zone, row.Theme, row.Density, row.ReadingPane, row.SignatureHtml, row.ShortcutsEnabled, row.FirstDayOfWeek, row.TimeFormat);
    }

    /// <summary>Keeps the settings and publishes a notice of the person, so that other tabs follow.</summary>
    public async Task<DirectoryOutcome> SetAsync(PersonId person, PersonPreferences preferences, CancellationToken cancel)
    {
        if (await persons.FindAsync(person, cancel) is not { } view) return DirectoryOutcome.NotFound;
        if (view.Language != preferences.Language || view.ZoneId != preferences.ZoneId)
        {
            var outcome = await persons.UpdateAsync(person, new PersonChange(Language: preferences.Language, ZoneId: preferences.ZoneId), cancel);
            if (outcome != DirectoryOutcome.Done) return outcome;
        }

        await writes.RunAsync(
            async (db, token) =>
            {
                var row = await db.PersonPreferences.SingleOrDefaultAsync(p => p.PersonId == person, token);
                if (row is null) db.Add(row = new PersonPreferenceRow { PersonId = person });
                row.Theme = preferences.Theme;
                row.Density = preferences.Density;
                row.ReadingPane = preferences.ReadingPane;
                row.SignatureHtml = preferences.SignatureHtml;
                row.ShortcutsEnabled = preferences.ShortcutsEnabled;
                row.FirstDayOfWeek = preferences.FirstDayOfWeek;
                row.TimeFormat = preferences.TimeFormat;
                await db.SaveChangesAsync(token);
            },
            cancel);
        feed.Publish(new ChangeNotice(ChangeKind.Person, person.Value));
        return DirectoryOutcome.Done;
    }
}
