/* Looks at a page again after some seconds, while the portal still works on what it shows. */
(() => {
  "use strict";
  const tempat = document.querySelector("[data-kim-segarkan]");
  if (!tempat) return;
  setTimeout(() => location.reload(), Number(tempat.dataset.kimSegarkan) * 1000);
})();
