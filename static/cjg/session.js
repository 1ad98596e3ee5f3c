// Five minutes before the session ends by itself: a warning, with a way to stay.
const dialog = document.getElementById("sessie-dialoog");
const total = Number(document.querySelector("[data-session-seconds]").dataset.sessionSeconds) * 1000;
const warning = Math.min(300000, total / 2);
let end = performance.timeOrigin + total;
const restart = () => { end = Date.now() + total; if (dialog.open) dialog.close(); };

dialog.querySelector("[data-extend]").addEventListener("click", async () => {
  const answer = await fetch(dialog.dataset.extendUrl, { headers: { "HX-Request": "true" } });
  if (answer.status === 204) restart();
  else location.reload();
});
document.addEventListener("htmx:after:request", restart);
setInterval(() => {
  const left = end - Date.now();
  if (left <= 0) return location.reload();
  if (left > warning) return;
  const minutes = Math.ceil(left / 60000);
  const text = minutes === 1 ? "1 minuut" : `${minutes} minuten`;
  const place = dialog.querySelector("[data-left]");
  if (place.textContent !== text) place.textContent = text;
  if (!dialog.open) dialog.showModal();
}, 1000);
