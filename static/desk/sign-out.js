// Who signs out leaves no words on this computer.
import { LocalCopies } from "./local-copies.js";

document.getElementById("logout-form")?.addEventListener("submit", () => LocalCopies.dropAll())
