{% load delivery %}// Answers with what a reader has asked to keep, where the network does not answer. It is registered when the first article
// is kept and unregistered with the last. It writes nothing but the pages below: articles are kept by static/js/kept.js.
const VERSION = {{ version|js }}
const PARTS = {{ parts|js }}
const PAGES = {{ pages|js }}
const OFFLINE = "nejat-offline:"
const KEPT = "nejat-kept:"
// Milliseconds until a kept article is shown though the network may yet answer.
const PATIENCE = 4000

self.addEventListener("install", (event) => event.waitUntil(install()))
self.addEventListener("activate", (event) => event.waitUntil(activate()))
self.addEventListener("fetch", (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== "GET" || request.headers.has("range")) return
  if (request.destination === "image") return event.respondWith(picture(request))
  // The desk and its previews are nobody's to keep, and not ours to answer for.
  if (address.origin !== location.origin || /^\/(admin|preview)\//.test(address.pathname)) return
  if (request.mode === "navigate") return event.respondWith(page(event, address))
  if (/^\/(static|accent|files)\//.test(address.pathname)) event.respondWith(part(request))
})

async function install() {
  const cache = await caches.open(OFFLINE + VERSION)
  await cache.addAll([...PARTS, ...PAGES].map((path) => new Request(path, { cache: "reload", credentials: "omit" })))
  await self.skipWaiting()
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OFFLINE) && name !== OFFLINE + VERSION)
  await Promise.all(old.map((name) => caches.delete(name)))
  await self.clients.claim()
}

async function page(event, address) {
  const name = KEPT + address.pathname
  const kept = (await caches.has(name)) && (await (await caches.open(name)).match(address.pathname))
  const asked = fetch(event.request)
  try {
    const answer = await (kept ? Promise.race([asked, late()]) : asked)
    // What was withdrawn is not kept from the one who reads it here.
    if (kept && [404, 410].includes(answer.status)) event.waitUntil(caches.delete(name))
    return answer
  } catch {
    asked.catch(() => {})
    return kept || (await offline(address)) || Response.error()
  }
}

function late() {
  return new Promise((_, refuse) => setTimeout(refuse, PATIENCE))
}

// The page of the edition that was asked for, else of the first.
async function offline(address) {
  const cache = await caches.open(OFFLINE + VERSION)
  const own = PAGES.find((path) => path.startsWith(`/${address.pathname.split("/")[1]}/`))
  return cache.match(own ?? PAGES[0])
}

async function part(request) {
  try {
    return await fetch(request)
  } catch (problem) {
    const kept = await caches.match(request, { ignoreVary: true })
    if (kept) return kept
    throw problem
  }
}

// Kept in the one width that was shown; the window may ask for another now.
async function picture(request) {
  try {
    return await fetch(request)
  } catch (problem) {
    const kept = (await caches.match(request, { ignoreVary: true })) ?? (await alike(request.url))
    if (kept) return kept
    throw problem
  }
}

async function alike(address) {
  const stem = stemOf(address)
  if (!stem) return undefined
  for (const name of (await caches.keys()).filter((one) => one.startsWith(KEPT))) {
    const cache = await caches.open(name)
    const found = (await cache.keys()).find((one) => stemOf(one.url) === stem)
    if (found) return cache.match(found)
  }
}

// Renditions of one picture are named alike up to their width (media_gallery/pictures.py).
function stemOf(address) {
  return address.match(/^(.*\/r\/[0-9a-f]{2}\/[0-9a-f]+)-\d+\.\w+$/)?.[1]
}
