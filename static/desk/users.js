// Roles of a user: what a role cannot be confined to is not asked for. Without this script everything is shown.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const group = document.getElementById("memberships-group");
  if (!group) return;
  const confines = { translates_from: ["translator"], sections: ["contributor", "translator", "editor"] };

  function show(membership) {
    const role = membership?.querySelector("select[name$=-role]");
    if (!role) return;
    for (const [name, roles] of Object.entries(confines)) {
      const row = membership.querySelector(`.field-${name}`);
      // What is ticked, or wrong, stays to be seen.
      const matters = row.querySelector("input:checked, .errorlist") !== null;
      row.hidden = !matters && role.value !== "" && !roles.includes(role.value);
    }
  }

  group.addEventListener("change", (event) => show(event.target.closest(".inline-related")));
  document.addEventListener("formset:added", (event) => show(event.target));
  for (const membership of group.querySelectorAll(".inline-related")) show(membership);
});
