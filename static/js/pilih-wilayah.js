// The region picker: suggestions while one types, after the ARIA pattern of an editable combobox.
// Without this file the same field takes a name or a code and the server asks back.
"use strict";

(() => {
  const MIN_LENGTH = 3;
  const PAUSE = 150;
  let serial = 0;

  function setUp(box) {
    const input = box.querySelector("input");
    const list = document.createElement("ul");
    const status = document.createElement("p");
    const state = { box, input, list, status, hidden: hiddenTwin(input), active: -1, timer: 0, request: null };

    list.className = "combobox-list";
    list.id = `wilayah-saran-${(serial += 1)}`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Saran wilayah");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    box.append(list, status);

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    if (box.dataset.kode) {
      input.value = box.dataset.nama;
      state.hidden.value = box.dataset.kode;
    }
    input.addEventListener("input", () => typed(state));
    input.addEventListener("keydown", (event) => pressed(state, event));
    input.addEventListener("blur", () => close(state));
    // Keeps the focus in the field, so that a click on a suggestion is not a blur first.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role='option']");
      if (option) choose(state, option);
    });
  }

  // The form sends the code, in a hidden field that takes the name over from the text.
  function hiddenTwin(input) {
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = input.name;
    hidden.value = input.value;
    input.removeAttribute("name");
    input.after(hidden);
    return hidden;
  }

  function typed(state) {
    // New words answer the question "which one?", whatever was ticked before.
    answered(state);
    state.hidden.value = state.input.value.trim();
    clearTimeout(state.timer);
    state.request?.abort();
    if (state.input.value.trim().length < MIN_LENGTH) {
      close(state);
      return;
    }
    state.timer = setTimeout(() => suggest(state), PAUSE);
  }

  async function suggest(state) {
    const url = new URL(state.box.dataset.pilihWilayah, location.href);
    url.searchParams.set("q", state.input.value.trim().toLowerCase());
    state.request = new AbortController();
    try {
      const answer = await fetch(url, { signal: state.request.signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      show(state, (await answer.json()).hasil);
    } catch (error) {
      // No connection: the form still sends the text, and the server asks back.
      if (error.name !== "AbortError") close(state);
    }
  }

  function show(state, found) {
    state.list.replaceChildren(...found.map((item, index) => option(state, item, index)));
    state.status.textContent = found.length ? `${found.length} saran. Pakai panah atas dan bawah.` : "Tidak ada saran.";
    state.list.hidden = found.length === 0;
    state.input.setAttribute("aria-expanded", String(found.length > 0));
    mark(state, -1);
  }

  function option(state, item, index) {
    const line = document.createElement("li");
    const note = document.createElement("span");
    line.id = `${state.list.id}-${index}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.dataset.kode = item.kode;
    line.dataset.lengkap = item.lengkap;
    note.className = "combobox-note";
    note.textContent = item.keterangan;
    line.append(`${item.nama} `, note);
    return line;
  }

  function mark(state, index) {
    state.active = index;
    [...state.list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === index)));
    const line = state.list.children[index];
    if (line) {
      state.input.setAttribute("aria-activedescendant", line.id);
      line.scrollIntoView({ block: "nearest" });
    } else {
      state.input.removeAttribute("aria-activedescendant");
    }
  }

  function pressed(state, event) {
    const count = state.list.children.length;
    if (event.key === "ArrowDown" && state.list.hidden && count) {
      open(state);
      mark(state, 0);
    } else if (state.list.hidden) {
      return;
    } else if (event.key === "ArrowDown") {
      mark(state, (state.active + 1) % count);
    } else if (event.key === "ArrowUp") {
      mark(state, (Math.max(state.active, 0) - 1 + count) % count);
    } else if (event.key === "Enter" && state.active >= 0) {
      choose(state, state.list.children[state.active]);
    } else if (event.key === "Escape") {
      close(state);
    } else {
      return;
    }
    event.preventDefault();
  }

  function choose(state, line) {
    state.input.value = line.dataset.lengkap;
    state.hidden.value = line.dataset.kode;
    answered(state);
    close(state);
    state.input.dispatchEvent(new CustomEvent("wilayah", { bubbles: true, detail: line.dataset.kode }));
    if ("kirim" in state.box.dataset) state.input.form.requestSubmit();
  }

  function answered(state) {
    state.input.form?.querySelectorAll("[data-pilihan-wilayah]").forEach((question) => question.remove());
  }

  function open(state) {
    state.list.hidden = false;
    state.input.setAttribute("aria-expanded", "true");
  }

  function close(state) {
    state.list.hidden = true;
    state.input.setAttribute("aria-expanded", "false");
    mark(state, -1);
  }

  document.querySelectorAll("[data-pilih-wilayah]").forEach(setUp);
})();
