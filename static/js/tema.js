// Runs before the first paint, so that neither the chosen theme nor a hidden photo flashes.
(function (d) {
  d.classList.add("js");
  var hemat = navigator.connection && navigator.connection.saveData;
  try {
    var t = localStorage.getItem("tema"), h = localStorage.getItem("hemat");
    if (t) d.setAttribute("data-theme", t);
    if (h) hemat = h === "1";
  } catch (e) { /* Storage is blocked: the system's own wishes count. */ }
  if (hemat) d.setAttribute("data-hemat", "");
})(document.documentElement);
