"use strict";
// Asks the server that this page came from whether there is a newer one, and loads it.
const shown = document.querySelector("meta[name=preview-version]").content;
async function look() {
  try {
    const answer = await fetch("/version", { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== shown) { location.reload(); return; }
  } catch { /* the server has ended, or not begun again */ }
  setTimeout(look, 1000);
}
setTimeout(look, 1000);
