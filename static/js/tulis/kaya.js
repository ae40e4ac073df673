// Rich text for those who ask for it: Squire edits, DOMPurify keeps out what does not belong.
// Loaded on demand, so that the plain box costs nobody a byte.
import "../../vendor/dompurify/purify.min.js";
import Squire from "../../vendor/squire/squire.js";
import { all, copy, find } from "./dom.js";

const BOLEH = {
  ALLOWED_TAGS: ["p", "div", "br", "b", "strong", "i", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a"],
  ALLOWED_ATTR: ["href"],
  RETURN_DOM_FRAGMENT: true,
  WHOLE_DOCUMENT: false,
};

// Squire's own pasted markup may carry styles, which our pages refuse.
function clean(html) {
  const fragment = window.DOMPurify.sanitize(html, BOLEH);
  return document.importNode(fragment, true);
}

function toggleHeading(editor) {
  const isHeading = editor.hasFormat("H2");
  editor.modifyBlocks((fragment) => {
    const output = document.createDocumentFragment();
    for (const block of [...fragment.childNodes]) {
      const made = document.createElement(isHeading || block.nodeName === "H2" ? "P" : "H2");
      made.append(...block.childNodes);
      output.append(made);
    }
    return output;
  });
}

function toggleLink(editor) {
  if (editor.hasFormat("A")) return editor.removeLink();
  const address = window.prompt("Alamat tautan:", "https://")?.trim();
  if (address && /^https?:\/\/\S+\.\S+/.test(address)) editor.makeLink(address);
  return editor.focus();
}

const ALAT = {
  bold: ["B", (editor) => (editor.hasFormat("B") ? editor.removeBold() : editor.bold())],
  italic: ["I", (editor) => (editor.hasFormat("I") ? editor.removeItalic() : editor.italic())],
  heading: ["H2", toggleHeading],
  ul: ["UL", (editor) => (editor.hasFormat("UL") ? editor.removeList() : editor.makeUnorderedList())],
  ol: ["OL", (editor) => (editor.hasFormat("OL") ? editor.removeList() : editor.makeOrderedList())],
  quote: ["BLOCKQUOTE", (editor) => (editor.hasFormat("BLOCKQUOTE") ? editor.decreaseQuoteLevel() : editor.increaseQuoteLevel())],
  link: ["A", toggleLink],
};

// Put an editor into `box`; `changed` is called after every change.
export function openEditor(box, html, changed) {
  box.replaceChildren(copy("alat"));
  const editor = new Squire(find("editor", box), { blockTag: "P", sanitizeToDOMFragment: clean, toPlainText: undefined });
  editor.setHTML(html);
  const buttons = all("alat", box);
  const showPressed = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", editor.hasFormat(ALAT[button.dataset.alat][0]));
  };
  for (const button of buttons) {
    // The selection must stay in the text while a tool is tapped.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      ALAT[button.dataset.alat][1](editor);
      editor.focus();
      showPressed();
    });
  }
  editor.addEventListener("input", changed);
  editor.addEventListener("pathChange", showPressed);
  editor.addEventListener("select", showPressed);
  showPressed();
  return {
    html: () => editor.getHTML(),
    focus: () => editor.focus(),
    setHtml: (now) => editor.setHTML(now),
    close: () => { editor.destroy(); box.replaceChildren(); },
  };
}
