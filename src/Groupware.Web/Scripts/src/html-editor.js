// The mail editor: Squire and DOMPurify behind a narrow contract. Foreign markup never goes through Squire's setHTML (it rewrites it);
// the quoted original stays outside the box until the person opens it.
import Squire from "squire-rte";
import DOMPurify from "dompurify";
import { cleanPaste } from "./paste.js";
import { toText, toHtml } from "./plain-text.js";

const forbidden = {
  FORBID_TAGS: ["style", "form", "input", "button", "select", "textarea", "option", "label", "fieldset", "iframe", "object", "embed", "svg", "math", "video", "audio", "source", "link", "meta", "base", "dialog", "details", "summary", "area", "map", "template", "slot"],
  FORBID_ATTR: ["id", "name", "class", "srcset", "background", "contenteditable", "tabindex", "autofocus", "hidden", "is", "slot", "part"],
  ALLOW_DATA_ATTR: false,
  ADD_ATTR: ["data-signature"],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/api\/pictures\/|data:image\/(?:png|jpe?g|gif|webp);base64,)/i,
};

// Pictures from elsewhere are asked for as soon as their element exists: their address goes before that.
DOMPurify.addHook("afterSanitizeAttributes", node => {
  if (node.nodeName === "IMG") {
    const src = node.getAttribute("src") ?? "";
    if (!/^(?:\/api\/pictures\/|data:image\/)/i.test(src)) node.removeAttribute("src");
  }
  if (node.nodeName === "A") { node.removeAttribute("target"); node.setAttribute("rel", "noopener noreferrer"); }
});

const fragment = html => document.importNode(DOMPurify.sanitize(html, { ...forbidden, RETURN_DOM_FRAGMENT: true }), true);

// pictures that carry a data: address stand in the box as they are, but never reach the journal: they are uploaded and replaced
export class HtmlEditor {
  #doc; #plainBox; #bar; #squire; #plain = false; #keptHtml = null; #touched = false; #listeners = new AbortController();

  constructor(root, { bar, onInput, onPicture, onFiles }) {
    this.#doc = root.querySelector(".he-doc");
    this.#plainBox = root.querySelector(".he-plain");
    this.#bar = bar;
    this.#squire = new Squire(this.#doc, { sanitizeToDOMFragment: fragment, undo: { documentSizeThreshold: 200000, undoLimit: 60 }, didError: error => console.warn(error) });
    // private in 2.4.8, pinned: undo must not rewrite a quote either
    this.#squire._setRawHTML = html => {
      this.#doc.innerHTML = html;
      if (!this.#doc.firstElementChild) this.#doc.append(this.#squire.createDefaultBlock());
      this.#squire._ignoreChange = true;
      return this.#squire;
    };
    const signal = this.#listeners.signal;
    const typed = () => { this.#keptHtml = null; onInput(); };
    this.#squire.addEventListener("input", () => { this.#touched = true; onInput(); });
    this.#plainBox.addEventListener("input", typed, { signal });
    this.#squire.addEventListener("willPaste", event => cleanPaste(event.detail.fragment ?? event.detail));
    this.#squire.addEventListener("pasteImage", event => {
      for (const item of event.detail.clipboardData?.items ?? []) {
        if (item.kind === "file" && item.type.startsWith("image/")) onPicture(item.getAsFile());
      }
    });
    for (const type of ["dragover", "drop"]) {
      root.addEventListener(type, event => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        event.stopPropagation();
        if (type !== "drop") return;
        const all = [...event.dataTransfer.files];
        const pictures = this.#plain ? [] : all.filter(file => file.type.startsWith("image/"));
        pictures.forEach(onPicture);
        const others = all.filter(file => !pictures.includes(file));
        if (others.length) onFiles(others);
      }, { capture: true, signal });
    }
    // the first click into the empty room goes to the first line, not behind the signature
    this.#doc.addEventListener("mousedown", event => {
      if (this.#touched || event.target !== this.#doc || event.button) return;
      this.#touched = true;
      event.preventDefault();
      this.focus();
    }, { signal });
    this.#toolbar(signal);
    for (const type of ["pathChange", "select", "cursor"]) this.#squire.addEventListener(type, () => this.#showState());
  }

  get plain() { return this.#plain; }

  /** What is saved: HTML without the marks of the editor, or the text. Never cut down inside quotes. */
  get body() {
    if (this.#plain) return this.#plainBox.value;
    const html = this.#doc.innerHTML;
    return /^(?:<div>(?:<br>)?<\/div>)?$/.test(html) ? "" : html.includes("\u200b") ? withoutZeroWidth(this.#doc) : html;
  }

  load(body, plain) {
    this.#setPlain(plain);
    this.#touched = false;
    if (plain) { this.#plainBox.value = body; return; }
    this.#squire._ignoreChange = true;
    this.#doc.replaceChildren(fragment(body || "<div><br></div>"));
    if (!this.#doc.firstElementChild) this.#doc.append(this.#squire.createDefaultBlock());
    this.#squire.saveUndoState();
  }

  focus() {
    if (this.#plain) { this.#plainBox.focus(); this.#plainBox.setSelectionRange(0, 0); return; }
    this.#squire.focus();
    this.#squire.moveCursorToStart();
  }

  /** Where the caret is, counted in characters: survives a reload of the page. */
  get caret() {
    if (this.#plain) return this.#plainBox.selectionStart;
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || !this.#doc.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(this.#doc);
    before.setEnd(range.endContainer, range.endOffset);
    return before.toString().length;
  }

  focusAt(caret) {
    if (this.#plain) { this.#plainBox.focus(); this.#plainBox.setSelectionRange(caret, caret); return; }
    this.#squire.focus();
    const walker = document.createTreeWalker(this.#doc, NodeFilter.SHOW_TEXT);
    let left = caret;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.data.length) {
        const range = document.createRange();
        range.setStart(node, left);
        range.collapse(true);
        this.#squire.setSelection(range);
        return;
      }
      left -= node.data.length;
    }
    this.#squire.moveCursorToEnd();
  }

  insertPicture(src, alt) { this.#squire.insertImage(src, { alt: alt ?? "" }); }

  /** Puts the quoted original into the box, for editing. */
  openQuote(html) {
    const quote = fragment(html);
    if (this.#plain) { this.#plainBox.value += "\n\n" + toText(quote); this.#plainBox.dispatchEvent(new Event("input")); return; }
    this.#squire.saveUndoState();
    this.#doc.append(quote);
    this.#squire.fireEvent("input");
  }

  toPlain() {
    const html = this.body;
    const text = toText(this.#doc);
    this.#setPlain(true);
    this.#plainBox.value = text;
    this.#keptHtml = html;   // back again without a key pressed: nothing is lost
  }

  toRich() {
    const html = this.#keptHtml ?? toHtml(this.#plainBox.value);
    this.#keptHtml = null;
    this.load(html, false);
  }

  destroy() { this.#listeners.abort(); this.#squire.destroy(); }

  #setPlain(plain) {
    this.#plain = plain;
    this.#doc.hidden = plain;
    this.#plainBox.hidden = !plain;
    this.#bar?.querySelectorAll("[data-cmd]").forEach(button => { if (button.dataset.cmd !== "plain") button.disabled = plain; else button.setAttribute("aria-pressed", String(plain)); });
  }

  #toolbar(signal) {
    const bar = this.#bar;
    if (!bar) return;
    const squire = this.#squire;
    const commands = {
      bold: () => squire.hasFormat("B") ? squire.removeBold() : squire.bold(),
      italic: () => squire.hasFormat("I") ? squire.removeItalic() : squire.italic(),
      underline: () => squire.hasFormat("U") ? squire.removeUnderline() : squire.underline(),
      ul: () => squire.hasFormat("UL") ? squire.removeList() : squire.makeUnorderedList(),
      ol: () => squire.hasFormat("OL") ? squire.removeList() : squire.makeOrderedList(),
      quote: () => squire.hasFormat("BLOCKQUOTE") ? squire.decreaseQuoteLevel() : squire.increaseQuoteLevel(),
      link: () => this.#link(),
    };
    bar.addEventListener("mousedown", event => { if (event.target.closest("button")) event.preventDefault(); }, { signal });   // the selection stays
    bar.addEventListener("click", event => {
      const command = event.target.closest("[data-cmd]")?.dataset.cmd;
      if (commands[command]) { commands[command](); if (command !== "link") this.#doc.focus(); this.#showState(); }
    }, { signal });
    // one tab stop, arrows inside
    const stops = () => [...bar.querySelectorAll("button:not([disabled])")];
    stops().forEach((button, index) => { button.tabIndex = index ? -1 : 0; });
    bar.addEventListener("keydown", event => {
      const all = stops(), here = all.indexOf(event.target);
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step || here < 0) return;
      event.preventDefault();
      const next = all[(here + step + all.length) % all.length];
      all.forEach(button => { button.tabIndex = button === next ? 0 : -1; });
      next.focus();
    }, { signal });
    const linkBox = bar.parentElement.querySelector(".he-link");
    linkBox?.addEventListener("submit", event => {
      event.preventDefault();
      const typed = linkBox.querySelector("input").value.trim();
      linkBox.hidden = true;
      this.#doc.focus();
      if (!typed) { squire.removeLink(); return; }
      const address = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : typed.includes("@") ? "mailto:" + typed : "https://" + typed;
      if (/^(?:https?|mailto|tel):/i.test(address)) squire.makeLink(address, { rel: "noopener noreferrer" });
    }, { signal });
    linkBox?.addEventListener("keydown", event => { if (event.key === "Escape") { event.stopPropagation(); linkBox.hidden = true; this.#doc.focus(); } }, { signal });
  }

  #link() {
    const linkBox = this.#bar.parentElement.querySelector(".he-link");
    const range = this.#squire.getSelection();
    const at = (range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement)?.closest("a");
    linkBox.hidden = false;
    const box = linkBox.querySelector("input");
    box.value = at?.getAttribute("href") ?? "";
    box.focus();
  }

  #showState() {
    const formats = { bold: "B", italic: "I", underline: "U", ul: "UL", ol: "OL", quote: "BLOCKQUOTE", link: "A" };
    for (const [command, tag] of Object.entries(formats)) {
      this.#bar?.querySelector(`[data-cmd=${command}]`)?.setAttribute("aria-pressed", String(!this.#plain && this.#squire.hasFormat(tag)));
    }
  }
}

// Squire leaves zero-width spaces; in a quote they may be the sender's own and stay.
function withoutZeroWidth(doc) {
  const copy = doc.cloneNode(true);
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.includes("\u200b") && !node.parentElement.closest("blockquote")) node.data = node.data.replaceAll("\u200b", "");
  }
  return copy.innerHTML;
}
