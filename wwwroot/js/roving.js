// One tab stop for a group of buttons, arrows inside: <div data-roving> a row, <table data-roving="7"> a grid of seven columns.
// A role=radio is chosen by moving to it, as with the browser's own radio buttons.
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || !['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
  const group = event.target instanceof Element ? event.target.closest('[data-roving]') : null;
  if (!group) return;
  const all = [...group.querySelectorAll('button:not([disabled])')], here = all.indexOf(event.target);
  if (here < 0) return;
  const rtl = getComputedStyle(group).direction === 'rtl' ? -1 : 1, columns = Number(group.dataset.roving) || 1;
  const step = { ArrowLeft: -rtl, ArrowRight: rtl, ArrowUp: -columns, ArrowDown: columns, Home: -here, End: all.length - 1 - here }[event.key];
  const next = all[columns === 1 ? (here + step + all.length) % all.length : here + step];
  event.preventDefault();
  event.stopPropagation();
  if (!next) return;
  for (const button of all) button.tabIndex = button === next ? 0 : -1;
  next.focus();
  if (next.getAttribute('role') === 'radio') next.click();
}, true);
