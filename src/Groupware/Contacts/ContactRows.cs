using Groupware.Collections;
using Groupware.People;
using Groupware.Storage;
using Groupware.Storage.Collections;
using Groupware.Storage.Objects;
using Microsoft.EntityFrameworkCore;

namespace Groupware.Contacts;

/// <summary>Reads the rows of a contact list from the index; no card is parsed.</summary>
public sealed class ContactRows(CollectionDirectory directory, IDbContextFactory<GroupwareContext> contexts)
{
    /// <summary>All cards of those of the books that the person may read. Two range scans, whatever the number of books.</summary>
    public async Task<IReadOnlyList<ContactRow>> ListAsync(SignedInPerson person, IReadOnlyCollection<CollectionId> books, CancellationToken cancel)
    {
        var readable = (await directory.ListAsync(person, CollectionKind.AddressBook, cancel))
            .Where(book => book.Access >= AccessLevel.Read && books.Contains(book.Id)).Select(static book => book.Id).ToList();
        if (readable.Count == 0) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var objects = await db.Set<CollectionObject>().AsNoTracking().Where(o => readable.Contains(o.CollectionId))
            .Select(static o => new { o.Id, o.CollectionId, o.Name, o.Summary, o.Hash }).ToListAsync(cancel);
        string[] wanted = ["N", "ORG", "EMAIL"];
        var values = await db.Set<CardValue>().AsNoTracking().Where(v => readable.Contains(v.CollectionId) && wanted.Contains(v.Property))
            .OrderBy(static v => v.N).Select(static v => new { v.ObjectId, v.Property, v.Value }).ToListAsync(cancel);
        var names = values.Where(static v => v.Property == "N").DistinctBy(static v => v.ObjectId).ToDictionary(static v => v.ObjectId, static v => v.Value);
        var companies = values.Where(static v => v.Property == "ORG").DistinctBy(static v => v.ObjectId).ToDictionary(static v => v.ObjectId, static v => v.Value);
        var emails = values.Where(static v => v.Property == "EMAIL").ToLookup(static v => v.ObjectId, static v => v.Value);
        return objects.ConvertAll(o => Row(o.CollectionId, o.Name, o.Hash, o.Summary, names.GetValueOrDefault(o.Id, ""), companies.GetValueOrDefault(o.Id, ""), [.. emails[o.Id]]));
    }

    private static ContactRow Row(CollectionId book, string name, string etag, string display, string structured, string company, IReadOnlyList<string> emails)
    {
        // the index holds N and ORG as people read them: "Meyer Jonas", or the raw "Meyer;Jonas;;;"
        var parts = structured.Split(';', StringSplitOptions.TrimEntries);
        var family = parts[0];
        var organization = string.Join(" · ", company.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (display.Length == 0) display = organization.Length > 0 ? organization : emails.Count > 0 ? emails[0] : "";
        var isCompany = structured.Replace(";", "", StringComparison.Ordinal).Trim().Length == 0 && organization.Length > 0 && (display == organization || organization.StartsWith(display + " · ", StringComparison.Ordinal));
        var sort = parts.Length > 1 && family.Length > 0 ? $"{family} {parts[1]}" : LastWordFirst(display, isCompany);
        return new ContactRow(book, name, etag, display, sort, organization, emails, isCompany);
    }

    private static string LastWordFirst(string display, bool isCompany)
    {
        var space = display.LastIndexOf(' ');
        return isCompany || space < 0 ? display : $"{display[(space + 1)..]} {display[..space]}";
    }
}

/// <summary>One row of a contact list.</summary>
/// <param name="Name">The card's name in its book.</param>
/// <param name="ETag">Changes whenever the card does.</param>
/// <param name="SortName">Family name first; what the list is sorted by.</param>
/// <param name="Organization">Company and department; empty for none.</param>
public sealed record ContactRow(CollectionId Book, string Name, string ETag, string DisplayName, string SortName, string Organization, IReadOnlyList<string> Emails, bool IsCompany);
