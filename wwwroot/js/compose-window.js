// A compose window: everything that is typed lives here, in the page; the circuit only draws the frame and hears what was decided.
import { call, upload } from './api.js';
import { DraftJournal } from './draft-journal.js';
import { RecipientBox, inside } from './recipient-box.js';

const open = new Map();   // draft id -> window

/** Of these drafts, those that no other tab has open. */
export async function unclaimed(ids) {
  if (!navigator.locks) return ids.filter(id => sessionStorage.getItem('compose:' + id));
  const { held } = await navigator.locks.query();
  const taken = new Set(held.map(lock => lock.name));
  return ids.filter(id => !taken.has('compose:' + id));
}

/** Of these drafts, those whose window this tab had open before it was loaded anew. */
export const here = ids => ids.filter(id => sessionStorage.getItem('compose:' + id));

export async function attach(section, id, host) {
  const own = new ComposeWindow(section, id, host);
  open.set(id, own);
  await own.start();
}

export function detach(id) {
  open.get(id)?.destroy();
  open.delete(id);
}

/** Until the server has everything that was typed; false when it cannot be reached. */
export const settle = id => open.get(id)?.settle() ?? true;

export function focus(id) { open.get(id)?.focus(); }

// A page that must be loaded anew (the circuit is lost) waits until nobody is typing and the text is safe.
addEventListener('groupware-reload', event => {
  if (!open.size) return;
  event.preventDefault();
  const look = () => {
    const quiet = [...open.values()].every(window => window.quiet);
    if (quiet) { for (const window of open.values()) window.rememberCaret(); location.reload(); } else setTimeout(look, 200);
  };
  setTimeout(look, 200);
});

class ComposeWindow {
  #section; #id; #host; #journal; #editor; #boxes = {}; #quote = 0; #hasQuote = false; #from = ''; #lastKey = 0; #uploads = new Map(); #stop = new AbortController(); #release = null; #ended = false; #subject; #status; #sending = false;

  constructor(section, id, host) {
    this.#section = section;
    this.#id = id;
    this.#host = host;
    this.#subject = section.querySelector('.subject input');
    this.#status = section.querySelector('.draft-status');
  }

  get quiet() { return performance.now() - this.#lastKey > 1500 && !this.#journal?.dirty && !this.#uploads.size; }

  async start() {
    const section = this.#section, signal = this.#stop.signal;
    sessionStorage.setItem('compose:' + this.#id, '1');
    navigator.locks?.request('compose:' + this.#id, { ifAvailable: true }, lock => lock && new Promise(release => { this.#release = release; }));
    const { HtmlEditor } = await import(section.dataset.editor);
    this.#journal = new DraftJournal(this.#id, () => this.#read(), (state, text) => this.#say(state, text));
    const view = await this.#journal.open();
    if (!view) { this.#tell('OnGone'); return; }
    const changed = () => { this.#lastKey = performance.now(); this.#journal.changed(); };
    const domains = section.dataset.domains.split(' ');
    const parts = { chip: section.querySelector('template.chip-template'), option: section.querySelector('template.option-template'), domains, onChange: () => { this.#showOutside(); changed(); } };
    for (const kind of ['to', 'cc', 'bcc']) this.#boxes[kind] = new RecipientBox(section.querySelector('.f.' + kind), parts);
    this.#editor = new HtmlEditor(section.querySelector('.he'), {
      bar: section.querySelector('.tools'), onInput: changed,
      onPicture: file => this.#picture(file), onFiles: files => this.#attachAll(files),
    });
    const { content } = view;
    this.#from = content.from;
    this.#hasQuote = view.hasQuote;
    this.#boxes.to.value = content.to;
    this.#boxes.cc.value = content.cc;
    this.#boxes.bcc.value = content.bcc;
    this.#subject.value = content.subject;
    this.#editor.load(content.body, content.plainText);
    this.#showCopies('cc', content.cc !== '');
    this.#showCopies('bcc', content.bcc !== '');
    this.#showQuote(content.quote);
    this.#showOutside();
    for (const attachment of view.attachments) if (!attachment.contentId) this.#row(attachment);
    if (view.savedText && view.version > 1) this.#say('saved', view.savedText);

    this.#subject.addEventListener('input', changed, { signal });
    this.#subject.addEventListener('change', () => this.#tell('OnTitle', this.#subject.value), { signal });
    section.addEventListener('keydown', event => this.#key(event), { signal });
    section.addEventListener('click', event => this.#click(event), { signal });
    section.querySelector('.pick').addEventListener('change', event => { this.#attachAll([...event.target.files]); event.target.value = ''; }, { signal });
    section.querySelector('.pick-picture').addEventListener('change', event => { [...event.target.files].forEach(file => this.#picture(file)); event.target.value = ''; }, { signal });
    for (const type of ['dragover', 'drop']) {
      section.addEventListener(type, event => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        if (type === 'drop') this.#attachAll([...event.dataTransfer.files]);
      }, { signal });
    }
    section.dataset.ready = 'true';
    const caret = sessionStorage.getItem('caret:' + this.#id);
    sessionStorage.removeItem('caret:' + this.#id);
    if (section.matches('[data-shape=Minimised]')) return;
    if (caret !== null) this.#restoreCaret(JSON.parse(caret)); else this.focus();
  }

  focus() {
    if (!this.#editor) return;
    if (!this.#boxes.to.value) this.#boxes.to.focus(); else if (!this.#subject.value) this.#subject.focus(); else this.#editor.focus();
  }

  rememberCaret() {
    const here = document.activeElement;
    if (!this.#section.contains(here)) return;
    const field = here === this.#subject ? 'subject' : ['to', 'cc', 'bcc'].find(kind => this.#section.querySelector('.f.' + kind).contains(here)) ?? 'body';
    sessionStorage.setItem('caret:' + this.#id, JSON.stringify({ field, at: field === 'body' ? this.#editor.caret : here.selectionStart }));
  }

  destroy() {
    this.#ended = true;
    sessionStorage.removeItem('compose:' + this.#id);
    this.#stop.abort();
    for (const { abort } of this.#uploads.values()) abort.abort();
    for (const box of Object.values(this.#boxes)) box.destroy();
    this.#journal?.end(false);
    this.#editor?.destroy();
    this.#release?.();
  }

  #restoreCaret({ field, at }) {
    if (field === 'body') this.#editor.focusAt(at ?? 0);
    else if (field === 'subject') { this.#subject.focus(); this.#subject.setSelectionRange(at, at); } else this.#boxes[field].focus();
  }

  #read() {
    return {
      to: this.#boxes.to.value, cc: this.#boxes.cc.value, bcc: this.#boxes.bcc.value,
      subject: this.#subject.value, body: this.#editor.body, plainText: this.#editor.plain, quote: this.#quote, from: this.#from,
    };
  }

  // the circuit may be away: then the page is loaded anew sooner or later and reads what is open from the server
  #tell(method, ...values) { this.#host.invokeMethodAsync(method, ...values).catch(() => {}); }

  #say(state, text) {
    if (this.#ended) return;
    const words = this.#status.dataset;
    this.#status.textContent = state === 'saved' ? words.saved.replace('{0}', text) : words[state];
    this.#section.querySelector('.conflict').hidden = state !== 'conflict';
    if (state === 'conflict') this.#tell('OnKept');
    if (state === 'gone' && !this.#sending) this.#tell('OnGone');
  }

  #error(text) {
    const note = this.#section.querySelector('.compose-error');
    note.hidden = !text;
    note.querySelector('.words').textContent = text ?? '';
  }

  #key(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.#send(); return; }
    if (event.key === 'Escape' && !event.defaultPrevented && !this.#section.querySelector(':popover-open')) { event.preventDefault(); this.#tell('OnMinimise'); }
    event.stopPropagation();   // single keys of the page mean nothing while writing
  }

  #click(event) {
    const act = event.target.closest('[data-act]')?.dataset.act;
    const acts = {
      send: () => this.#send(), close: () => this.#close(), discard: () => this.#discard(),
      attach: () => this.#section.querySelector('.pick').click(), picture: () => this.#section.querySelector('.pick-picture').click(),
      cc: () => { this.#showCopies('cc', true); this.#boxes.cc.focus(); }, bcc: () => { this.#showCopies('bcc', true); this.#boxes.bcc.focus(); },
      plain: () => { if (this.#editor.plain) this.#editor.toRich(); else this.#editor.toPlain(); this.#lastKey = performance.now(); this.#journal.changed(); },
      fold: () => this.#toggleQuote(), 'quote-edit': () => this.#editQuote(), 'quote-remove': () => { this.#showQuote(0); this.#journal.changed(); },
      mine: () => this.#journal.insist(), theirs: () => this.#takeTheirs(),
    };
    acts[act]?.();
  }

  #showCopies(kind, shown) {
    this.#section.querySelector('.f.' + kind).hidden = !shown;
    const button = this.#section.querySelector(`.f.to [data-act=${kind}]`);
    if (button) button.hidden = shown;
  }

  #showOutside() {
    const note = this.#section.querySelector('.outside-note');
    const out = Object.values(this.#boxes).flatMap(box => box.recipients.filter(r => box.outside(r)));
    note.hidden = !out.length;
    const words = note.querySelector('.words');
    words.textContent = out.length === 1 ? note.dataset.one.replace('{0}', out[0].name || out[0].address) : note.dataset.many.replace('{0}', out.length);
  }

  #showQuote(state) {
    this.#quote = this.#hasQuote ? state : 0;
    const quote = this.#section.querySelector('.he-quote');
    quote.hidden = this.#quote !== 1;
  }

  #toggleQuote() {
    const quote = this.#section.querySelector('.he-quote'), shown = quote.querySelector('.he-quote-view');
    const button = quote.querySelector('[data-act=fold]');
    shown.hidden = !shown.hidden;
    button.setAttribute('aria-expanded', String(!shown.hidden));
    const frame = shown.querySelector('iframe');
    if (!frame.src) frame.src = `/api/drafts/${this.#id}/quote`;
  }

  async #editQuote() {
    const answer = await call('GET', `/api/drafts/${this.#id}/quote?inside=true`);
    if (!answer.ok) return;
    this.#editor.openQuote(await answer.text());
    this.#showQuote(2);
    this.#journal.changed();
  }

  settle() { return this.#journal.settled(); }

  async #takeTheirs() {
    this.#journal.end(true);
    this.#tell('OnReopen');
  }

  // --- files
  #attachAll(files) { for (const file of files) this.#attach(file); }

  async #attach(file) {
    const row = this.#row({ fileName: file.name, sizeText: '', size: file.size }), bar = row.querySelector('progress'), abort = new AbortController();
    const key = Symbol('upload');
    bar.hidden = false;
    const work = (async () => {
      try {
        const answer = await upload(`/api/drafts/${this.#id}/attachments?name=${encodeURIComponent(file.name)}`, file, { progress: part => { bar.value = part; }, signal: abort.signal });
        if (!answer.ok) { row.remove(); this.#error(this.#section.dataset[answer.status === 413 ? 'tooLarge' : 'notAttached'].replace('{0}', file.name)); return; }
        this.#fill(row, answer.json());
        bar.hidden = true;
      } catch (error) {
        row.remove();
        if (error.name !== 'AbortError') this.#error(this.#section.dataset.notAttached.replace('{0}', file.name));
      } finally { this.#uploads.delete(key); this.#showFiles(); }
    })();
    this.#uploads.set(key, { work, abort });
    row.querySelector('[data-remove]').addEventListener('click', () => abort.abort(), { once: true });
  }

  #row(attachment) {
    const list = this.#section.querySelector('.files');
    const row = inside(this.#section.querySelector('template.file-template')).cloneNode(true);
    this.#fill(row, attachment);
    row.querySelector('[data-remove]').addEventListener('click', async () => {
      if (!row.dataset.id) return;
      row.remove();
      this.#showFiles();
      const answer = await call('DELETE', `/api/drafts/${this.#id}/attachments/${row.dataset.id}`).catch(() => null);
      if (!answer?.ok) { list.append(row); this.#showFiles(); this.#error(this.#section.dataset.away); }
    });
    list.append(row);
    this.#showFiles();
    return row;
  }

  #fill(row, { id, fileName, sizeText }) {
    if (id) row.dataset.id = id;
    const link = row.querySelector('.file-name');
    link.textContent = fileName;
    if (id) link.href = `/api/drafts/${this.#id}/attachments/${id}`;
    row.querySelector('.file-size').textContent = sizeText ?? '';
    const remove = row.querySelector('[data-remove]');
    remove.setAttribute('aria-label', remove.dataset.remove.replace('{0}', fileName));
  }

  #showFiles() {
    const list = this.#section.querySelector('.files');
    list.hidden = !list.childElementCount;
  }

  async #picture(file) {
    const key = Symbol('picture');
    const work = (async () => {
      try {
        const answer = await upload(`/api/drafts/${this.#id}/pictures?name=${encodeURIComponent(file.name)}`, file);
        if (answer.ok) { this.#editor.insertPicture(answer.json().src, file.name); this.#journal.changed(); } else this.#error(this.#section.dataset[answer.status === 413 ? 'tooLarge' : 'notAttached'].replace('{0}', file.name));
      } catch { this.#error(this.#section.dataset.notAttached.replace('{0}', file.name)); } finally { this.#uploads.delete(key); }
    })();
    this.#uploads.set(key, { work, abort: new AbortController() });
  }

  // --- the ends
  async #send() {
    if (this.#sending) return;
    const words = this.#section.dataset;
    this.#error(null);
    for (const box of Object.values(this.#boxes)) box.commit();
    const all = Object.values(this.#boxes).flatMap(box => box.recipients), bad = all.find(r => !r.valid);
    if (!all.length) { this.#error(words.nobody); this.#boxes.to.focus(); return; }
    if (bad) { this.#error(words.badAddress.replace('{0}', bad.address)); return; }
    const button = this.#section.querySelector('[data-act=send]');
    this.#sending = true;
    button.disabled = true;
    try {
      await Promise.all([...this.#uploads.values()].map(u => u.work));
      if (!await this.#journal.flush()) { if (!this.#status.textContent.includes(this.#status.dataset.conflict)) this.#error(words.away); return; }
      const answer = await call('POST', `/api/drafts/${this.#id}/send`, { headers: { 'If-Match': `"${this.#journal.version}"` } });
      if (!answer.ok) {
        const problem = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
        this.#error(problem?.text ?? words.away);
        return;
      }
      this.#journal.end(true);
      this.#ended = true;
      this.#section.hidden = true;
      this.#tell('OnSent', (await answer.json()).item);
    } catch {
      this.#error(words.away);
    } finally {
      this.#sending = false;
      button.disabled = false;
    }
  }

  async #close() {
    const saved = await this.#journal.flush();
    this.#section.hidden = true;
    if (saved) this.#journal.end(true);
    this.#tell('OnClose');
    await call('POST', `/api/drafts/${this.#id}/close`).catch(() => null);
  }

  async #discard() {
    this.#section.hidden = true;
    this.#journal.end(true);
    const answer = await call('DELETE', `/api/drafts/${this.#id}`).catch(() => null);
    if (answer?.ok) this.#tell('OnDiscard'); else { this.#section.hidden = false; this.#error(this.#section.dataset.away); }
  }
}
