// Leaves empty fields out of a filter's address, so that it can be sent on. Without this file
// the address is longer and works the same.
"use strict";

const forms = document.querySelectorAll("form[data-saring]");

function enable(form, isEmpty) {
  for (const control of form.elements) {
    if (control.name) control.disabled = isEmpty(control);
  }
}
forms.forEach((form) => {
  form.addEventListener("submit", () => enable(form, (control) => control.value === ""));
});
// Coming back by the browser's own button finds the form as it was left.
addEventListener("pageshow", () => forms.forEach((form) => enable(form, () => false)));
