// The browser's half of the message list: which rows are in sight, the highlight that moves before the server answers, clicks and keys
// of the whole list in one place, swiping. Everything that lasts is said to the server, which draws the rows.
import './label-menu.js';

const phone = matchMedia('(max-width: 599px)');
const typing = element => element instanceof Element &&
  element.closest('input:not([type=checkbox]), textarea, select, [contenteditable=""], [contenteditable=true], [role=textbox], dialog, [role=menu], .compose') !== null;

export function attach(grid, server) {
  let asking = false, again = false, version = grid.dataset.version, anchor = null, openTimer = 0, lastOpen = 0;
  const off = new AbortController();
  const on = (target, name, handler, options = {}) => target.addEventListener(name, handler, { ...options, signal: off.signal });
  const say = (method, ...args) => server.invokeMethodAsync(method, ...args).catch(() => { /* the connection is lost: the banner says so */ });

  const rowHeight = () => parseFloat(getComputedStyle(grid).getPropertyValue('--row-h')) || 68;
  const number = name => Number(grid.dataset[name]);
  const place = row => Number(row.getAttribute('aria-rowindex')) - 1;
  const rowAt = index => grid.querySelector(`[role=row][aria-rowindex="${index + 1}"]`);
  const cursorRow = () => grid.querySelector('[data-cursor]') ?? grid.querySelector('[role=row][aria-selected=true]');

  // --- rows in sight
  async function look() {
    const height = rowHeight(), total = number('total');
    if (!total) return;
    const first = Math.max(0, Math.floor(grid.scrollTop / height)), count = Math.ceil(grid.clientHeight / height) + 1;
    const drawn = number('first'), end = drawn + number('count');
    if ((first - 4 >= drawn || drawn === 0) && (first + count + 4 <= end || end >= total)) return;
    if (asking) { again = true; return; }
    asking = true;
    again = false;
    await say('ShowAsync', first, count);
    asking = false;
    if (again) look();
  }
  on(grid, 'scroll', () => { keepAnchor(); look(); }, { passive: true });
  const resized = new ResizeObserver(() => look());
  resized.observe(grid);

  // --- new rows above must not move what is being read
  function keepAnchor() {
    const height = rowHeight();
    if (grid.scrollTop < height) { anchor = null; return; }
    const row = rowAt(Math.ceil(grid.scrollTop / height));
    anchor = row?.dataset.uid ? { uid: row.dataset.uid, index: place(row) } : null;
  }
  const drawnAgain = new MutationObserver(() => {
    if (grid.dataset.version !== version) {
      version = grid.dataset.version;
      grid.scrollTop = 0;
      wanted = -1;
      anchor = null;
      grid.querySelector('[data-cursor]')?.removeAttribute('data-cursor');
    } else if (anchor) {
      const row = grid.querySelector(`[data-uid="${anchor.uid}"]`);
      const moved = row ? place(row) - anchor.index : 0;
      if (moved !== 0) grid.scrollTop += moved * rowHeight();
    }
    const active = grid.getAttribute('aria-activedescendant');
    if (active && !document.getElementById(active)) grid.removeAttribute('aria-activedescendant');
    keepAnchor();
    look();
    if (wanted >= 0 && rowAt(wanted)?.dataset.uid) goTo(wanted);
  });
  drawnAgain.observe(grid, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-version', 'data-total', 'data-first'] });

  // --- highlight
  function highlight(row) {
    const old = cursorRow();
    if (old && old !== row) {
      old.removeAttribute('data-cursor');
      if (opens()) old.setAttribute('aria-selected', 'false');
    }
    row.setAttribute('data-cursor', '');
    if (opens()) row.setAttribute('aria-selected', 'true');
    if (row.id) grid.setAttribute('aria-activedescendant', row.id);
    const top = place(row) * rowHeight();
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + rowHeight() > grid.scrollTop + grid.clientHeight) grid.scrollTop = top + rowHeight() - grid.clientHeight;
  }
  const opens = () => grid.dataset.pane !== 'off' && !phone.matches;

  function open(row, now) {
    if (!row.dataset.uid) return;
    clearTimeout(openTimer);
    const go = () => { lastOpen = performance.now(); say('RowAsync', 'open', row.dataset.uid, false); };
    if (now || performance.now() - lastOpen > 180) go();
    else openTimer = setTimeout(go, 120);
  }

  function step(by) {
    const total = number('total');
    if (!total) return;
    const here = cursorRow(), index = wanted >= 0 ? wanted : here ? place(here) : -1;
    goTo(Math.min(total - 1, Math.max(0, index + by)));
  }

  // a row that is not drawn yet gets the highlight when it comes
  let wanted = -1;
  function goTo(index) {
    const row = rowAt(index);
    if (!row?.dataset.uid) {
      wanted = index;
      const height = rowHeight(), top = index * height;
      if (top < grid.scrollTop) grid.scrollTop = top;
      else if (top + height > grid.scrollTop + grid.clientHeight) grid.scrollTop = top + height - grid.clientHeight;
      look();
      return;
    }
    wanted = -1;
    highlight(row);
    if (opens()) open(row, false);
  }

  // --- pointer
  on(grid, 'click', event => {
    const row = event.target.closest?.('[role=row]');
    if (!row?.dataset.uid) return;
    const button = event.target.closest('[data-act]');
    if (button) {
      if (button.dataset.act === 'flag') button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
      say('RowAsync', button.dataset.act, row.dataset.uid, false);
    } else if (event.target.closest('.cb')) say('RowAsync', 'tick', row.dataset.uid, event.shiftKey);
    else if (event.ctrlKey || event.metaKey || event.shiftKey) { event.preventDefault(); say('RowAsync', 'tick', row.dataset.uid, event.shiftKey); }
    else if (phone.matches && event.target.closest('.av')) say('RowAsync', 'tick', row.dataset.uid, false);
    else { highlight(row); open(row, true); }
  });
  on(grid, 'mousedown', event => { if (event.shiftKey) event.preventDefault(); });   // no text selection

  // --- the menu of a row: right click, a long press, or the key for it
  on(grid, 'contextmenu', event => {
    const at = event.target.closest?.('[role=row]'), row = at ?? cursorRow();
    if (!row?.dataset.uid) return;
    event.preventDefault();
    const menu = grid.closest('.listpane').querySelector('[data-row-menu]'), box = row.getBoundingClientRect();
    Object.assign(menu.dataset, at ? { x: event.clientX, y: event.clientY } : { x: box.left + 48, y: box.top + box.height / 2 });
    say('RowAsync', 'menu', row.dataset.uid, false);
    menu.hidePopover();
    menu.showPopover();
  });

  // the message under the pointer is likely to be the next one: the server reads it before it is asked for
  let near = null, nearTimer = 0;
  const come = row => { clearTimeout(nearTimer); if (row?.dataset.uid && row.dataset.uid !== near && opens()) { near = row.dataset.uid; say('Near', near); } };
  on(grid, 'pointerover', event => {
    clearTimeout(nearTimer);
    const row = event.pointerType === 'mouse' ? event.target.closest?.('[role=row]') : null;
    if (row) nearTimer = setTimeout(come, 60, row);
  }, { passive: true });
  on(grid, 'pointerdown', event => { if (!event.target.closest('[data-act], .cb')) come(event.target.closest('[role=row]')); }, { passive: true });

  // --- keys; before the frame's own (js/keys.js), which leaves alone what is taken here
  on(window, 'keydown', event => {
    if (event.defaultPrevented || event.isComposing || typing(event.target) || document.querySelector('dialog[open]')) return;
    const inList = grid.contains(event.target), free = inList || event.target === document.body || event.target.closest?.('.sheet') !== null;
    const letters = document.documentElement.dataset.keys !== 'off';
    const control = event.ctrlKey || event.metaKey;
    let done = true;
    if (control && event.key === 'a' && free && !event.altKey && !event.shiftKey) say('KeyAsync', 'all');
    else if (control || event.altKey || (event.shiftKey && event.key.length > 1)) done = false;
    else if ((event.key === 'j' && letters) || (event.key === 'ArrowDown' && inList)) step(1);
    else if ((event.key === 'k' && letters) || (event.key === 'ArrowUp' && inList)) step(-1);
    else if (inList && event.key === 'Home') { grid.scrollTop = 0; done = false; }
    else if ((event.key === 'Enter' && inList && event.target === grid) || (event.key === 'o' && letters && free)) { const row = cursorRow(); if (row) open(row, true); else done = false; }
    else if (event.key === 'x' && letters && free) { const row = cursorRow(); if (row?.dataset.uid) say('RowAsync', 'tick', row.dataset.uid, false); else done = false; }
    else if ((event.key === 'u' && letters && free) || (event.key === 'Escape' && free && !document.querySelector('[popover]:popover-open'))) { say('KeyAsync', 'back'); grid.focus({ preventScroll: true }); }
    else done = false;
    if (done) event.preventDefault();
  }, { capture: true });

  // --- the tree: arrow keys move between folders, Enter opens
  on(document, 'keydown', event => {
    const node = event.target.closest?.('[data-tree] [role=treeitem]');
    if (!node || event.target !== node) return;   // the row's menu has keys of its own
    const all = [...node.parentElement.querySelectorAll('[role=treeitem]')], here = all.indexOf(node);
    const go = index => { event.preventDefault(); all[Math.min(all.length - 1, Math.max(0, index))].focus(); };
    if (event.key === 'ArrowDown') go(here + 1);
    else if (event.key === 'ArrowUp') go(here - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(all.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); node.click(); }
  });

  // --- swiping on phones: towards the end archives, towards the start deletes
  let swipe = null;
  on(grid, 'touchstart', event => {
    const row = phone.matches && event.touches.length === 1 ? event.target.closest?.('[role=row]') : null;
    swipe = row?.dataset.uid ? { row, x: event.touches[0].clientX, y: event.touches[0].clientY, by: 0, sure: false } : null;
  }, { passive: true });
  on(grid, 'touchmove', event => {
    if (!swipe) return;
    const x = event.touches[0].clientX - swipe.x, y = event.touches[0].clientY - swipe.y;
    if (!swipe.sure && Math.abs(y) > 12 && Math.abs(y) > Math.abs(x)) { swipe = null; return; }
    if (!swipe.sure && Math.abs(x) < 16) return;
    swipe.sure = true;
    swipe.by = x;
    swipe.row.dataset.swipe = (x > 0) === (getComputedStyle(grid).direction !== 'rtl') ? 'archive' : 'delete';
    swipe.row.style.setProperty('--swipe', x + 'px');
  }, { passive: true });
  const endSwipe = () => {
    if (!swipe) return;
    const { row, by } = swipe, act = row.dataset.swipe;
    swipe = null;
    delete row.dataset.swipe;
    row.style.removeProperty('--swipe');
    if (Math.abs(by) > 110 && act) say('RowAsync', act, row.dataset.uid, false);
  };
  on(grid, 'touchend', endSwipe);
  on(grid, 'touchcancel', endSwipe);

  splitter(grid.closest('.sheet'), on);
  look();
  groupware.take(({ id, on }) => { const row = document.getElementById(id); (on ? row?.querySelector(on) : row)?.click(); });
  return { detach() { off.abort(); resized.disconnect(); drawnAgain.disconnect(); clearTimeout(openTimer); } };
}

// --- the line between list and pane: drag, arrow keys, double click for the usual width; remembered in this browser
function splitter(sheet, on) {
  if (!sheet) return;
  const limits = { min: 320, max: 560, usual: 400 };
  const bar = document.createElement('div');
  Object.assign(bar, { className: 'splitter', tabIndex: -1 });
  bar.setAttribute('aria-hidden', 'true');
  const set = (width, keep = true) => {
    const value = width === null ? null : Math.round(Math.min(limits.max, Math.max(limits.min, width)));
    if (value === null) sheet.style.removeProperty('--ui-list');
    else sheet.style.setProperty('--ui-list', value + 'px');
    try { if (keep) { if (value === null) localStorage.removeItem('mail.list'); else localStorage.setItem('mail.list', String(value)); } } catch { /* private browsing */ }
  };
  let known = null;
  try { known = localStorage.getItem('mail.list'); } catch { /* private browsing */ }
  if (known) set(Number(known), false);
  sheet.append(bar);
  let from = null;
  on(bar, 'pointerdown', event => { bar.setPointerCapture(event.pointerId); from = { x: event.clientX, width: sheet.querySelector('.listpane').offsetWidth }; });
  on(bar, 'pointermove', event => { if (from) set(from.width + (event.clientX - from.x) * (getComputedStyle(sheet).direction === 'rtl' ? -1 : 1), false); });
  on(bar, 'pointerup', () => { if (from) set(sheet.querySelector('.listpane').offsetWidth); from = null; });
  on(bar, 'dblclick', () => set(null));
}
