// Rich text to plain and back: lists as "- " and "1. ", quotes as ">", links as "text <address>", tables by tabs.
const blocks = new Set(["DIV", "P", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "BLOCKQUOTE", "TABLE", "TR", "PRE", "HR"]);

export function toText(root) {
  return lines(root).join("\n").replace(/\u200b/g, "").replace(/[ \t]+$/gm, "").replace(/\n{4,}/g, "\n\n\n").replace(/^\n+|\n+$/g, "");
}

function lines(node) {
  const out = [];
  let line = "";
  const end = () => { out.push(line); line = ""; };
  for (const child of node.childNodes) {
    if (child.nodeType === 3) line += child.data.replace(/[\s]+/g, " ");
    else if (child.nodeName === "BR") end();
    else if (child.nodeName === "IMG") line += child.alt ? `[${child.alt}]` : "";
    else if (child.nodeType === 1 && !blocks.has(child.nodeName)) {
      const inner = lines(child);
      line += inner.shift() ?? "";
      for (const more of inner) { end(); line = more; }
      const href = child.nodeName === "A" ? child.getAttribute("href") ?? "" : "";
      if (href && href !== child.textContent && href !== "mailto:" + child.textContent) line += ` <${href.replace(/^mailto:/, "")}>`;
    } else if (child.nodeType === 1) {
      if (line.trim()) end(); else line = "";
      out.push(...block(child));
    }
  }
  if (line.trim() || !out.length) out.push(line);
  return out;
}

function block(element) {
  switch (element.nodeName) {
    case "UL": return [...element.children].flatMap(item => item.nodeName === "LI" ? indent(lines(item), "- ") : block(item).map(l => "  " + l));
    case "OL": return [...element.children].flatMap((item, index) => item.nodeName === "LI" ? indent(lines(item), `${index + 1}. `) : block(item).map(l => "   " + l));
    case "BLOCKQUOTE": return lines(element).map(l => l.startsWith(">") ? ">" + l : "> " + l);
    case "TR": return [[...element.children].map(cell => lines(cell).join(" ").trim()).join("\t")];
    case "HR": return ["-".repeat(40)];
    case "PRE": return element.textContent.split("\n");
    case "P": return [...lines(element), ""];
    default: { const inner = lines(element); return inner.length > 1 && inner.at(-1) === "" && element.lastChild?.nodeName === "BR" ? inner.slice(0, -1) : inner; }
  }
}

const indent = (all, mark) => all.map((l, index) => (index ? " ".repeat(mark.length) : mark) + l);
const escape = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

export function toHtml(text) {
  let html = "", depth = 0;
  for (const line of text.split("\n")) {
    const mark = /^(?:> ?)*/.exec(line)[0];
    const level = (mark.match(/>/g) ?? []).length;
    while (depth < level) { html += '<blockquote type="cite">'; depth++; }
    while (depth > level) { html += "</blockquote>"; depth--; }
    const rest = escape(line.slice(mark.length));
    html += `<div>${rest || "<br>"}</div>`;
  }
  return html + "</blockquote>".repeat(depth);
}
