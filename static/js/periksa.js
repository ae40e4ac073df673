// Keys on the review page: letters lead to a button, Enter presses it; digits tick the list.
// A switch turns them off (WCAG 2.1.4), and the choice stays in this browser.
"use strict";

const KEYS = {
  s: ["approve_kegiatan", "confirm_kegiatan"],
  m: ["return_kegiatan"],
  t: ["reject_kegiatan"],
  d: ["take_down_kegiatan"],
  p: ["mark_praktik", "unmark_praktik"],
};
const STORE = "kim-pintasan-periksa";
const form = document.querySelector("[data-periksa] form");

function remembered() {
  try {
    return localStorage.getItem(STORE) !== "mati";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem(STORE, on ? "nyala" : "mati");
  } catch {
    // Without a store the choice holds for this page.
  }
}

function goTo(element) {
  const details = element.closest("details");
  if (details) {
    details.open = true;
  }
  element.focus();
  element.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const button = (KEYS[key] || [])
    .map((verb) => form.querySelector(`[data-keputusan][value="${verb}"]`))
    .find(Boolean);
  const field = form.querySelector(`[data-tombol="${key}"]`);
  if (!button && !field) {
    return false;
  }
  if (field && field.type === "checkbox") {
    field.checked = !field.checked;
  }
  goTo(button || field);
  if (field && field.tagName === "SUMMARY") {
    field.parentElement.open = true;
  }
  return true;
}

if (form) {
  const panel = form.querySelector("[data-pintasan]");
  const toggle = panel.querySelector("input");
  panel.hidden = false;
  toggle.checked = remembered();
  toggle.addEventListener("change", () => remember(toggle.checked));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=checkbox])");
    if (event.key === "Escape" && typing) {
      event.target.blur();
      return;
    }
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    if (!toggle.checked || typing || modified || event.repeat) {
      return;
    }
    if (press(event.key.toLowerCase())) {
      event.preventDefault();
    }
  });
}
