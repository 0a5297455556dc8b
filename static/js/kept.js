// Articles that a reader keeps on this device. Each has a cache of its own, named by its path, with all that its page
// shows; whoever removes one removes that cache. templates/delivery/worker.js answers from them.
const KEPT = "nejat-kept:"
const OFFLINE = "nejat-offline:"
// A response of ours that says when it was kept and what it is called, beside the page.
const ABOUT = "/offline-about"

export const isPossible = () => isSecureContext && "serviceWorker" in navigator && "caches" in window

export const isKept = (path) => caches.has(KEPT + path)

// Newest first: { path, title, lang, dir, at }.
export async function listKept() {
  const found = []
  for (const name of await caches.keys()) {
    if (!name.startsWith(KEPT)) continue
    const about = await (await caches.open(name)).match(ABOUT)
    if (about) found.push({ ...(await about.json()), path: name.slice(KEPT.length) })
  }
  return found.sort((one, other) => other.at - one.at)
}

// Throws where the page itself, its styles or its letters cannot be had; a picture may be missing.
export async function keep(path, about, { needed, wanted }) {
  const name = KEPT + path
  const wasKept = await caches.has(name)
  try {
    const page = await fetch(path, { cache: "reload", credentials: "omit" })
    if (!page.ok || page.redirected) throw new Error(`${page.status}`)
    const cache = await caches.open(name)
    await cache.put(path, page)
    await cache.addAll([...needed])
    await Promise.all([...wanted].map((address) => keepPicture(cache, address)))
    await cache.put(ABOUT, Response.json({ ...about, at: Date.now() }))
    await navigator.serviceWorker.register("/sw.js", { scope: "/" })
    await navigator.serviceWorker.ready
  } catch (problem) {
    if (!wasKept) await remove(path)
    throw problem
  }
}

async function keepPicture(cache, address) {
  const isOwn = new URL(address, location.href).origin === location.origin
  const answer = await fetch(address, isOwn ? {} : { mode: "no-cors" }).catch(() => null)
  if (answer && (answer.ok || answer.type === "opaque")) await cache.put(address, answer)
}

export async function remove(path) {
  await caches.delete(KEPT + path)
  const names = await caches.keys()
  if (names.some((name) => name.startsWith(KEPT))) return
  await Promise.all(names.filter((name) => name.startsWith(OFFLINE)).map((name) => caches.delete(name)))
  const registration = await navigator.serviceWorker.getRegistration("/")
  await registration?.unregister()
}
