using NodaTime;

namespace Groupware.Calendars;

/// <summary>What the form changed, as changes of lines: of one instance, or of the whole series.</summary>
public static class CalendarObjectEditor
{
    /// <summary>A new object with one event.</summary>
    public static byte[] Create(EventForm form, string uid, Instant now) => throw new NotSupportedException();

    /// <summary>What the form shows of an object, or of one instance of it.</summary>
    /// <param name="body">Calendar object.</param>
    /// <param name="recurrenceId">Original start of the instance; null for the series or a single event.</param>
    public static EventForm Read(ReadOnlyMemory<byte> body, Instant? recurrenceId) => throw new NotSupportedException();

    /// <summary>The object with what the form changed against <see cref="Read"/> of the same instance.</summary>
    /// <param name="scope">This or All; for the others see <see cref="Split"/>.</param>
    public static byte[] Update(ReadOnlyMemory<byte> body, Instant? recurrenceId, EditScope scope, EventForm changed, Instant now) => throw new NotSupportedException();

    /// <summary>Moves or resizes; the event keeps its own zone.</summary>
    /// <param name="start">On the clock of <paramref name="zone"/>.</param>
    /// <param name="end">On the clock of <paramref name="zone"/>; first moment after it.</param>
    public static byte[] Move(ReadOnlyMemory<byte> body, Instant? recurrenceId, EditScope scope, LocalDateTime start, LocalDateTime end, bool allDay, DateTimeZone zone, Instant now) => throw new NotSupportedException();

    /// <summary>Cuts a series before an instance: the object up to there, and a new one from there on with what the form changed.</summary>
    public static SeriesSplit Split(ReadOnlyMemory<byte> body, Instant recurrenceId, EventForm changed, string newUid, Instant now) => throw new NotSupportedException();

    /// <summary>The object without the instance, or without it and all after it.</summary>
    /// <returns>Null when nothing is left: the object goes.</returns>
    public static byte[]? Delete(ReadOnlyMemory<byte> body, Instant? recurrenceId, EditScope scope, Instant now) => throw new NotSupportedException();
}

/// <summary>A series in two objects.</summary>
/// <param name="Before">The old object, ended; null when it would be empty.</param>
/// <param name="After">The new one.</param>
public sealed record SeriesSplit(byte[]? Before, byte[] After);
