// Sets a picture's focal point by a click, by dragging or with the arrow keys, and shows at once what the site's crops
// keep. The two number fields do the same without this script.

const clamp = (value) => Math.min(100, Math.max(0, Math.round(value)));

// The public pages know the point in steps of ten per cent, halves going to the even step (media_gallery/pictures.py).
export function step(value) {
  const low = Math.floor(value / 10);
  const over = value / 10 - low;
  return 10 * (over > 0.5 || (over === 0.5 && low % 2) ? low + 1 : low);
}

function showCrops(x, y) {
  for (const image of document.querySelectorAll(".crops .picture__img")) {
    // The middle needs no class, as on the site.
    const places = [["fx", step(x)], ["fy", step(y)]].filter(([, place]) => place !== 50);
    image.className = ["picture__img", ...places.map(([name, place]) => `${name}-${place}`)].join(" ");
  }
}

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function bind(frame) {
  const fields = [frame.dataset.x, frame.dataset.y].map((id) => document.getElementById(id));
  if (fields.includes(null)) return;
  const marker = document.createElement("button");
  marker.type = "button";
  marker.className = "focal__marker";
  marker.setAttribute("aria-describedby", "focal-help");
  frame.append(marker);
  frame.querySelector("img").draggable = false;
  frame.classList.add("focal--scripted");
  const places = () => fields.map((field) => clamp(Number(field.value) || 0));

  function show() {
    const [x, y] = places();
    // A place in a picture is physical: it does not turn with the direction of the page.
    marker.style.left = `${x}%`;
    marker.style.top = `${y}%`;
    marker.setAttribute("aria-label", frame.dataset.label.replace("{x}", `${x}%`).replace("{y}", `${y}%`));
    showCrops(x, y);
  }

  function move(x, y) {
    [x, y].forEach((value, index) => {
      fields[index].value = String(clamp(value));
      fields[index].dispatchEvent(new Event("change", { bubbles: true }));
    });
    show();
  }

  function follow(event) {
    const box = frame.querySelector("img").getBoundingClientRect();
    move(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
  }

  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    marker.focus();
    follow(event);
  });
  frame.addEventListener("pointermove", (event) => frame.hasPointerCapture(event.pointerId) && follow(event));
  marker.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    const [x, y] = places();
    const far = event.shiftKey ? 10 : 1;
    move(x + KEYS[event.key][0] * far, y + KEYS[event.key][1] * far);
  });
  fields.forEach((field) => field.addEventListener("input", show));
  show();
}

document.querySelectorAll(".focal").forEach(bind);
