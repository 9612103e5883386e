// A compose window: everything that is typed lives here, in the page; the circuit only draws the frame and hears what was decided.
import { call } from './api.js';
import { ComposeFiles } from './compose-files.js';
import { DraftJournal } from './draft-journal.js';
import { RecipientBox } from './recipient-box.js';

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
  for (const window of open.values()) window.tryFilesAgain();   // it was the server that was away
  const look = () => {
    const quiet = [...open.values()].every(window => window.quiet);
    if (quiet) { for (const window of open.values()) window.rememberCaret(); location.reload(); } else setTimeout(look, 200);
  };
  setTimeout(look, 200);
});

// What is on its way would be lost with the page: the browser asks.
addEventListener('beforeunload', event => { if ([...open.values()].some(window => window.filesPending)) event.preventDefault(); });

class ComposeWindow {
  #section; #id; #host; #journal; #editor; #boxes = {}; #quote = 0; #hasQuote = false; #from = ''; #lastKey = 0; #files; #stop = new AbortController(); #release = null; #ended = false; #gone = false; #subject; #status; #leaving = null; #decide = null; #retry = null; #forget = false;

  constructor(section, id, host) {
    this.#section = section;
    this.#id = id;
    this.#host = host;
    this.#subject = section.querySelector('.subject input');
    this.#status = section.querySelector('.draft-status');
    this.#files = new ComposeFiles(section, id, text => this.#error(text));
  }

  get quiet() { return performance.now() - this.#lastKey > 1500 && !this.#journal?.dirty && !this.#files.pending && !this.#leaving; }
  get filesPending() { return this.#files.pending; }

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
    this.#files.show(view.attachments);
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
    this.#files.stop();
    for (const box of Object.values(this.#boxes)) box.destroy();
    this.#journal?.end(this.#forget);
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
    if (state === 'gone') { this.#gone = true; if (!this.#leaving) this.#tell('OnGone'); }
  }

  // retry: what the note's button does
  #error(text, retry = null) {
    const note = this.#section.querySelector('.compose-error'), again = note.querySelector('[data-act=again]');
    note.hidden = !text;
    note.querySelector('.words').textContent = text ?? '';
    this.#retry = retry;
    again.hidden = !retry;
    if (text) this.#seen();
  }

  // a window that is only its title cannot say anything
  #seen() { if (this.#section.dataset.shape === 'Minimised') this.#tell('OnAttention'); }

  #key(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.#leave(() => this.#send()); return; }
    if (event.key === 'Escape' && !event.defaultPrevented && !this.#section.querySelector(':popover-open')) { event.preventDefault(); this.#tell('OnMinimise'); }
    event.stopPropagation();   // single keys of the page mean nothing while writing
  }

  #click(event) {
    const act = event.target.closest('[data-act]')?.dataset.act;
    const acts = {
      send: () => this.#leave(() => this.#send()), close: () => this.#leave(() => this.#close()), discard: () => this.#leave(() => this.#discard()),
      go: () => this.#decide?.('go'), stay: () => this.#decide?.('stay'), again: () => this.#retry?.(),
      attach: () => this.#section.querySelector('.pick').click(), picture: () => this.#section.querySelector('.pick-picture').click(),
      cc: () => { this.#showCopies('cc', true); this.#boxes.cc.focus(); }, bcc: () => { this.#showCopies('bcc', true); this.#boxes.bcc.focus(); },
      plain: () => { if (this.#editor.plain) this.#editor.toRich(); else this.#editor.toPlain(); this.#lastKey = performance.now(); this.#journal.changed(); },
      fold: () => this.#toggleQuote(), 'quote-edit': () => this.#editQuote(), 'quote-remove': () => { this.#showQuote(0); this.#journal.changed(); },
      mine: () => this.#journal.insist(), theirs: () => this.#leave(() => this.#takeTheirs()),
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

  async settle() {
    if (this.#files.pending) { this.#error(this.#section.dataset.filesPending); return false; }
    return this.#journal.settled();
  }

  // --- files
  #attachAll(files) { for (const file of files) if (!this.#section.inert) this.#files.attach(file); }

  #picture(file) {
    if (this.#section.inert) return;
    this.#files.picture(file, ({ src }) => { this.#editor.insertPicture(src, file.name); this.#journal.changed(); });
  }

  tryFilesAgain() { this.#files.again(); }

  // --- the ends
  // one way out at a time; another one that is chosen while the first waits for files takes its place
  async #leave(way) {
    if (this.#leaving && !this.#decide) return;   // pressed twice
    this.#decide?.('stay');
    await this.#leaving;
    if (this.#leaving) return;
    this.#leaving = way();
    try { await this.#leaving; } finally { this.#leaving = null; }
    if (this.#gone && !this.#ended) this.#tell('OnGone');
  }

  /** Says what the window waits for, and lets the writer decide: 'go' or 'stay'; undefined when it was over by itself. */
  async #ask(question, over, name = '') {
    const note = this.#section.querySelector('.files-note'), words = note.dataset;
    const [go, stay] = ['go', 'stay'].map(act => note.querySelector(`[data-act=${act}]`));
    note.querySelector('.words').textContent = words[question].replace('{0}', name);
    go.hidden = question === 'sending';
    stay.textContent = words[question === 'sending' ? 'later' : 'stay'];
    note.hidden = false;
    this.#seen();
    try {
      return await Promise.race([over, new Promise(decide => { this.#decide = decide; })]);
    } finally {
      this.#decide = null;
      note.hidden = true;
    }
  }

  /** Before the window goes: until each file is attached, or the writer goes without. */
  async #filesKept() {
    const files = this.#files, faults = files.faults;
    while (files.pending) {
      const answer = files.running ? await this.#ask('closing', files.settled()) : await this.#ask('lost', files.moved(), files.failed.join(', '));
      if (answer === 'stay') return false;
      if (answer === 'go') { files.stop(); await files.settled(); return true; }
    }
    return files.faults === faults;
  }

  /** Whether there is somebody to send to. */
  #addressed() {
    const words = this.#section.dataset;
    for (const box of Object.values(this.#boxes)) box.commit();
    const all = Object.values(this.#boxes).flatMap(box => box.recipients), bad = all.find(r => !r.valid);
    if (!all.length) { this.#error(words.nobody); this.#boxes.to.focus(); return false; }
    if (bad) this.#error(words.badAddress.replace('{0}', bad.address));
    return !bad;
  }

  /** Until the server has the text and the files as they stand in the window; false when something is in the way, and said. */
  async #complete() {
    const files = this.#files, faults = files.faults, words = this.#section.dataset;
    do {
      if (files.running && await this.#ask('sending', files.settled()) === 'stay') return false;
      if (files.failed.length) { this.#error(words.notSentFile.replace('{0}', files.failed.join(', '))); return false; }
      if (files.faults !== faults || !this.#addressed()) return false;
      if (!await this.#journal.flush()) { if (!this.#status.textContent.includes(this.#status.dataset.conflict)) this.#error(words.away); return false; }
    } while (files.pending);
    return true;
  }

  async #send() {
    const section = this.#section, words = section.dataset, button = section.querySelector('[data-act=send]');
    this.#error(null);
    if (!this.#addressed()) return;
    button.disabled = true;
    const focused = document.activeElement;
    try {
      if (!await this.#complete()) return;
      section.inert = true;   // from here on it goes as it is
      const answer = await call('POST', `/api/drafts/${this.#id}/send`, {
        body: JSON.stringify({ files: this.#files.ids }), headers: { 'Content-Type': 'application/json', 'If-Match': `"${this.#journal.version}"` },
      });
      if (!answer.ok) {
        const problem = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
        this.#error(problem?.text ?? words.away);
        if (answer.status === 412) await this.#readFiles();
        return;
      }
      this.#journal.end(true);
      this.#ended = true;
      section.hidden = true;
      this.#tell('OnSent', (await answer.json()).item);
    } catch {
      this.#error(words.away);
    } finally {
      button.disabled = false;
      if (section.inert) { section.inert = false; focused?.focus(); }
    }
  }

  // another window took a file off, or added one
  async #readFiles() {
    const answer = await call('GET', `/api/drafts/${this.#id}`);
    if (answer.ok) this.#files.show((await answer.json()).attachments);
  }

  async #close() {
    if (!await this.#filesKept()) return;
    const saved = await this.#journal.flush();
    this.#section.hidden = true;
    if (saved) this.#journal.end(true);
    this.#tell('OnClose');
    await call('POST', `/api/drafts/${this.#id}/close`).catch(() => null);
  }

  // the journal ends only with the draft: while the server does not answer, the window lives on
  async #discard() {
    this.#error(null);
    this.#section.hidden = true;
    const answer = await call('DELETE', `/api/drafts/${this.#id}`).catch(() => null);
    if (answer?.ok || answer?.status === 404) {
      this.#journal.end(true);
      this.#ended = true;
      this.#tell(answer.ok ? 'OnDiscard' : 'OnGone');
      return;
    }
    this.#section.hidden = false;
    this.#error(this.#section.dataset.notDiscarded, () => this.#leave(() => this.#discard()));
    this.#section.querySelector('[data-act=again]').focus();
  }

  // this text is a kept version already; without a circuit there is nobody to open the window anew, and this one stays
  async #takeTheirs() {
    if (!await this.#filesKept()) return;
    this.#forget = true;
    try { await this.#host.invokeMethodAsync('OnReopen'); } catch { this.#forget = false; this.#error(this.#section.dataset.away); }
  }
}
