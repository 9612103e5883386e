using System.Text.Json.Serialization;

namespace Groupware.Web.Components.Agenda;

/// <summary>An event as the grid gets it.</summary>
/// <param name="Id">An <see cref="EventKey"/>.</param>
/// <param name="Start">Wall clock of the shown zone ("2026-06-04T10:30:00") or a date; never with Z or an offset.</param>
/// <param name="End">The first moment, or the first day, after it.</param>
/// <param name="Family">Colour family, 1 to 12.</param>
/// <param name="Kind">"mine" solid, "other" tinted, "ask" outlined (tentative), "busy" hatched (only that it is).</param>
/// <param name="Who">Names of the others it belongs to.</param>
/// <param name="Initials">Of the one whose calendar it is; empty for one's own.</param>
/// <param name="Extra">Of others who have the same event: "BL CO" or "+4".</param>
/// <param name="Editable">May be moved; decided here, never in the browser.</param>
public sealed record GridEvent(
    string Id, string Title, string Start, string End, bool AllDay, int Family, string Kind, IReadOnlyList<string> Who, string Initials, string Extra, string Place, bool Editable, bool Recurring);

/// <summary>Written without reflection: a week of 400 events is one buffer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<GridEvent>))]
internal sealed partial class GridJson : JsonSerializerContext;
