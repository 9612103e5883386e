using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Groupware.Calendars.Occurrences;
using Groupware.Collections;
using Groupware.People;
using Groupware.Storage.Collections;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace Groupware.Web.Components.Agenda;

/// <summary>What the grid fetches: events by HTTP, compressed and with an ETag, outside of the circuit and while it is away.</summary>
public static class AgendaEndpoints
{
    /// <summary>Longest range of one request; a month on show is 42 days.</summary>
    public const int MaxDays = 100;

    public static IEndpointRouteBuilder MapAgenda(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/agenda/occurrences", OccurrencesAsync);
        return routes;
    }

    private static async Task<IResult> OccurrencesAsync(
        HttpContext http, CurrentPerson current, CollectionDirectory directory, OccurrenceQueries queries, IStringLocalizer<AgendaTexts> texts,
        string? from, string? to, string? calendars, string? zone, CancellationToken cancel)
    {
        if (AgendaClock.Day(from) is not { } first || AgendaClock.Day(to) is not { } last || last <= first || Period.DaysBetween(first, last) > MaxDays) return TypedResults.BadRequest();
        var person = current.Person;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone ?? person.ZoneId) is not { } shown) return TypedResults.BadRequest();

        var wanted = (calendars ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0).ToHashSet();
        var granted = CalendarColors.Apply(person, await directory.ListAsync(person, CollectionKind.Calendar, cancel)).Where(calendar => wanted.Contains(calendar.Id.Value)).ToList();

        // the counters are read before the events: an answer may be newer than its tag, never older
        var etag = Tag(person, granted, first, last, shown.Id);
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.ETag = etag.ToString();
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false))) return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        var clock = new AgendaClock(shown);
        var found = await queries.WithinAsync(person, [.. granted.Select(static calendar => calendar.Id)], clock.Range(first, last), shown, cancel);
        var events = GridEvents.From(person, granted, found, clock, texts["Event.Busy"], texts["Event.Untitled"]);
        return TypedResults.Bytes(JsonSerializer.SerializeToUtf8Bytes(events, GridJson.Default.IReadOnlyListGridEvent), "application/json");
    }

    private static EntityTagHeaderValue Tag(SignedInPerson person, IEnumerable<CollectionView> granted, LocalDate first, LocalDate last, string zone)
    {
        var said = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{person.Id.Value}|{CultureInfo.CurrentUICulture.Name}|{zone}|{AgendaClock.Text(first)}|{AgendaClock.Text(last)}");
        foreach (var calendar in granted.OrderBy(static calendar => calendar.Id.Value))
            said.Append(CultureInfo.InvariantCulture, $"|{calendar.Id.Value},{calendar.SyncToken},{calendar.Access},{calendar.Color},{calendar.Owner.Value},{calendar.OwnerName}");
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())).AsSpan(0, 12))}\"", isWeak: true);
    }
}
