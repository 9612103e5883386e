// The label menu in the browser: finding, the highlight and the choice. What is chosen is a click, which the server hears; typing is not.
const menus = '[data-labels]';
const fold = text => text.trim().normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
const same = (a, b) => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
const shown = menu => [...menu.querySelectorAll('[role=option]:not([hidden])')];

function highlight(menu, option) {
  for (const old of menu.querySelectorAll('[role=option].on')) if (old !== option) old.classList.remove('on');
  option?.classList.add('on');
  option?.scrollIntoView({ block: 'nearest' });
  const input = menu.querySelector('input');
  if (option) input.setAttribute('aria-activedescendant', option.id);
  else input.removeAttribute('aria-activedescendant');
}

function find(menu) {
  const typed = menu.querySelector('input').value.trim(), wanted = fold(typed), create = menu.querySelector('[data-new]');
  let there = false;
  for (const option of menu.querySelectorAll('[data-name]')) {
    option.hidden = !fold(option.dataset.name).includes(wanted);
    there ||= same(option.dataset.name, typed);
  }
  create.hidden = typed === '' || there;
  create.querySelector('[data-typed]').textContent = typed;
  highlight(menu, shown(menu)[0]);
}

function choose(menu, option) {
  const input = menu.querySelector('input');
  if (option.matches('[data-new]')) {
    input.dispatchEvent(new Event('change', { bubbles: true }));   // the server hears the name before the click
    option.click();
    input.value = '';
    find(menu);
  } else {
    option.click();
    input.select();   // the next letters look for the next label
  }
}

document.addEventListener('toggle', event => {
  const menu = event.target;
  if (!(menu instanceof HTMLElement) || !menu.matches(menus) || event.newState !== 'open') return;
  menu.querySelector('input').value = '';
  find(menu);
}, true);

document.addEventListener('input', event => {
  const menu = event.target.closest?.(menus);
  if (menu) find(menu);
});

document.addEventListener('keydown', event => {
  const menu = event.target instanceof Element ? event.target.closest(menus) : null;
  if (!menu || event.isComposing) return;
  const all = shown(menu), here = all.findIndex(option => option.classList.contains('on'));
  if (event.key === 'ArrowDown') highlight(menu, all[(here + 1) % all.length]);
  else if (event.key === 'ArrowUp') highlight(menu, all[(here - 1 + all.length) % all.length]);
  else if (event.key === 'Enter') { if (all[here]) choose(menu, all[here]); }
  else if (event.key === 'Tab') { menu.hidePopover(); return; }
  else return;
  event.preventDefault();
}, true);

// a click leaves the focus in the field, so that the next name can be typed
document.addEventListener('mousedown', event => {
  const option = event.target.closest?.(`${menus} [role=option]`);
  if (!option) return;
  event.preventDefault();
  if (option.matches('[data-new]')) option.closest(menus).querySelector('input').dispatchEvent(new Event('change', { bubbles: true }));   // the server hears the name before the click
});
document.addEventListener('click', event => {
  const option = event.isTrusted ? event.target.closest?.(`${menus} [data-new]`) : null;
  if (!option) return;
  const menu = option.closest(menus);
  queueMicrotask(() => { menu.querySelector('input').value = ''; find(menu); });
});

// an item of another menu opens it at that menu's place, once it has closed
document.addEventListener('click', event => {
  const item = event.target.closest?.('[data-opens]');
  const menu = item ? document.getElementById(item.dataset.opens) : null;
  if (!menu) return;
  const from = item.closest('[popover]').getBoundingClientRect();
  Object.assign(menu.dataset, { x: from.left, y: from.top });
  setTimeout(() => menu.showPopover());
}, true);
