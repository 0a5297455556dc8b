// Turns the fieldsets of the editions into tabs. Without this script they stand below each other, all usable.
"use strict";

const memory = "desk-edition";

function recall() {
  try {
    return sessionStorage.getItem(memory);
  } catch {
    return null;
  }
}

function remember(code) {
  try {
    sessionStorage.setItem(memory, code);
  } catch {
    // Private windows may refuse; the tabs work all the same.
  }
}

function codeOf(fieldset) {
  return fieldset.querySelector("bdi[lang]")?.lang ?? "";
}

function makeTab(fieldset, index) {
  const heading = fieldset.querySelector(".fieldset-heading");
  const tab = document.createElement("button");
  tab.type = "button";
  tab.id = `edition-tab-${index}`;
  tab.className = "edition-tab";
  tab.setAttribute("role", "tab");
  for (const node of heading.childNodes) tab.append(node.cloneNode(true));
  // A box around it: a fieldset may not be a panel itself.
  const panel = document.createElement("div");
  panel.id = `edition-panel-${index}`;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  fieldset.before(panel);
  panel.append(fieldset);
  tab.setAttribute("aria-controls", panel.id);
  heading.hidden = true;
  if (fieldset.querySelector(".errorlist")) tab.classList.add("edition-tab--wrong");
  return tab;
}

function makeTabs(fieldsets) {
  const list = document.createElement("div");
  list.className = "edition-tabs";
  list.setAttribute("role", "tablist");
  const tabs = fieldsets.map(makeTab);
  list.append(...tabs);
  fieldsets[0].parentElement.before(list);

  function show(index) {
    fieldsets.forEach((fieldset, i) => {
      fieldset.hidden = fieldset.parentElement.hidden = i !== index;
      tabs[i].setAttribute("aria-selected", String(i === index));
      tabs[i].tabIndex = i === index ? 0 : -1;
    });
  }

  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => {
      show(index);
      remember(codeOf(fieldsets[index]));
    });
    tab.addEventListener("keydown", (event) => {
      const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      const steps = { ArrowLeft: -1, ArrowRight: 1 };
      if (!(event.key in steps)) return;
      const step = event.key === forward ? 1 : -1;
      const next = (index + step + tabs.length) % tabs.length;
      tabs[next].click();
      tabs[next].focus();
      event.preventDefault();
    });
  });

  // Whoever leads to a field (lint/fields.js, faults.js) wants it to be seen.
  document.addEventListener("desk:reveal", ({ target }) => {
    const index = fieldsets.findIndex((fieldset) => fieldset.contains(target));
    if (index >= 0) show(index);
  });

  const first = [
    fieldsets.findIndex((fieldset) => fieldset.querySelector(".errorlist")),
    fieldsets.findIndex((fieldset) => codeOf(fieldset) === recall()),
    fieldsets.findIndex((fieldset) => fieldset.classList.contains("edition-own")),
    0,
  ].find((index) => index >= 0);
  show(first);
}

document.addEventListener("DOMContentLoaded", () => {
  const fieldsets = [...document.querySelectorAll("fieldset.edition")];
  if (fieldsets.length > 1) makeTabs(fieldsets);
});
