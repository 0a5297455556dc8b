// The stock scripts put numbers into their sentences as they are: here they become the desk's own.
import { digitsIn } from "./numbers.js"

const stock = window.interpolate
if (stock) window.interpolate = (...given) => digitsIn(stock(...given))
for (const counter of document.querySelectorAll(".action-counter")) counter.textContent = digitsIn(counter.textContent)
