// A draft outlives the server, the circuit and the page: every change is written to the browser's storage at once, and the whole draft
// is sent 0.8 s after the last key. The journal is sealed with a key that comes with the page and is not kept in the browser.
import { call, prepare } from './api.js';

const prefix = 'draft:';
const pause = 800, again = 1000, large = 100_000;
let sealing = null;

// Without a secure context (plain HTTP from another machine) there is no Web Crypto: then the tab keeps the journal, not the browser.
async function sealingKey() {
  if (!globalThis.crypto?.subtle) return null;
  const answer = await call('GET', '/api/drafts/key');
  if (!answer.ok) return null;
  const { person, key } = await answer.json();
  const raw = Uint8Array.from(atob(key), c => c.charCodeAt(0));
  return { person, key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']) };
}
const keyOnce = () => sealing ??= sealingKey().catch(() => { sealing = null; return null; });
const store = key => key ? localStorage : sessionStorage;

async function seal(text, key) {
  if (!key) return text;
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key.key, new TextEncoder().encode(text)));
  const all = new Uint8Array(12 + sealed.length);
  all.set(nonce);
  all.set(sealed, 12);
  let out = '';
  for (let i = 0; i < all.length; i += 32768) out += String.fromCharCode(...all.subarray(i, i + 32768));
  return btoa(out);
}

async function unseal(text, key) {
  if (!key) return text;
  const all = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: all.subarray(0, 12) }, key.key, all.subarray(12)));
}

// 53 bits that tell one text from another; not for secrets
function mark(text) {
  let a = 0xdeadbeef, b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export class DraftJournal {
  #id; #read; #say; #key = null; #version = 0; #timer = 0; #busy = null; #dirty = false; #stopped = false; #ended = false; #kept = false; #sent = []; #ours = []; #writing = false; #again = false; #stop = new AbortController();

  /** @param read gives the whole draft as it stands in the window; @param say is told 'saving', 'saved', 'local', 'conflict', 'gone'. */
  constructor(id, read, say) {
    this.#id = id;
    this.#read = read;
    this.#say = say;
  }

  /** The text to show: the server's, with what the journal holds on top. Null when the server has no such draft. */
  async open() {
    [this.#key] = await Promise.all([keyOnce(), prepare()]);
    const answer = await call('GET', `/api/drafts/${this.#id}`);
    if (answer.status === 404) { this.#remove(); return null; }
    if (!answer.ok) throw new Error(`draft ${answer.status}`);
    const view = await answer.json();
    this.#version = view.version;
    this.#ours = [view.content];
    const mine = await this.#load();
    addEventListener('pagehide', () => { if (this.#dirty) this.#push(true); }, { signal: this.#stop.signal });
    if (!mine || same(mine.content, view.content)) { this.#remove(); return view; }
    this.#sent = mine.sent;
    // saved elsewhere since this text was written, and not by a save of ours whose answer never came: then the server is asked with the
    // version this text stands on, keeps both texts and says so
    if (mine.version !== view.version && !mine.sent.includes(mark(JSON.stringify(view.content)))) [this.#version, this.#ours] = [mine.version, []];
    this.#ours.push(mine.content);
    this.#dirty = this.#kept = true;
    this.#timer = setTimeout(() => this.#push(), 0);
    return { ...view, content: mine.content };
  }

  get version() { return this.#version; }
  get dirty() { return this.#dirty || this.#busy !== null; }

  /** Something was typed. */
  changed() {
    if (this.#ended) return;
    this.#dirty = this.#kept = true;
    this.#write();
    if (this.#stopped) return;   // two texts wait for a decision: this one is kept here meanwhile
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#push(), pause);
  }

  /** Until the server has everything; false when it cannot be reached or another tab was faster. */
  async flush() {
    clearTimeout(this.#timer);
    for (let attempt = 0; attempt < 4; attempt++) {
      if (this.#busy) await this.#busy;
      if (!this.#dirty) return true;
      if (!await this.#push()) return false;
    }
    return !this.#dirty;
  }

  /** As flush; after a conflict the server has this text too, as a kept version. */
  async settled() { return this.#stopped || await this.flush(); }

  /** After a conflict: this text goes on top of the other, which the server keeps too. */
  async insist() {
    this.#stopped = false;
    this.#dirty = this.#kept = true;
    return this.#push(false, true);
  }

  /** The draft is sent, discarded or in another window. */
  end(remove) {
    this.#stopped = this.#ended = true;
    clearTimeout(this.#timer);
    this.#stop.abort();
    if (remove) this.#remove();
  }

  async #write() {
    if (this.#writing) { this.#again = true; return; }
    this.#writing = true;
    try {
      do {
        this.#again = false;
        const text = this.#entry();
        if (text.length > large) await new Promise(done => (globalThis.requestIdleCallback ?? setTimeout)(done, { timeout: 500 }));
        const sealed = await seal(text.length > large ? this.#entry() : text, this.#key);
        if (!this.#ended && this.#kept) store(this.#key).setItem(prefix + this.#id, sealed);
      } while (this.#again);
    } catch (error) {
      console.warn('The draft could not be kept in the browser.', error.name);   // storage full: the server has it a second later
    } finally { this.#writing = false; }
  }

  // the text, the version it was written on, and which texts were sent on top of that without an answer so far
  #entry() { return JSON.stringify({ version: this.#version, sent: this.#sent, content: this.#read() }); }

  async #load() {
    const sealed = store(this.#key).getItem(prefix + this.#id);
    if (!sealed) return null;
    try {
      const entry = JSON.parse(await unseal(sealed, this.#key));
      return entry.content ? entry : { version: 0, sent: [], content: entry };   // of a page before journals knew their version: the server keeps both texts
    } catch { return null; }   // somebody else's, or of another key: not readable, not ours
  }

  #remove() {
    this.#kept = false;
    localStorage.removeItem(prefix + this.#id);
    sessionStorage.removeItem(prefix + this.#id);
  }

  #push(keepalive = false, force = false) {
    if (this.#stopped) return Promise.resolve(false);
    return this.#busy ??= this.#send(keepalive, force).finally(() => { this.#busy = null; });
  }

  async #send(keepalive, force) {
    this.#dirty = false;
    const content = this.#read(), body = JSON.stringify(content);
    this.#say('saving');
    this.#sent = [...this.#sent, mark(body)].slice(-6);
    if (this.#kept) this.#write();
    try {
      const answer = await call('PUT', `/api/drafts/${this.#id}`, {
        body, keepalive: keepalive && body.length < 60_000,
        headers: { 'Content-Type': 'application/json', 'If-Match': force ? '*' : `"${this.#version}"` },
      });
      if (answer.ok) {
        const saved = await answer.json();
        this.#version = saved.version;
        this.#sent = [];
        this.#ours = [...this.#ours, content].slice(-6);
        if (this.#dirty) this.#write(); else this.#remove();
        this.#say('saved', saved.savedText);
      } else if (answer.status === 412) {
        const { version, content: other } = await answer.json();
        this.#dirty = true;
        if (this.#ours.some(known => same(known, other)) || this.#sent.includes(mark(JSON.stringify(other)))) {
          this.#version = version;   // our own save, whose answer never came
        } else {
          this.#stopped = true;
          this.#say('conflict');
          return false;
        }
      } else if (answer.status === 404 || answer.status === 409) {
        this.#stopped = true;
        this.#say('gone');
        return false;
      } else if (answer.status === 413) {
        this.#dirty = true;
        this.#say('local');
        return false;
      } else throw new Error(`save ${answer.status}`);
    } catch (error) {
      this.#dirty = true;
      this.#write();
      this.#say('local');
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#push(), again);
      return false;
    }
    if (this.#dirty) { clearTimeout(this.#timer); this.#timer = setTimeout(() => this.#push(), again); }
    return true;
  }
}
