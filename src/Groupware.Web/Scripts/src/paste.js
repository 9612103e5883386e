// What is pasted from Word, spreadsheets and pages becomes plain, well-made markup: colour, weight and alignment stay, fonts and sizes go.
const kept = new Set(["color", "background-color", "font-weight", "font-style", "text-decoration", "text-decoration-line", "text-align", "white-space", "border", "border-collapse", "vertical-align"]);
const dull = /^(?:black|windowtext|inherit|initial|#000(?:000)?|rgb\(0, 0, 0\)|transparent|white|#fff(?:fff)?|rgb\(255, 255, 255\)|auto)$/i;

export function cleanPaste(fragment) {
  for (const comment of comments(fragment)) comment.remove();
  lists(fragment);
  for (const element of [...fragment.querySelectorAll("*")]) {
    const name = element.nodeName;
    if (name.includes(":") || name === "FONT" || name === "META" || (name === "B" && /font-weight:\s*(?:normal|400)/i.test(element.getAttribute("style") ?? ""))) { element.replaceWith(...element.childNodes); continue; }
    if (name === "IMG" && !element.getAttribute("src")) { element.replaceWith(element.alt ? document.createTextNode(`[${element.alt}]`) : ""); continue; }
    style(element);
    for (const attribute of [...element.attributes]) {
      if (/^(?:x:|v:|o:|sd|mso|lang$|dir$|width$|height$|valign$|face$|size$)/i.test(attribute.name) && !(name === "IMG" && /^(?:width|height)$/.test(attribute.name))) element.removeAttribute(attribute.name);
    }
    if ((name === "TD" || name === "TH") && !element.querySelector("div,p,ul,ol,table")) {
      const block = document.createElement("div");
      block.append(...element.childNodes);
      if (!block.firstChild) block.append(document.createElement("br"));
      element.append(block);
    }
    if (name === "SPAN" && !element.attributes.length) element.replaceWith(...element.childNodes);
  }
}

function style(element) {
  if (!element.hasAttribute("style")) return;
  const rules = element.style;
  for (const property of [...rules]) {
    const family = property.replace(/^(border|background)-.*$/, "$1");
    if (!kept.has(property) && !(family === "border" && element.closest("table")) || dull.test(rules.getPropertyValue(property))) rules.removeProperty(property);
  }
  if (!rules.length) element.removeAttribute("style");
}

function comments(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node);
  return found;
}

// Word writes a list as paragraphs: style="mso-list:l0 level2 lfo1", the bullet as text
function lists(root) {
  let stack = [];
  for (const line of [...root.querySelectorAll("p, div")]) {
    const level = Number(/mso-list:[^;]*level(\d)/i.exec(line.getAttribute("style") ?? "")?.[1] ?? 0);
    if (!level) { if (line.textContent.trim()) stack = []; continue; }
    const text = line.textContent.trimStart();
    const bullet = /^(?:(?:\d+|[a-z]|[ivx]+)[.)]|[·•§o\u2022\u00b7-])\s*/i.exec(text)?.[0] ?? "";
    const tag = /^\d|^[a-z][.)]|^[ivx]+[.)]/i.test(bullet) ? "OL" : "UL";
    const item = document.createElement("li");
    item.append(...line.childNodes);
    strip(item, bullet.length ? bullet.trimEnd().length : 0);
    while (stack.length > level) stack.pop();
    while (stack.length < level) {
      const list = document.createElement(tag);
      if (stack.length) (stack.at(-1).lastElementChild ?? stack.at(-1).appendChild(document.createElement("li"))).append(list);
      else line.before(list);
      stack.push(list);
    }
    stack.at(-1).append(item);
    line.remove();
  }
}

// takes the bullet and the blanks around it off the beginning
function strip(item, count) {
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  let left = count, started = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!started) { node.data = node.data.trimStart(); started = node.data.length > 0; }
    const cut = Math.min(left, node.data.length);
    node.data = node.data.slice(cut);
    left -= cut;
    if (left === 0 && started) { node.data = node.data.replace(/^[\s\u00a0]+/, ""); if (node.data) return; }
  }
}
