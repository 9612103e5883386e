// Wall-clock sums on strings ("2026-06-04T10:30:00", or a date). The browser's own zone never takes part: a Date built from
// wall-clock numbers is wrong inside the browser's own spring gap.

/** The string as milliseconds on a clock without a zone. */
export const wallMs = s => {
  const p = s.match(/\d+/g).map(Number);
  return Date.UTC(p[0], p[1] - 1, p[2], p[3] || 0, p[4] || 0, p[5] || 0);
};

/** Back to a string; a date stays a date. */
export const wallText = (ms, dateOnly) => new Date(ms).toISOString().slice(0, dateOnly ? 10 : 19);

/** Moves by a duration of the grid ({ days, seconds, months, years }); grids only ever hand out days and seconds. */
export const shift = (s, d) => wallText(wallMs(s) + (d.days || 0) * 864e5 + (d.seconds || 0) * 1e3, s.length === 10);

/** Offset of a zone at a moment, as "+02:00": the only form that the grid understands. */
export function offsetOf(zone, at = Date.now()) {
  const part = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at).find(p => p.type === 'timeZoneName').value;
  return part.length > 3 ? part.slice(3) : '+00:00';
}

/** What the clock on the wall of the zone shows now. */
export function wallNow(zone) {
  const p = Object.fromEntries(new Intl.DateTimeFormat('en', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(Date.now()).map(x => [x.type, x.value]));
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}`;
}
