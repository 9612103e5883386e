// The contact list: tells the component what is in view, and which key was pressed. And the two file pickers.
export function attach(list, component) {
  const px = name => parseFloat(getComputedStyle(list).getPropertyValue(name));
  const caption = document.createElement('div');   // the caption's height has no token
  caption.className = 'letter';
  let frame = 0, timer = 0, captionHeight = 0;
  const measure = () => {
    list.append(caption);
    captionHeight = caption.getBoundingClientRect().height;
    caption.remove();
  };
  const tell = () => {
    frame = 0;
    component.invokeMethodAsync('Seen', list.scrollTop, list.clientHeight, px('--ui-row-person'), captionHeight).catch(() => { /* not connected: the next scroll tells it again */ });
  };
  const soon = () => { if (!frame) frame = requestAnimationFrame(tell); };
  const scroll = () => { clearTimeout(timer); timer = setTimeout(soon, 30); };
  const pick = by => component.invokeMethodAsync('PickAsync', by).catch(() => { /* the banner says that the connection is lost */ });
  const names = { ArrowDown: 'next', ArrowUp: 'previous', Home: 'first', End: 'last', PageDown: 'pageDown', PageUp: 'pageUp' };
  const key = event => {
    const by = names[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    pick(by);
  };
  list.addEventListener('scroll', scroll, { passive: true });
  list.addEventListener('keydown', key);
  const sizes = new ResizeObserver(() => { measure(); soon(); });
  sizes.observe(list);
  return {
    scrollTo(top) { list.scrollTop = top; tell(); },
    dispose() { sizes.disconnect(); clearTimeout(timer); cancelAnimationFrame(frame); list.removeEventListener('scroll', scroll); list.removeEventListener('keydown', key); },
  };
}

// Asks for a file and posts it; answers what the server said, or null when the person changed their mind.
export function send(address, accept) {
  return new Promise(resolve => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', async () => {
      const form = new FormData();
      form.append('file', input.files[0]);
      const token = document.querySelector('#sign-out input[name="__RequestVerificationToken"]')?.value;
      if (token) form.append('__RequestVerificationToken', token);
      try {
        const answer = await fetch(address, { method: 'POST', body: form });
        resolve({ status: answer.status, body: await answer.text() });
      } catch { resolve({ status: 0, body: '' }); }
    });
    input.click();
  });
}
