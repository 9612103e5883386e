// Keys of the page: a control that carries data-key="e" is pressed; other keys go to the page's own acts (KeyboardHelp.razor).
// Single-letter keys can be turned off in the settings (WCAG 2.1.4); Ctrl combinations and Esc stay.
let target = null, prefix = '', until = 0;

export function serve(reference) { target = reference; }

const typing = element => element instanceof Element &&
  (element.closest('input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=""], [contenteditable=true], [role=textbox]') !== null);

function name(event) {
  const key = event.key === ' ' ? 'Space' : event.key;
  const single = key.length === 1;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (!single || /[a-z]/i.test(key))) parts.push('Shift');
  parts.push(single && /[a-z]/i.test(key) ? key.toLowerCase() : key);
  return parts.join('+');
}

const shown = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';

function press(keys) {
  const scope = document.querySelector('dialog[open]') ?? document;
  for (const control of scope.querySelectorAll('[data-key]')) {
    if (control.dataset.key.split(', ').includes(keys) && !control.disabled && (shown(control) || control.matches('.rail a'))) { control.click(); return true; }
  }
  return false;
}

export function listen() {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return;
    const control = event.ctrlKey || event.metaKey || event.altKey;
    if (typing(event.target) && !control) {
      if (event.key === 'Escape' && event.target.id === 'search') event.target.blur();
      return;
    }
    if (!control && event.key.length === 1 && document.documentElement.dataset.keys === 'off') return;
    const keys = name(event);
    const sequence = event.timeStamp < until ? prefix + ' ' + keys : keys;
    prefix = '';
    until = 0;
    if (keys === '/' && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      document.documentElement.toggleAttribute('data-find', true);
      const search = document.getElementById('search');
      search?.focus();
      search?.select();
      return;
    }
    if (press(sequence)) { event.preventDefault(); return; }
    if (keys === 'g' && sequence === 'g') { prefix = 'g'; until = event.timeStamp + 1500; }   // by when it was pressed: a page that is busy hears it later
    if (target && (event.key.length === 1 || control || event.key === 'Delete' || event.key === 'Backspace')) target.invokeMethodAsync('PressAsync', sequence).catch(() => { /* the connection is lost: the banner says so */ });
  });
}
