// EventCalendar behind a narrow contract: events come in by HTTP as wall-clock strings of the shown zone, intents go out.
// Every decision (what may be moved, what a drag means for a series) is C#'s; a refused change is answered by revert().
import { createCalendar, destroyCalendar, TimeGrid, DayGrid, List, Interaction } from '@event-calendar/core';
import { drawing, fill } from './calendar-grid/draw.js';
import { listenKeys, oneTabStop } from './calendar-grid/keys.js';
import { offsetOf, shift, wallMs, wallNow, wallText } from './calendar-grid/wall-clock.js';

const names = { day: 'timeGridDay', workweek: 'workweek', week: 'timeGridWeek', month: 'dayGridMonth', list: 'agenda', phone: 'phone' };
const perDay = 12;                // a month slows down faster than linear: more than this a day is never given to it
const answerWithin = 8000;
const live = new Set();           // a resumed circuit makes a new element and never disposes the old one

const local = d => wallText(Date.UTC(d.getFullYear(), d.getMonth(), d.getDate(), d.getHours(), d.getMinutes()), false);
const css = href => new Promise(done => {
  if (document.querySelector(`link[href="${CSS.escape(href)}"]`)) { done(); return; }
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: done, onerror: done });
  document.head.append(link);
});

export async function attach(root, net, cfg) {
  for (const old of live) if (!old.root.isConnected) old.destroy();
  const sheet = css(cfg.css), hour = parseFloat(getComputedStyle(root).getPropertyValue('--ui-hour')) || 48;
  await sheet;
  cfg = { ...cfg, hour };
  const draw = drawing(cfg), text = cfg.text, own = new Map(), narrow = matchMedia('(max-width: 599px)');
  let view = cfg.view, source = cfg.source, stamp = 0, range = null, escaped = false, drafting = null, wanted = null, totals = new Map(), scrolled = null;
  const shown = () => narrow.matches ? 'phone' : view;
  const host = root.appendChild(Object.assign(document.createElement('div'), { className: 'cg-host' }));
  const status = root.appendChild(Object.assign(document.createElement('div'), { className: 'vh' }));
  status.setAttribute('role', 'status');

  const toEc = (e, now = wallNow(cfg.zone)) => ({
    id: e.id, title: e.title, start: e.start, end: e.end, allDay: e.allDay, startEditable: e.editable, durationEditable: e.editable,
    classNames: [`c${e.family}`, `cg-${e.kind}`, e.end <= now ? 'cg-past' : '', e.draft ? 'cg-draft' : ''].filter(Boolean), extendedProps: { e },
  });
  const days = e => { const out = []; for (let d = e.start.slice(0, 10); d < e.end || d === e.start.slice(0, 10); d = shift(d, { days: 1 })) { out.push(d); if (out.length > 60) break; } return out; };

  // what the grid gets of what there is: all, but for a crowded month
  function given() {
    const all = [...own.values()];
    totals = new Map();
    const kept = all.filter(e => {
      let room = true;
      for (const d of days(e)) { const t = totals.get(d) ?? { all: 0, given: 0 }; t.all++; totals.set(d, t); room &&= t.given < perDay; }
      if (shown() === 'month' && !room) return false;
      for (const d of days(e)) totals.get(d).given++;
      return true;
    });
    const now = wallNow(cfg.zone);   // once: a formatter costs more than an event
    if (shown() === 'list' || shown() === 'phone') kept.push({ id: '{now}', title: '', start: now, end: now, allDay: false, kind: 'now', family: 1, editable: false, who: [] });
    if (drafting) kept.push(drafting);
    for (const a of document.querySelectorAll('[data-strip-date]')) { const n = totals.get(a.dataset.stripDate)?.all ?? 0; a.querySelector('i').className = n > 1 ? 'two' : n === 1 ? '' : 'none'; }
    return kept.map(e => toEc(e, now));
  }

  async function load(from, to) {
    const answer = await fetch(`${source}${source.includes('?') ? '&' : '?'}from=${from.slice(0, 10)}&to=${to.slice(0, 10)}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.json();
  }
  const event = list => list.sort((a, b) => a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1);

  const sources = [{ events: async ({ startStr, endStr }) => {
    const mine = ++stamp;
    root.setAttribute('aria-busy', 'true');
    try {
      const list = await load(startStr, endStr);
      if (mine !== stamp) return given();
      own.clear();
      for (const e of event(list)) own.set(e.id, e);
      range = { from: startStr, to: endStr };
      tell('Loaded', list.length);
      return given();
    } catch (error) {
      if (mine === stamp) { own.clear(); range = null; tell('Failed', String(error?.message ?? '')); }
      return [];
    } finally {
      if (mine === stamp) root.setAttribute('aria-busy', 'false');
    }
  } }];

  // intents
  // while the circuit is down a call neither resolves nor rejects: the banner of the frame knows
  const offline = () => document.getElementById('components-reconnect-modal')?.classList.contains('on') === true;
  const tell = (name, x) => { if (!offline()) net.invokeMethodAsync(name, x).catch(() => {}); };
  function send(name, now, was) {
    (offline() ? Promise.reject() : Promise.race([net.invokeMethodAsync(name, { id: now.id, start: now.start, end: now.end, allDay: now.allDay, wasStart: was.start, wasEnd: was.end }), new Promise((_, no) => setTimeout(no, answerWithin))]))
      .catch(() => { const e = own.get(now.id); if (e) redraw({ ...e, start: was.start, end: was.end }); tellOffline(); });
  }
  function tellOffline() {
    root.querySelector('.cg-note')?.remove();
    const note = Object.assign(document.createElement('div'), { className: 'note warn cg-note', textContent: text.offline });
    note.setAttribute('role', 'alert');
    root.append(note);
    setTimeout(() => note.remove(), answerWithin);
  }
  const say = words => { status.textContent = ''; requestAnimationFrame(() => { status.textContent = words; }); };
  function redraw(e) { own.set(e.id, e); wanted = document.activeElement?.dataset?.id === e.id ? e.id : wanted; cal.updateEvent(toEc(e)); }

  function changed(info, name) {
    if (escaped) { info.revert(); return; }
    const was = own.get(info.event.id);
    if (!was) { info.revert(); return; }
    const [a, b] = name === 'Moved' ? [info.delta, info.delta] : [info.startDelta, info.endDelta];
    const now = { ...was, start: shift(was.start, a), end: shift(was.end, b) };
    if (now.end <= now.start) { info.revert(); return; }
    redraw(now);
    send(name, now, was);
  }

  function create(start, end, allDay) {
    setDraft({ start, end, allDay, title: text.newEvent, family: cfg.family });
    tell('Created', { start, end, allDay });
  }
  function setDraft(d) {
    if (drafting) cal.removeEventById('{draft}');
    drafting = d && { who: [], initials: '', extra: '', place: '', kind: 'mine', editable: false, recurring: false, ...d, id: '{draft}', draft: true };
    if (drafting) cal.addEvent(toEc(drafting));
  }

  const formats = {
    dayHeaderFormat: d => ({ domNodes: draw.head(local(d), shown()) }),
    dayHeaderAriaLabelFormat: d => draw.longDay(local(d)),
    dayCellFormat: d => draw.monthCell(local(d)),
    dayPopoverFormat: d => draw.longDay(local(d)),
    listDayFormat: d => draw.dayTitle(local(d)),
    listDaySideFormat: () => '',
    slotLabelFormat: d => draw.slot(local(d)),
  };

  const cal = createCalendar(host, [TimeGrid, DayGrid, List, Interaction], {
    ...formats,
    view: names[shown()], date: cfg.date, height: '100%', firstDay: cfg.firstDay, locale: cfg.locale,
    headerToolbar: { start: '', center: '', end: '' },
    slotDuration: '00:30', snapDuration: '00:15', slotLabelInterval: '01:00', slotHeight: hour / 2,
    slotEventOverlap: false, scrollTime: '07:30:00', nowIndicator: true, timeZone: offsetOf(cfg.zone),
    eventSources: sources, lazyFetching: true, dayMaxEvents: true, weekNumbers: true, weekNumberContent: ({ week }) => String(week),
    pointer: false, selectable: cfg.creates, editable: true, eventStartEditable: true, eventDurationEditable: true, eventResizableFromStart: true,
    longPressDelay: 400, unselectAuto: false, eventGap: 2,
    eventTimeFormat: () => '',   // the content is ours
    buttonText: t => ({ ...t, close: text.close }),
    allDayContent: { domNodes: [document.createTextNode(text.allDay)] },
    noEventsContent: { domNodes: [Object.assign(document.createElement('p'), { className: 'dim', textContent: text.none })] },
    eventContent: ({ event: e }) => ({ domNodes: draw.content(e, shown()) }),
    moreLinkContent: ({ num }) => { requestAnimationFrame(countMore); return { domNodes: [Object.assign(document.createElement('span'), { textContent: fill(text.more, num) })] }; },
    views: {
      workweek: { type: 'timeGridWeek', hiddenDays: [0, 6] },
      agenda: { type: 'listWeek', duration: { days: 30 } },
      phone: { type: 'listDay', duration: { days: 7 } },
    },
    eventClick: i => { if (i.event.id[0] !== '{') tell('Opened', i.event.id); },
    dateClick: i => { const start = i.dateStr.slice(0, i.allDay ? 10 : 19); create(start, shift(start, i.allDay ? { days: 1 } : { seconds: 3600 }), i.allDay); },
    select: i => { cal.unselect(); if (escaped) return; const n = i.allDay ? 10 : 19; create(i.startStr.slice(0, n), i.endStr.slice(0, n), i.allDay); },
    eventDrop: i => changed(i, 'Moved'),
    eventResize: i => changed(i, 'Resized'),
    eventDidMount: i => { const e = i.el; e.dataset.id = i.event.id; e.tabIndex = -1; if (i.event.id[0] === '{') { e.removeAttribute('role'); e.removeAttribute('tabindex'); } if (wanted === i.event.id) { wanted = null; e.tabIndex = 0; e.focus({ preventScroll: true }); } },
    eventAllUpdated: settle,
    datesSet: i => { root.dataset.view = shown(); cal.setOption('timeZone', offsetOf(cfg.zone)); keepScroll(); tell('Shown', { view, from: i.startStr.slice(0, 10), to: i.endStr.slice(0, 10) }); requestAnimationFrame(settle); },
  });

  function keepScroll() {
    const main = host.querySelector('.ec-time-grid .ec-main');
    if (scrolled !== null && main) { const top = scrolled; requestAnimationFrame(() => requestAnimationFrame(() => { const m = host.querySelector('.ec-time-grid .ec-main'); if (m) m.scrollTop = top; })); }
  }
  const onScroll = e => { if (e.target.matches?.('.ec-time-grid .ec-main') && !root.matches('[aria-busy=true]')) scrolled = e.target.scrollTop; };
  host.addEventListener('scroll', onScroll, true);

  // the library says table and cells but puts buttons into them; the day stands in each event's name instead
  function settle() {
    const ec = host.querySelector('.ec');
    if (!ec) return;
    ec.setAttribute('role', 'group');
    ec.setAttribute('aria-label', text.grid);
    for (const x of ec.querySelectorAll('[role=row],[role=rowgroup],[role=cell],[role=columnheader],[role=rowheader],[role=listitem]'))
      for (const k of ['role', 'aria-colindex', 'aria-colspan']) x.removeAttribute(k);
    for (const x of ec.querySelectorAll('.ec-col-head span[aria-label], .ec-header time[aria-label]')) { if (!x.querySelector('.vh')) { const full = document.createElement('span'); full.className = 'vh'; full.textContent = x.getAttribute('aria-label'); for (const n of [...x.childNodes]) { const hidden = document.createElement('span'); hidden.className = 'cg-h'; hidden.setAttribute('aria-hidden', 'true'); x.replaceChild(hidden, n); hidden.append(n); } x.append(full); } x.removeAttribute('aria-label'); }
    for (const main of ec.querySelectorAll('.ec-main')) { main.tabIndex = 0; main.setAttribute('role', 'group'); main.setAttribute('aria-label', text.scroll); }
    oneTabStop(root, wanted);
    countMore();
  }
  function countMore() {
    for (const a of host.querySelectorAll('.ec-day-foot a')) {
      const day = a.closest('.ec-day').querySelector('time').getAttribute('datetime'), span = a.firstElementChild, t = totals.get(day);
      if (!span || !t) continue;
      span.dataset.hidden ??= span.textContent.match(/\d+/)?.[0] ?? '0';
      span.textContent = fill(text.more, Number(span.dataset.hidden) + t.all - t.given);
    }
  }
  // a day of which the grid has only a part is opened as a day, others as the grid's own card
  const onMore = e => {
    const day = e.target.closest?.('.ec-day-foot a')?.closest('.ec-day')?.querySelector('time')?.getAttribute('datetime');
    if (day && totals.get(day)?.all > totals.get(day)?.given && (e.type === 'click' || e.key === 'Enter')) { e.stopPropagation(); e.preventDefault(); tell('DayOpened', day); }
  };
  const onHead = e => {
    const day = e.target.closest?.('.ec-header .ec-col-head, .ec-month-view .ec-day-head')?.querySelector('time')?.getAttribute('datetime');
    if (day && shown() !== 'day') tell('DayOpened', day);
  };
  host.addEventListener('click', onMore, true); host.addEventListener('keydown', onMore, true); host.addEventListener('click', onHead);

  const keys = listenKeys(root, { own, text, say, sentence: draw.sentence, view: shown, send, draw: e => { wanted = e.id; redraw(e); }, escape: v => { escaped = v; } });
  const onNarrow = () => { cal.setOption('view', names[shown()]); cal.refetchEvents(); };
  narrow.addEventListener('change', onNarrow);
  const hourly = setInterval(() => cal.setOption('timeZone', offsetOf(cfg.zone)), 36e5);

  /** Fetches the range on show again and draws only what differs: focus, scroll place and open card stay. */
  async function refresh() {
    if (keys.moving()) return;
    if (!range) { cal.refetchEvents(); return; }
    const mine = ++stamp, asked = range;
    let list;
    try { list = event(await load(asked.from, asked.to)); } catch (error) { if (mine === stamp) tell('Failed', String(error?.message ?? '')); return; }
    if (mine !== stamp) return;
    const next = new Map(list.map(e => [e.id, e]));
    const gone = [...own.keys()].filter(id => !next.has(id)), fresh = list.filter(e => JSON.stringify(e) !== JSON.stringify(own.get(e.id)));
    tell('Loaded', list.length);
    if (shown() === 'month' || gone.length + fresh.length > 40) { wanted = document.activeElement?.dataset?.id ?? null; own.clear(); for (const e of list) own.set(e.id, e); cal.refetchEvents(); return; }
    for (const id of gone) { own.delete(id); cal.removeEventById(id); }
    for (const e of fresh) if (own.has(e.id)) redraw(e); else { own.set(e.id, e); cal.addEvent(toEc(e)); }
  }

  const handle = {
    root,
    show(nextView, date) {
      view = nextView;
      if (names[shown()] !== cal.getOption('view')) { own.clear(); cal.setOption('view', names[shown()]); if (shown() === 'month' || root.dataset.view === 'month') cal.refetchEvents(); }
      cal.gotoDate(date);
    },
    source(address) { if (source !== address) { source = address; cal.refetchEvents(); } },
    refetch: () => { cal.refetchEvents(); },
    refresh,
    upsert(list) { for (const e of list) if (own.has(e.id)) redraw(e); else { own.set(e.id, e); cal.addEvent(toEc(e)); } },
    remove(ids) { for (const id of ids) { own.delete(id); cal.removeEventById(id); } },
    revert(id, start, end) { const e = own.get(id); if (e) redraw({ ...e, start, end }); },
    draft: setDraft,
    focus(id) { const e = host.querySelector(`.ec-event[data-id="${CSS.escape(id)}"]`); if (e) { oneTabStop(root, id); e.focus({ preventScroll: true }); } else host.querySelector('.ec-event[tabindex="0"]')?.focus({ preventScroll: true }); },
    mark(id) { for (const e of host.querySelectorAll('.cg-open')) e.classList.remove('cg-open'); if (id) for (const e of host.querySelectorAll(`.ec-event[data-id="${CSS.escape(id)}"]`)) e.classList.add('cg-open'); },
    /** Puts a card beside the event it is about, never over it; on phones the stylesheet makes it a sheet. */
    place(card, id) {
      const anchor = [...host.querySelectorAll(`.ec-event[data-id="${CSS.escape(id)}"]`)].find(e => e.getClientRects().length) ?? host;
      if (anchor !== host) anchor.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const frame = card.offsetParent?.getBoundingClientRect() ?? document.body.getBoundingClientRect(), a = anchor.getBoundingClientRect(), box = host.getBoundingClientRect();
      const w = card.offsetWidth, h = card.offsetHeight, gap = 10, edge = 8;
      let left = a.right + gap, top = Math.max(a.top, box.top + edge) - 24;
      if (anchor === host) { left = frame.left + (frame.width - w) / 2; top = box.top + 40; }
      else if (left + w > frame.right - edge) { left = a.left - gap - w; if (left < frame.left + edge) { left = Math.min(Math.max(a.left + 40, frame.left + edge), frame.right - edge - w); top = a.bottom + gap + h < frame.bottom ? a.bottom + gap : a.top - gap - h; } }
      top = Math.min(Math.max(top, frame.top + edge), Math.max(frame.top + edge, frame.bottom - edge - h));
      card.style.left = `${left - frame.left}px`; card.style.top = `${top - frame.top}px`;
      card.classList.add('placed');
    },
    destroy() {
      live.delete(handle); clearInterval(hourly); keys.stop(); narrow.removeEventListener('change', onNarrow);
      host.removeEventListener('scroll', onScroll, true);
      destroyCalendar(cal); root.replaceChildren();
    },
  };
  live.add(handle);
  root.dataset.view = shown();
  return handle;
}
