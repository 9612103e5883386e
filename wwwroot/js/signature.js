// The signature in the settings: the mail editor, saved a moment after the last key and when it is left.
const pause = 800, largest = 24_000;   // octets on the line, which takes 32 KB at a time

export async function attach(box, editorPath, html, server) {
  const { HtmlEditor } = await import(editorPath);
  const tooLong = box.querySelector('.too-long');
  let timer = 0, saved = null;
  const save = () => {
    clearTimeout(timer);
    const now = editor.body;
    tooLong.hidden = new TextEncoder().encode(JSON.stringify(now)).length <= largest;
    if (now === saved || !tooLong.hidden) return;
    saved = now;
    server.invokeMethodAsync('OnTyped', now).catch(() => { saved = null; /* the connection is lost: the banner says so, the next key tries again */ });
  };
  const editor = new HtmlEditor(box.querySelector('.he'), {
    bar: box.querySelector('.tools'),
    onInput() { clearTimeout(timer); timer = setTimeout(save, pause); },
    onPicture() { /* none in a signature */ },
    onFiles() { /* none in a signature */ },
  });
  editor.load(html, false);
  saved = editor.body;
  box.addEventListener('focusout', event => { if (!box.contains(event.relatedTarget)) save(); });
  box.dataset.ready = '';
  return { detach() { clearTimeout(timer); editor.destroy(); } };
}
