// Everything that can be done by dragging, by keys too (WCAG 2.1.1, 2.5.7), and Escape, which the grid itself does not know.
import { shift } from './wall-clock.js';

const busy = '.ec-dragging, .ec-resizing-x, .ec-resizing-y, .ec-selecting';
const eventsOf = root => [...root.querySelectorAll('.ec-event[data-id]:not(.ec-preview, .ec-ghost, .ec-pointer)')].filter(e => e.style.visibility !== 'hidden');

/** One tab stop for the whole grid; the arrows do the rest. */
export function oneTabStop(root, wanted) {
  const all = eventsOf(root);
  if (all.length === 0) return;
  const keep = all.find(e => e.dataset.id === wanted) ?? all.find(e => e.tabIndex === 0) ?? all[0];
  for (const e of all) e.tabIndex = e === keep ? 0 : -1;
}

function nearest(root, from, key) {
  const a = from.getBoundingClientRect(), ax = (a.left + a.right) / 2, ay = a.top;
  const along = { ArrowLeft: (x, _) => ax - x, ArrowRight: (x, _) => x - ax, ArrowUp: (_, y) => ay - y, ArrowDown: (_, y) => y - ay }[key];
  const flat = key === 'ArrowLeft' || key === 'ArrowRight';
  let best = null, cost = Infinity;
  for (const e of eventsOf(root)) {
    if (e === from) continue;
    const b = e.getBoundingClientRect(), x = (b.left + b.right) / 2, y = b.top, d = along(x, y);
    if (d < 2) continue;
    const c = d + 3 * (flat ? Math.abs(y - ay) : Math.abs(x - ax));
    if (c < cost) { cost = c; best = e; }
  }
  return best;
}

/** Keys on the grid. `grid` hands over what the adapter knows: own events, redraw, send, say. */
export function listenKeys(root, grid) {
  let moving = null;

  function step(key, resize) {
    const e = grid.own.get(moving.id), month = grid.view() === 'month';
    const rtl = getComputedStyle(root).direction === 'rtl' ? -1 : 1;
    const delta = { ArrowLeft: { days: -rtl }, ArrowRight: { days: rtl }, ArrowUp: month || e.allDay ? { days: -7 } : { seconds: -900 }, ArrowDown: month || e.allDay ? { days: 7 } : { seconds: 900 } }[key];
    const next = resize ? { ...e, end: shift(e.end, delta) } : { ...e, start: shift(e.start, delta), end: shift(e.end, delta) };
    if (next.end <= next.start) return;
    grid.draw(next);
    grid.say(grid.sentence(next));
  }

  function finish(keep) {
    const { was } = moving, now = grid.own.get(was.id);
    moving = null;
    root.classList.remove('cg-moving');
    if (!now) return;
    if (!keep) { grid.draw(was); grid.say(grid.text.moveStopped); return; }
    if (now.start === was.start && now.end === was.end) return;
    grid.say(grid.text.moveKept);
    grid.send(now.start === was.start ? 'Resized' : 'Moved', now, was);
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const target = event.target.closest?.('.ec-event[data-id]');
    if (moving) {
      if (event.key.startsWith('Arrow')) step(event.key, event.shiftKey);
      else if (event.key === 'Enter') finish(true);
      else if (event.key === 'Escape') finish(false);
      else if (event.key === 'Tab') { finish(false); return; }
      else return;
      event.preventDefault(); event.stopPropagation();
      return;
    }
    if (!target) return;
    if (event.key.startsWith('Arrow')) {
      const next = nearest(root, target, event.key);
      if (next) { oneTabStop(root, next.dataset.id); next.focus(); next.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }
      event.preventDefault(); event.stopPropagation();
    } else if (event.key === 'm') {
      const e = grid.own.get(target.dataset.id);
      event.preventDefault(); event.stopPropagation();
      if (!e?.editable) { grid.say(grid.text.moveRefused); return; }
      moving = { id: e.id, was: e };
      root.classList.add('cg-moving');
      grid.say(grid.text.moveHint);
    }
  }

  function onEscape(event) {
    if (event.key !== 'Escape' || !root.querySelector('.ec')?.matches(busy)) return;
    event.preventDefault(); event.stopPropagation();
    grid.escape(true);
    window.dispatchEvent(new PointerEvent('pointerup', { isPrimary: true, bubbles: true }));
    grid.escape(false);
    // the button is still down: the click that its release makes must not open the event
    const swallow = click => { click.preventDefault(); click.stopPropagation(); done(); };
    const done = () => { window.removeEventListener('click', swallow, true); window.removeEventListener('pointerdown', done, true); };
    window.addEventListener('click', swallow, true);
    window.addEventListener('pointerdown', done, true);
  }

  root.addEventListener('keydown', onKey, true);
  document.addEventListener('keydown', onEscape, true);
  return {
    stop() { root.removeEventListener('keydown', onKey, true); document.removeEventListener('keydown', onEscape, true); },
    moving: () => moving?.id,
  };
}
