// Sends one file and tells how far it has come. `fetch` cannot say that of what it sends.
import { csrfToken } from "./editor/dom.js";

export const ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"

// Pictures among what is dropped or pasted.
export const picturesOf = (transfer) => [...(transfer?.files || [])].filter((file) => file.type.startsWith("image/"))

// Resolves to the server's answer: {id, title, thumbnail, …}, or {error} with its sentence. Rejects where no answer
// came, or none that can be read. `onProgress` gets the part that has been sent, from 0 to 1.
export function sendFile(url, file, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open("POST", url)
    request.responseType = "json"
    request.setRequestHeader("X-CSRFToken", csrfToken())
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total))
    request.upload.addEventListener("load", () => onProgress(1))
    request.addEventListener("load", () => {
      const answer = request.response
      if (answer && (answer.id || answer.error)) resolve(answer)
      else reject(new Error(request.statusText))
    })
    for (const trouble of ["error", "abort", "timeout"]) request.addEventListener(trouble, () => reject(new Error(trouble)))
    const body = new FormData()
    body.append("file", file)
    request.send(body)
  })
}
