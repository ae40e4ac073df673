// Runs before the first paint, so that the chosen theme never flashes.
(function (d) {
  d.classList.add("js");
  try {
    var t = localStorage.getItem("tema");
    if (t) d.setAttribute("data-theme", t);
    if (localStorage.getItem("hemat")) d.setAttribute("data-hemat", "");
  } catch (e) { /* Storage is blocked: the system's theme stays. */ }
})(document.documentElement);
