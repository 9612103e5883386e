using Groupware.Formats.ICalendar;
using Groupware.Storage;
using Groupware.Storage.Objects;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;

namespace Groupware.Calendars.Occurrences;

/// <summary>
/// Moves the occurrence rows of long and endless series along with time. Queries are right without it, since they evaluate what has no rows:
/// the job only keeps them fast. It needs no memory of what was done: an object says itself how far its rows reach.
/// </summary>
internal sealed class HorizonJob(ObjectReader reader, IObjectWriter writer, TimeProvider clock, ILogger<HorizonJob> logger) : BackgroundService
{
    private const int Slice = 50;
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Run(Warm, stoppingToken);
        await Task.Delay(Start, clock, stoppingToken);
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                logger.HorizonBehind(cause);   // whatever it was: an exception that leaves here would end the host
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>The first evaluation in a process costs 0.3 s of compiling: not the first phone's 0.3 s.</summary>
    private static void Warm()
    {
        var sample = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:w\r\nDTSTART;TZID=Europe/Paris:20260105T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\nEXDATE;TZID=Europe/Paris:20260107T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"u8.ToArray();
        OccurrenceIndexer.Build(CalendarDocument.ParseLenient(sample), NodaTime.Instant.FromUtc(2026, 1, 1, 0, 0));
    }

    /// <summary>Extends what ends too near, in slices so that nobody's write waits long. One that can't be read is named in the log, passed over, and tried again by the next run.</summary>
    /// <returns>How many objects have new rows.</returns>
    internal async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var extended = 0;
        for (var after = 0L; ;)
        {
            var page = await reader.BehindHorizonAsync(now + OccurrenceIndexer.Near, after, Slice, cancel);
            foreach (var one in page)
            {
                try
                {
                    if (await ExtendAsync(one, now, cancel)) extended++;
                }
                catch (Exception cause) when (!cancel.IsCancellationRequested && !DatabaseFault.Is(cause))
                {
                    logger.SeriesNotExtended(cause, one.Id, one.Name, one.Collection.Value);
                }
            }

            if (page.Count < Slice) return extended;
            after = page[^1].Id;
        }
    }

    private async Task<bool> ExtendAsync(ObjectRow one, NodaTime.Instant now, CancellationToken cancel) =>
        OccurrenceIndexer.Build(CalendarDocument.ParseLenient(one.Body), now) is { } index && !(index.To < now + OccurrenceIndexer.Near)
        && await writer.ReindexAsync(new ObjectReindex(one.Collection, one.Id, one.Revision, index), cancel);
}
