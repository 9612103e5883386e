namespace Groupware.Web.Components.Agenda;

/// <summary>A free time was chosen: by dragging over it, or by a click (one hour).</summary>
public sealed record GridSelection(string Start, string End, bool AllDay);

/// <summary>An event was moved or one of its ends was.</summary>
/// <param name="Id">An <see cref="EventKey"/>.</param>
/// <param name="WasStart">As the grid had it before; sums are made in wall time.</param>
public sealed record GridChange(string Id, string Start, string End, bool AllDay, string WasStart, string WasEnd);

/// <summary>What the grid shows now.</summary>
/// <param name="From">First day.</param>
/// <param name="To">The day after the last.</param>
public sealed record GridShown(string View, string From, string To);

/// <summary>The event that is being made, drawn where it will lie.</summary>
public sealed record GridDraft(string Title, string Start, string End, bool AllDay, int Family);
