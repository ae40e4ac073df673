// The phone's own place as the point of the post; asked for only when the button is pressed.
import { find } from "./dom.js";

const DI_INDONESIA = ({ latitude, longitude }) => latitude >= -12 && latitude <= 7 && longitude >= 94 && longitude <= 142;

export function preparePlace(whenChanged) {
  const button = find("lokasi-sini");
  const say = find("lokasi-kabar");
  const { lat, lon } = find("formulir").elements;
  button.hidden = !navigator.geolocation;
  const take = ({ coords }) => {
    if (!DI_INDONESIA(coords)) { say.textContent = "Lokasi HP ini di luar Indonesia. Isi angkanya sendiri, atau kosongkan."; return; }
    lat.value = coords.latitude.toFixed(5);
    lon.value = coords.longitude.toFixed(5);
    say.textContent = `Lokasi ditemukan, teliti sampai sekitar ${Math.round(coords.accuracy)} meter.`;
    whenChanged();
  };
  const fail = () => { say.textContent = "Lokasi tidak bisa dibaca. Izinkan akses lokasi di HP, atau kosongkan saja."; };
  button.addEventListener("click", () => {
    say.textContent = "Mencari lokasi…";
    navigator.geolocation.getCurrentPosition(take, fail, { enableHighAccuracy: true, timeout: 15_000 });
  });
}
