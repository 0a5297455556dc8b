// Shows of a media item's form what its kind needs. Without this script everything is shown.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const kind = document.getElementById("id_kind");
  if (!kind) return;
  const parts = { videos: [".for-videos"], photos: [".for-photos", "#pictures-group"] };

  function show() {
    for (const [value, selectors] of Object.entries(parts)) {
      for (const selector of selectors) {
        const part = document.querySelector(selector);
        // What is wrong in it stays to be seen.
        if (part) part.hidden = kind.value !== value && !part.querySelector(".errorlist");
      }
    }
  }

  kind.addEventListener("change", show);
  show();
});
