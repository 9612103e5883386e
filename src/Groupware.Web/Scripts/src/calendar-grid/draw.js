// What stands inside an event, a day's head and the hour labels. Text is always set as text, never as HTML.
import { wallMs, wallNow, wallText } from './wall-clock.js';

const el = (tag, cls, ...children) => { const e = document.createElement(tag); if (cls) e.className = cls; e.append(...children.filter(c => c !== null && c !== undefined && c !== '')); return e; };
export const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);

export function drawing(cfg) {
  const intl = options => { const f = new Intl.DateTimeFormat(cfg.locale, { ...options, timeZone: 'UTC' }); return s => f.format(wallMs(s)); };
  const clock = intl({ hour: 'numeric', minute: '2-digit', hourCycle: cfg.hour12 ? 'h12' : 'h23' });
  const time = s => cfg.hour12 ? clock(s) : `${Number(s.slice(11, 13))}:${s.slice(14, 16)}`;
  const slotTime = s => cfg.hour12 ? intl({ hour: 'numeric', hourCycle: 'h12' })(s) : s.slice(11, 16);
  const longDay = intl({ weekday: 'long', day: 'numeric', month: 'long' });
  const shortWeekday = intl({ weekday: 'short' });
  const dayMonth = intl({ day: 'numeric', month: 'long' });
  const lastDay = e => e.allDay ? wallText(wallMs(e.end) - 864e5, true) : e.end;
  const capital = s => s.charAt(0).toLocaleUpperCase(cfg.locale) + s.slice(1);
  const dayTitle = s => {
    const days = Math.round((wallMs(s.slice(0, 10)) - wallMs(wallNow(cfg.zone).slice(0, 10))) / 864e5);
    return days === 0 ? fill(cfg.text.todayIs, longDay(s)) : days === 1 ? fill(cfg.text.tomorrowIs, longDay(s)) : capital(longDay(s));
  };

  /** The whole event as one sentence, for those who cannot see where it lies. */
  function sentence(e) {
    const parts = [e.title, e.allDay && lastDay(e) > e.start ? fill(cfg.text.span, longDay(e.start), longDay(lastDay(e))) : longDay(e.start)];
    if (e.allDay) parts.push(cfg.text.allDay);
    else parts.push(e.end.slice(0, 10) === e.start.slice(0, 10) ? fill(cfg.text.span, time(e.start), time(e.end)) : fill(cfg.text.span, time(e.start), `${longDay(e.end)} ${time(e.end)}`));
    parts.push(...e.who);
    if (e.place) parts.push(e.place);
    if (e.kind === 'ask') parts.push(cfg.text.ask);
    if (e.recurring) parts.push(cfg.text.repeats);
    return parts.filter(Boolean).join(', ');
  }

  const name = e => el('span', 'vh', sentence(e));
  const title = e => el('b', '', el('bdi', '', e.title));
  const mine = e => e.kind === 'mine' || e.kind === 'ask';

  // how much fits, from the length: 400 container queries would cost the browser as much as drawing the events
  function size(e) {
    const midnight = wallMs(e.start.slice(0, 10)) + 864e5;
    const height = (Math.min(wallMs(e.end), midnight) - wallMs(e.start)) / 36e5 * cfg.hour;
    return height <= 17 ? 'cg-in low tiny' : height <= 31 ? 'cg-in low' : height <= 49 ? 'cg-in half' : 'cg-in';
  }

  function timed(e) {
    const t = e.allDay ? '' : mine(e) ? time(e.start) + (e.place ? ` · ${e.place}` : '') : `${e.initials} ${time(e.start)}`;
    const w = mine(e) ? e.extra : '';
    return [el('span', e.allDay ? 'cg-in' : size(e), title(e), t && el('span', 't', el('bdi', '', t)), w && el('span', 'w', w)), name(e)];
  }

  function month(e) {
    const w = mine(e) ? e.extra : e.initials;
    return [el('span', 'cg-in', e.allDay ? null : el('span', 't', time(e.start)), title(e), w && !e.allDay ? el('span', 'w', w) : null), name(e)];
  }

  function list(e) {
    const range = e.allDay ? cfg.text.allDay : `${time(e.start)} – ${time(e.end)}`;
    const who = e.who.join(', ');
    const place = e.place ? el('span', 'where', el('span', 'i i-place'), el('bdi', 'cut', e.place)) : el('span', 'where');
    return [el('span', 'cg-in', el('span', 'time', range), el('span', 'bar2'), title(e), place, el('span', 'who cut', el('bdi', '', who))), name(e)];
  }

  function phone(e) {
    const range = e.allDay ? cfg.text.allDay : `${time(e.start)} – ${time(e.end)}`;
    const line = [range, e.place, mine(e) ? '' : e.who.join(', '), e.kind === 'ask' ? cfg.text.ask : ''].filter(Boolean).join(' · ');
    return [el('span', 'cg-in', el('span', 'time', e.allDay ? cfg.text.allDay : time(e.start)), title(e), el('span', 't', el('bdi', '', line))), name(e)];
  }

  const styles = { day: timed, week: timed, workweek: timed, month, list, phone };

  return {
    sentence, time, longDay, dayTitle, dayMonth,
    content(event, view) {
      const e = event.extendedProps.e;
      if (e?.id === '{now}') return [el('span', 'cg-now', el('span', 'time', time(e.start)))];
      if (e) { const nodes = (styles[view] ?? timed)(e); nodes[0].setAttribute('aria-hidden', 'true'); return nodes; }
      return event.display === 'pointer' || event.allDay ? [] : [el('span', 'cg-in')];
    },
    head(date, view) {
      if (view === 'month') return [document.createTextNode(capital(shortWeekday(date)))];
      return [el('b', '', String(Number(date.slice(8, 10)))), document.createTextNode(capital(shortWeekday(date)))];
    },
    monthCell(date) { return Number(date.slice(8, 10)) === 1 ? dayMonth(date) : String(Number(date.slice(8, 10))); },
    slot: slotTime,
  };
}
