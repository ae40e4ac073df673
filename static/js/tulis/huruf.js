// Between the plain box and rich text, both ways, with WhatsApp's marks: nothing typed is lost.

const escape = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[sign]));

function inline(text) {
  return escape(text)
    .replace(/(^|[\s(])\*([^\s*](?:[^*]*[^\s*])?)\*(?=$|[\s).,;:!?])/g, "$1<b>$2</b>")
    .replace(/(^|[\s(])_([^\s_](?:[^_]*[^\s_])?)_(?=$|[\s).,;:!?])/g, "$1<i>$2</i>")
    .replace(/(^|[\s(])(https?:\/\/[^\s<]+[^\s<.,;:!?)])/g, '$1<a href="$2">$2</a>');
}

const BARIS = [
  ["ul", /^[-•] (.*)$/], ["ol", /^\d{1,3}[.)] (.*)$/], ["blockquote", /^> ?(.*)$/], ["h2", /^#{1,3} (.*)$/],
];
const kindOf = (line) => BARIS.find(([, mark]) => mark.test(line)) || ["p", /^(.*)$/];

function blockOf(kind, lines) {
  if (kind === "ul" || kind === "ol") return `<${kind}>${lines.map((line) => `<li>${inline(line)}</li>`).join("")}</${kind}>`;
  if (kind === "h2") return lines.map((line) => `<h2>${inline(line)}</h2>`).join("");
  const text = lines.map(inline).join("<br>");
  return kind === "blockquote" ? `<blockquote><p>${text}</p></blockquote>` : `<p>${text}</p>`;
}

export function toHtml(plain) {
  const html = [];
  for (const paragraph of plain.split(/\n\s*\n/)) {
    let lines = [];
    let kind = "";
    for (const line of paragraph.split("\n").filter((satu) => satu.trim())) {
      const [now, mark] = kindOf(line);
      if (kind && now !== kind) { html.push(blockOf(kind, lines)); lines = []; }
      kind = now;
      lines.push(line.match(mark)[1]);
    }
    if (lines.length) html.push(blockOf(kind, lines));
  }
  return html.join("");
}

const MARK = { B: "*", STRONG: "*", I: "_", EM: "_" };

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[\s\u200b]+/g, " ");
  if (node.nodeName === "BR") return "\n";
  const inner = [...node.childNodes].map(textOf).join("");
  const mark = MARK[node.nodeName];
  if (mark && inner.trim()) return inner.replace(/^(\s*)([^]*?)(\s*)$/, `$1${mark}$2${mark}$3`);
  if (node.nodeName === "A") {
    const href = node.getAttribute("href") || "";
    return !href || href.replace(/^(https?:\/\/|mailto:|tel:)/, "").replace(/\/$/, "") === inner.replace(/^https?:\/\//, "").replace(/\/$/, "") ? inner : `${inner} ${href}`;
  }
  return inner;
}

const INDUK = ["DIV", "BODY", "SECTION", "ARTICLE"];
const BALOK = ["UL", "OL", "BLOCKQUOTE", "P", "H1", "H2", "H3", "H4", ...INDUK];
const hasBlocks = (node) => [...node.children].some(({ nodeName }) => BALOK.includes(nodeName));

function blocksOf(node) {
  if (node.nodeName === "UL") return [[...node.children].map((item) => `- ${textOf(item).trim()}`).join("\n")];
  if (node.nodeName === "OL") return [[...node.children].map((item, i) => `${i + 1}. ${textOf(item).trim()}`).join("\n")];
  if (node.nodeName === "BLOCKQUOTE") {
    const inner = hasBlocks(node) ? [...node.children].flatMap(blocksOf).join("\n") : textOf(node).trim();
    return [inner.split("\n").map((line) => `> ${line}`).join("\n")];
  }
  if (/^H\d$/.test(node.nodeName)) return [`# ${textOf(node).trim()}`];
  if (INDUK.includes(node.nodeName) && hasBlocks(node)) return [...node.childNodes].flatMap(blocksOf);
  return [textOf(node).split("\n").map((line) => line.trim()).join("\n").trim()];
}

export function toPlain(html) {
  // A parsed document runs no script and loads no picture.
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return blocksOf(body).filter((block) => block.trim()).join("\n\n");
}
