namespace Groupware.Web.Demo;

/// <summary>A point of time of the demo's data, said from the moment of filling (Data/README.md).</summary>
/// <param name="Minutes">Minutes from now.</param>
/// <param name="Workdays">Days from today, Saturdays and Sundays not counted; from a weekend, from the Friday before.</param>
/// <param name="Weeks">Weeks from this one; with <paramref name="Weekday"/>.</param>
/// <param name="Weekday">MO to SU.</param>
/// <param name="MonthDay">MM-dd of this year.</param>
/// <param name="Time">HH:mm; without it a whole day.</param>
internal sealed record DemoMoment(int? Minutes, int? Workdays, int? Weeks, string? Weekday, string? MonthDay, string? Time);
