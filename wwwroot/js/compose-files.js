// The files of a draft as its window shows them: attached, on their way, failed, or being taken off. What stands here is what is sent.
import { call, upload } from './api.js';
import { inside } from './recipient-box.js';

export class ComposeFiles {
  #section; #list; #address; #say; #work = new Map(); #failed = new Map(); #moved = []; #faults = 0;

  /** @param say is told a sentence for the writer, or null when it no longer holds. */
  constructor(section, id, say) {
    this.#section = section;
    this.#list = section.querySelector('.files');
    this.#address = `/api/drafts/${id}`;
    this.#say = say;
  }

  /** The files that the server has. */
  get ids() { return [...this.#list.children].map(row => row.dataset.id).filter(Boolean); }

  /** A file is on its way, or being taken off. */
  get running() { return this.#work.size > 0; }

  /** Names of those that could not be attached. */
  get failed() { return [...this.#failed.values()].map(({ file }) => file.name); }

  /** Something is not as the writer wants it yet. */
  get pending() { return this.running || this.#failed.size > 0; }

  /** How many removals came to nothing so far. */
  get faults() { return this.#faults; }

  /** Shows what the server has; what is on its way or failed stays. */
  show(attachments) {
    for (const row of [...this.#list.children]) if (row.dataset.id && !this.#work.has(row)) row.remove();
    for (const attachment of attachments) if (!attachment.contentId && !this.ids.includes(attachment.id)) this.#fill(this.#row(), attachment);
    this.#changed();
  }

  attach(file) { this.#upload(this.#row(), { file, to: 'attachments' }); }

  /** A picture for the text, which has no row unless it fails. @param done gets the answer. */
  picture(file, done) { this.#upload(this.#row(), { file, to: 'pictures', done }); }

  /** All that failed, once more. */
  again() { for (const [row, what] of [...this.#failed]) this.#upload(row, what); }

  /** Until nothing is on its way, whether it came to something or not. */
  async settled() { while (this.running) await Promise.all([...this.#work.values()].map(({ done }) => done)); }

  /** Until a row is another than now. */
  moved() { return new Promise(tell => this.#moved.push(tell)); }

  /** Ends the uploads. */
  stop() { for (const { abort } of [...this.#work.values()]) abort?.abort(); }

  #upload(row, what) {
    const { file, to, done } = what, bar = row.querySelector('progress'), abort = new AbortController();
    this.#failed.delete(row);
    this.#fill(row, { fileName: file.name });
    row.hidden = to === 'pictures';
    row.querySelector('[data-again]').hidden = true;
    row.querySelector('[data-again]').onclick = () => { this.#say(null); this.#upload(row, what); };
    row.classList.remove('failed');
    bar.value = 0;
    bar.hidden = false;
    const work = (async () => {
      try {
        const answer = await upload(`${this.#address}/${to}?name=${encodeURIComponent(file.name)}`, file, { progress: part => { bar.value = part; }, signal: abort.signal });
        if (!answer.ok) this.#fail(row, what, answer.status === 413 ? 'tooLarge' : 'notAttached');
        else if (done) { done(answer.json()); row.remove(); } else this.#fill(row, answer.json());
      } catch {
        if (abort.signal.aborted) row.remove(); else this.#fail(row, what, 'notAttached');
      } finally {
        bar.hidden = true;
        this.#work.delete(row);
        this.#changed();
      }
    })();
    this.#work.set(row, { done: work, abort });
    this.#changed();
  }

  #fail(row, what, sentence) {
    const words = this.#section.dataset;
    this.#failed.set(row, what);
    row.hidden = false;
    row.classList.add('failed');
    row.querySelector('.file-size').textContent = words.fileFailed;
    row.querySelector('[data-again]').hidden = false;
    this.#say(words[sentence].replace('{0}', what.file.name));
  }

  #remove(row) {
    if (this.#work.has(row)) { this.#work.get(row).abort?.abort(); return; }
    if (!row.dataset.id) {
      this.#failed.delete(row);
      row.remove();
      this.#say(null);
      this.#changed();
      return;
    }
    row.hidden = true;
    const work = (async () => {
      const answer = await call('DELETE', `${this.#address}/attachments/${row.dataset.id}`).catch(() => null);
      if (answer?.ok || answer?.status === 404) row.remove();
      else {
        row.hidden = false;
        this.#faults++;
        this.#say(this.#section.dataset.notRemoved.replace('{0}', row.querySelector('.file-name').textContent));
      }
      this.#work.delete(row);
      this.#changed();
    })();
    this.#work.set(row, { done: work });
    this.#changed();
  }

  #row() {
    const row = inside(this.#section.querySelector('template.file-template')).cloneNode(true);
    row.querySelector('[data-remove]').addEventListener('click', () => this.#remove(row));
    this.#list.append(row);
    return row;
  }

  #fill(row, { id, fileName, sizeText }) {
    const link = row.querySelector('.file-name');
    link.textContent = fileName;
    if (id) {
      row.dataset.id = id;
      link.href = `${this.#address}/attachments/${id}`;
    }
    row.querySelector('.file-size').textContent = sizeText ?? '';
    for (const button of row.querySelectorAll('[data-remove], [data-again]')) {
      button.setAttribute('aria-label', (button.dataset.remove ?? button.dataset.again).replace('{0}', fileName));
    }
  }

  #changed() {
    this.#list.hidden = ![...this.#list.children].some(row => !row.hidden);
    for (const tell of this.#moved.splice(0)) tell();
  }
}
