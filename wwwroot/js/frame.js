// The frame's own behaviour in the browser: connection, menus, dialogs, the drawer, the look. Nothing here waits for the circuit.
import { listen, serve } from './keys.js';
import './roving.js';

const root = document.documentElement;

// --- connection: try at once, then slower, for as long as the page is open
const waits = attempt => attempt < 8 ? 250 : attempt < 30 ? 1000 : attempt < 120 ? 3000 : 10000;
let interactive = false;
// the rows come with the page: a click on one before anything listens is done as soon as the list does
let early = null;
document.addEventListener('click', event => {
  if (early === false) return;
  const row = event.target.closest?.('[role=row][id]'), act = row ? event.target.closest('[data-act]')?.dataset.act : null;
  early = row ? { id: row.id, on: act ? `[data-act="${act}"]` : event.target.closest('.cb') ? '.cb' : null } : null;
}, true);
const mark = () => { if (interactive) document.body.dataset.interactive = 'true'; };

// somebody is here: what a hand does counts as use of the session, once a minute; what the server draws does not
let host = null, told = 0;
for (const type of ['pointerdown', 'keydown', 'wheel']) {
  addEventListener(type, event => {
    if (!host || !event.isTrusted || Date.now() - told < 60_000) return;
    told = Date.now();
    host.invokeMethodAsync('OnUse').catch(() => { told = 0; });   // the line is cut: said with the next key
  }, { capture: true, passive: true });
}
globalThis.groupware = {
  ready(tab) { interactive = true; mark(); host = tab; },
  keys(target) { serve(target); },
  look(theme, density, keys) {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme; else delete root.dataset.theme;
    root.dataset.density = density;
    root.dataset.keys = keys ? 'on' : 'off';
  },
  take(act) { const said = early; early = false; if (said) act(said); },
  focus(selector) { document.querySelector(selector)?.focus(); },
};

function connection() {
  const banner = document.getElementById('components-reconnect-modal');
  const live = () => document.querySelector('.live');
  let word = null;
  const say = key => { banner.querySelector('.words').textContent = banner.dataset[key]; };
  // whoever has unsaved text says no, and loads the page anew as soon as it is safe
  const leave = () => { if (dispatchEvent(new Event('groupware-reload', { cancelable: true }))) location.reload(); };
  const retry = async () => {
    try {
      if (await Blazor.reconnect()) return;
      if (!await Blazor.resumeCircuit()) { say('gone'); leave(); }
    } catch { /* the server does not answer yet: the script goes on trying by itself */ }
  };
  banner.addEventListener('components-reconnect-state-changed', event => {
    const state = event.detail.state;
    if (state === 'show') {
      say('lost');
      banner.classList.add('on');
      const status = live();
      if (status && word === null) { word = status.textContent; status.textContent = status.dataset.offline; status.classList.add('off'); }
    } else if (state === 'hide') {
      banner.classList.remove('on');
      const status = live();
      if (status && word !== null) { status.textContent = word; status.classList.remove('off'); }
      word = null;
    } else if (state === 'failed') retry();
    else if (state === 'rejected') { say('gone'); leave(); }
  });
  banner.querySelector('[data-reconnect]').addEventListener('click', retry);
  addEventListener('online', () => { if (banner.classList.contains('on')) retry(); });
  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: waits } } })
    .then(() => Blazor.addEventListener('enhancedload', mark));   // a page fetched over this one takes the mark off
}

// --- menus: <button popovertarget="m1"> … <div id="m1" popover role="menu">
const items = menu => [...menu.querySelectorAll('[role^=menuitem]:not([disabled])')].filter(item => item.getClientRects().length > 0);
document.addEventListener('toggle', event => {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || !menu.matches('[role=menu], [data-labels]')) return;
  const button = document.querySelector(`[popovertarget="${menu.id}"]`);
  if (event.newState === 'open') {
    place(menu, button);
    button?.setAttribute('aria-expanded', 'true');
    items(menu)[0]?.focus();
  } else {
    button?.setAttribute('aria-expanded', 'false');
    if (button && (menu.contains(document.activeElement) || document.activeElement === document.body)) button.focus();
  }
}, true);

function place(menu, button) {
  const at = button?.getClientRects().length ? button.getBoundingClientRect() : { left: Number(menu.dataset.x), right: Number(menu.dataset.x), top: Number(menu.dataset.y), bottom: Number(menu.dataset.y) };
  menu.style.margin = '0';
  menu.style.inset = 'auto';
  const box = menu.getBoundingClientRect(), gap = 8;
  const rtl = getComputedStyle(menu).direction === 'rtl';
  let left = rtl ? at.right - box.width : at.left;
  if (left + box.width > innerWidth - gap) left = Math.max(gap, at.right - box.width);
  let top = at.bottom + 4;
  if (top + box.height > innerHeight - gap) top = Math.max(gap, at.top - box.height - 4);
  menu.style.left = Math.max(gap, left) + 'px';
  menu.style.top = top + 'px';
  menu.style.maxHeight = (innerHeight - 2 * gap) + 'px';
}

document.addEventListener('keydown', event => {
  const menu = event.target instanceof Element ? event.target.closest('[role=menu]') : null;
  if (!menu) return;
  const all = items(menu), here = all.indexOf(event.target);
  const go = index => { event.preventDefault(); event.stopPropagation(); all[(index + all.length) % all.length]?.focus(); };
  if (event.key === 'ArrowDown') go(here + 1);
  else if (event.key === 'ArrowUp') go(here - 1);
  else if (event.key === 'Home') go(0);
  else if (event.key === 'End') go(all.length - 1);
  else if (event.key === 'Tab') menu.hidePopover?.();
  else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.stopPropagation();
    const letter = event.key.toLowerCase();
    const next = [...all.slice(here + 1), ...all.slice(0, here + 1)].find(item => item.textContent.trim().toLowerCase().startsWith(letter));
    if (next) { event.preventDefault(); next.focus(); }
  }
}, true);
document.addEventListener('click', event => {
  const item = event.target instanceof Element ? event.target.closest('[role^=menuitem]') : null;
  const menu = item?.closest('[popover][role=menu]');
  if (menu && !item.hasAttribute('data-stays')) menu.hidePopover();
});

// --- Ctrl+Enter saves what is being typed: the field says its change before the key is heard
document.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches?.('input, textarea')) event.target.dispatchEvent(new Event('change', { bubbles: true }));
}, true);

// --- trees: one stop of the Tab key, arrows walk inside, Enter opens (a tree with data-tree has its own script)
document.addEventListener('keydown', event => {
  const item = event.target instanceof Element && event.target.matches('[role=tree]:not([data-tree]) [role=treeitem]') ? event.target : null;
  if (!item || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); item.click(); return; }
  const all = [...item.closest('[role=tree]').querySelectorAll('[role=treeitem]')];
  const next = { ArrowDown: all[all.indexOf(item) + 1], ArrowUp: all[all.indexOf(item) - 1], Home: all[0], End: all.at(-1) }[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

// --- dialogs: a <dialog data-modal> that comes into the page is opened; when it goes, the focus returns
const opened = new Map();
function comes(dialog) {
  if (dialog.open) return;
  opened.set(dialog, document.activeElement);
  dialog.showModal();
}
function goes(dialog) {
  const back = opened.get(dialog);
  opened.delete(dialog);
  if (back?.isConnected && (document.activeElement === document.body || document.activeElement === null)) back.focus();
}
new MutationObserver(changes => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (!(node instanceof Element)) continue;
      if (node.matches('dialog[data-modal]')) comes(node);
      else if (node.childElementCount) node.querySelectorAll('dialog[data-modal]').forEach(comes);
    }
  }
  for (const dialog of opened.keys()) if (!dialog.isConnected) goes(dialog);
}).observe(document.body, { childList: true, subtree: true });
document.addEventListener('click', event => {   // a click on the shade is Esc
  if (event.target instanceof HTMLDialogElement && event.target.matches('[data-modal]')) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.dispatchEvent(new Event('cancel', { cancelable: true }));
  }
});

// --- the drawer and the search box of small screens
function drawer(open) {
  root.toggleAttribute('data-drawer', open);
  document.querySelectorAll('[data-drawer][aria-expanded]').forEach(button => button.setAttribute('aria-expanded', String(open)));
  if (open) document.querySelector('.side button, .side a, .side [tabindex="0"]')?.focus();
}
document.addEventListener('click', event => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  const toggle = target.closest('[data-drawer]');
  if (toggle && toggle !== root) drawer(!root.hasAttribute('data-drawer'));
  else if (root.hasAttribute('data-drawer') && target.closest('.side :is([role=treeitem], .btn.fill, .labels .node, a)') && !target.closest('[aria-haspopup], [data-stays]')) drawer(false);
  if (target.closest('.rail a:not([aria-current])')) root.removeAttribute('data-find');   // another area looks for nothing yet
  if (target.closest('button[data-find]')) { root.toggleAttribute('data-find', true); document.getElementById('search')?.focus(); }
});
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  if (root.hasAttribute('data-drawer')) { drawer(false); document.querySelector('.drawer-button')?.focus(); }
});
document.addEventListener('focusout', event => { if (event.target.id === 'search' && !event.target.value) root.removeAttribute('data-find'); });

listen();

// --- the framework's scripts run once the page was painted: the first answer has something to read in it
const run = source => new Promise((done, failed) => {
  const script = Object.assign(document.createElement('script'), { src: source, onload: done, onerror: failed });
  script.setAttribute('autostart', 'false');
  document.body.append(script);
});
async function start() {
  const sources = [...document.querySelectorAll('link[data-run]')].map(link => link.href);
  if (!sources.length) return;
  await Promise.race([new Promise(done => requestAnimationFrame(() => setTimeout(done))), new Promise(done => setTimeout(done, document.hidden ? 0 : 500))]);
  for (const source of sources) await run(source);
  connection();
  document.querySelectorAll('link[data-sheet]').forEach(link => { link.rel = 'stylesheet'; });
}
start();
