// One line of recipients: chips and a combobox with completion. Works without the circuit, so that a draft can go on while the server is away.
import { call } from './api.js';

const address = /^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+\.?[^\s@<>(),;:"[\]]+$/u;

/** Splits what was typed or pasted: commas, semicolons, line ends, outside quotes and brackets. */
export function parse(text) {
  const pieces = [];
  let piece = '', quoted = false, bracket = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\\' && quoted) { piece += c + (text[++i] ?? ''); continue; }
    if (c === '"' && !bracket) quoted = !quoted;
    else if (c === '<' && !quoted) bracket = true;
    else if (c === '>' && !quoted) bracket = false;
    if (c === '\n' || c === '\r' || ((c === ',' || c === ';') && !quoted && !bracket)) { pieces.push(piece); piece = ''; quoted = bracket = false; } else piece += c;
  }
  pieces.push(piece);
  return pieces.map(p => p.trim()).filter(Boolean).map(one);
}

function one(piece) {
  const match = /^(.*?)<\s*([^<>]+?)\s*>\s*$/u.exec(piece);
  const name = match ? match[1].trim().replace(/^"(.*)"$/su, '$1').replace(/\\(.)/gu, '$1') : '';
  const mail = (match ? match[2] : piece).trim();
  return { name, address: mail, valid: address.test(mail) };
}

export const format = r => !r.name || r.name === r.address ? r.address : `"${r.name.replace(/["\\]/g, '\\$&')}" <${r.address}>`;

/** What a template holds: drawn by the circuit, its content stands in the element itself. */
export const inside = template => template.content.firstElementChild ?? template.firstElementChild;

function initials(name) {
  const words = name.split(/[\s._@-]+/u).filter(w => /^[\p{L}\p{N}]/u.test(w));
  return words.length ? ((words[0][0] ?? '') + (words.length > 1 ? words.at(-1)[0] : '')).toUpperCase() : '?';
}

// the same colour as on the server (FNV over the upper-case address)
function family(key) {
  let hash = 2166136261;
  for (const c of key.toUpperCase()) hash = Math.imul(hash ^ c.charCodeAt(0), 16777619) >>> 0;
  return 'c' + (hash % 12 + 1);
}

export class RecipientBox {
  #row; #input; #list; #chipTemplate; #optionTemplate; #menu; #domains; #onChange; #all = []; #options = []; #active = -1; #timer = 0; #asked = 0; #stop = new AbortController();

  constructor(row, { chip, option, domains, onChange }) {
    this.#row = row;
    this.#input = row.querySelector('input');
    this.#list = row.querySelector('[role=listbox]');
    this.#menu = row.querySelector('.suggest');
    this.#chipTemplate = inside(chip);
    this.#optionTemplate = inside(option);
    this.#domains = domains;
    this.#onChange = onChange;
    const signal = this.#stop.signal;
    this.#input.addEventListener('input', () => this.#typed(), { signal });
    this.#input.addEventListener('keydown', event => this.#key(event), { signal });
    this.#input.addEventListener('blur', () => setTimeout(() => { if (!this.#row.contains(document.activeElement)) { this.#close(); this.commit(); } }, 150), { signal });
    this.#input.addEventListener('paste', event => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!/[,;\n@]/.test(text.trim())) return;
      event.preventDefault();
      this.#add(parse(text));
    }, { signal });
    this.#list.addEventListener('click', event => {
      const chip = event.target.closest('[role=option]');
      if (!chip) return;
      if (event.target.closest('.x-remove')) this.#removeAt([...this.#list.children].indexOf(chip));
      else chip.focus();
    }, { signal });
    this.#list.addEventListener('keydown', event => this.#chipKey(event), { signal });
    this.#list.addEventListener('dblclick', event => this.#edit(event.target.closest('[role=option]')), { signal });
    row.querySelector('.box').addEventListener('mousedown', event => { if (event.target === event.currentTarget) { event.preventDefault(); this.#input.focus(); } }, { signal });
    this.#menu.addEventListener('mousedown', event => {
      event.preventDefault();
      const option = event.target.closest('[role=option]');
      if (option) this.#choose([...this.#menu.children].indexOf(option));
    }, { signal });
  }

  get recipients() { return this.#all; }
  get invalid() { return this.#all.filter(r => !r.valid); }

  /** Everything, what is being typed included. */
  get value() { return [...this.#all.map(format), ...(this.#input.value.trim() ? [this.#input.value.trim()] : [])].join(', '); }

  set value(text) {
    this.#all = parse(text);
    this.#input.value = '';
    this.#draw();
  }

  focus() { this.#input.focus(); }

  /** What is being typed becomes a chip. */
  commit() {
    const text = this.#input.value.trim();
    if (text) this.#add(parse(text));
  }

  destroy() { this.#stop.abort(); clearTimeout(this.#timer); }

  #add(found) {
    this.#input.value = '';
    for (const r of found) if (!this.#all.some(other => other.address.toLowerCase() === r.address.toLowerCase())) this.#all.push(r);
    this.#draw();
    this.#close();
    this.#onChange();
  }

  #removeAt(index) {
    if (index < 0) return;
    this.#all.splice(index, 1);
    this.#draw();
    (this.#list.children[Math.min(index, this.#all.length - 1)] ?? this.#input).focus();
    if (!this.#all.length) this.#input.focus();
    this.#onChange();
  }

  #edit(chip) {
    const index = chip ? [...this.#list.children].indexOf(chip) : -1;
    if (index < 0) return;
    this.commit();
    this.#input.value = format(this.#all[index]);
    this.#all.splice(index, 1);
    this.#draw();
    this.#input.focus();
    this.#onChange();
  }

  outside(r) { return r.valid && !this.#domains.includes(r.address.slice(r.address.lastIndexOf('@') + 1).toLowerCase()); }

  #draw() {
    this.#list.replaceChildren(...this.#all.map(r => {
      const chip = this.#chipTemplate.cloneNode(true), label = r.name || r.address;
      chip.classList.toggle('out', this.outside(r));
      chip.classList.toggle('bad', !r.valid);
      chip.title = r.address;
      chip.querySelector('.av').textContent = initials(label);
      chip.querySelector('.av').classList.add(family(r.address));
      chip.querySelector('bdi').textContent = label;
      chip.querySelector('.is-out').hidden = !this.outside(r);
      chip.querySelector('.is-bad').hidden = r.valid;
      chip.tabIndex = -1;
      return chip;
    }));
    this.#list.hidden = !this.#all.length;
  }

  #typed() {
    if (/[,;]\s*$/.test(this.#input.value) && !/^[^"]*"[^"]*$/.test(this.#input.value)) { this.commit(); return; }
    this.#onChange();
    clearTimeout(this.#timer);
    const query = this.#input.value.trim();
    if (!query) { this.#close(); return; }
    this.#timer = setTimeout(() => this.#ask(query), 120);
  }

  async #ask(query) {
    const asked = ++this.#asked;
    try {
      const answer = await call('GET', '/api/recipients?q=' + encodeURIComponent(query));
      if (!answer.ok || asked !== this.#asked || this.#input.value.trim() !== query || document.activeElement !== this.#input) return;
      this.#show((await answer.json()).filter(o => !this.#all.some(r => r.address.toLowerCase() === o.address.toLowerCase())), query);
    } catch { this.#close(); }   // no completion while the server is away; typing goes on
  }

  #show(options, query) {
    this.#options = options;
    this.#menu.replaceChildren(...options.map((o, index) => {
      const line = this.#optionTemplate.cloneNode(true);
      line.id = `${this.#menu.id}-${index}`;
      line.querySelector('.av').textContent = initials(o.name || o.address);
      line.querySelector('.av').classList.add(family(o.address));
      mark(line.querySelector('.sug-name'), o.name || o.address, query);
      mark(line.querySelector('.addr'), o.address, query);
      line.querySelector('.is-out').hidden = !this.outside({ ...o, valid: true });
      const detail = line.querySelector('.sug-detail');
      detail.textContent = o.detail ? ' · ' + o.detail : '';
      return line;
    }));
    this.#menu.hidden = !options.length;
    this.#input.setAttribute('aria-expanded', String(options.length > 0));
    this.#input.classList.toggle('here', options.length > 0);
    this.#go(options.length ? 0 : -1);
  }

  #go(index) {
    this.#active = index;
    [...this.#menu.children].forEach((line, i) => { line.setAttribute('aria-selected', String(i === index)); line.classList.toggle('on', i === index); });
    const line = this.#menu.children[index];
    if (line) { this.#input.setAttribute('aria-activedescendant', line.id); line.scrollIntoView({ block: 'nearest' }); } else this.#input.removeAttribute('aria-activedescendant');
  }

  #choose(index) {
    const option = this.#options[index];
    if (option) this.#add([{ name: option.name, address: option.address, valid: true }]);
    this.#input.focus();
  }

  #close() {
    this.#asked++;
    this.#options = [];
    this.#menu.hidden = true;
    this.#menu.replaceChildren();
    this.#input.setAttribute('aria-expanded', 'false');
    this.#input.classList.remove('here');
    this.#go(-1);
  }

  #key(event) {
    const open = !this.#menu.hidden, typed = this.#input.value.trim();
    if (event.isComposing) return;
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const count = this.#options.length;
      this.#go((this.#active + (event.key === 'ArrowDown' ? 1 : -1) + count) % count);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      // a whole address is taken as it was typed; a beginning takes the suggestion
      if (open && this.#active >= 0 && !parse(typed).some(r => r.valid && r.address.includes('.'))) this.#choose(this.#active);
      else this.commit();
    } else if (event.key === 'Tab' && !event.shiftKey && typed) {
      if (open && this.#active >= 0 && !typed.includes('@')) { event.preventDefault(); this.#choose(this.#active); } else this.commit();
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === 'Backspace' && !this.#input.value && this.#all.length) {
      event.preventDefault();
      this.#list.lastElementChild.focus();
    } else if (event.key === 'ArrowLeft' && !this.#input.value && this.#all.length) this.#list.lastElementChild.focus();
  }

  #chipKey(event) {
    const chip = event.target.closest('[role=option]');
    if (!chip) return;
    const next = { ArrowLeft: chip.previousElementSibling, ArrowRight: chip.nextElementSibling ?? this.#input, Home: this.#list.firstElementChild, End: this.#input }[event.key];
    if (next) { event.preventDefault(); next.focus(); } else if (event.key === 'Backspace' || event.key === 'Delete') { event.preventDefault(); this.#removeAt([...this.#list.children].indexOf(chip)); } else if (event.key === 'Enter') { event.preventDefault(); this.#edit(chip); } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) this.#input.focus();
  }
}

function mark(element, text, query) {
  const at = text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) { element.textContent = text; return; }
  const hit = document.createElement('b');
  hit.textContent = text.slice(at, at + query.length);
  element.replaceChildren(text.slice(0, at), hit, text.slice(at + query.length));
}
