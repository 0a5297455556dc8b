// Sets a picture's focal point by a click on it; the two number fields do the same without this script.
"use strict";

function bind(frame) {
  const fields = [frame.dataset.x, frame.dataset.y].map((id) => document.getElementById(id));
  if (fields.includes(null)) return;
  const marker = document.createElement("span");
  marker.className = "focal__marker";
  frame.append(marker);
  frame.classList.add("focal--scripted");

  function show() {
    const [x, y] = fields.map((field) => Math.min(100, Math.max(0, Number(field.value) || 0)));
    // A place in a picture is physical: it does not turn with the direction of the page.
    marker.style.left = `${x}%`;
    marker.style.top = `${y}%`;
  }

  frame.addEventListener("click", (event) => {
    const box = frame.querySelector("img").getBoundingClientRect();
    const places = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    fields.forEach((field, index) => {
      field.value = String(Math.min(100, Math.max(0, Math.round(places[index] * 100))));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    show();
  });
  fields.forEach((field) => field.addEventListener("input", show));
  show();
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".focal").forEach(bind));
