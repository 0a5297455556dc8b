// Copies of what is being typed, in this browser: one an opening of a form, named by user and article.
const PREFIX = "nejat.text."
const MONTH = 30 * 24 * 3600 * 1000

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

export class LocalCopies {
  constructor(user) {
    this.prefix = `${PREFIX}${user}.`
  }

  // Whether the browser took it: private windows and full disks do not.
  put(place, session, copy) {
    try {
      localStorage.setItem(`${this.prefix}${place}.${session}`, JSON.stringify({ ...copy, place, session }))
      return true
    } catch {
      return false
    }
  }

  drop(place, session) {
    try {
      localStorage.removeItem(`${this.prefix}${place}.${session}`)
    } catch {
      // Nothing was kept where nothing can be removed.
    }
  }

  // Those of one place, newest first.
  of(place) {
    try {
      return keys()
        .filter((key) => key.startsWith(`${this.prefix}${place}.`))
        .map(read)
        .filter(Boolean)
        .sort((one, other) => other.at.localeCompare(one.at))
    } catch {
      return []
    }
  }

  // What a session typed was saved, wherever it was typed: a new story has got its place by that.
  dropSession(session) {
    try {
      for (const key of keys()) {
        if (key.startsWith(this.prefix) && key.endsWith(`.${session}`)) localStorage.removeItem(key)
      }
    } catch {
      // As above.
    }
  }

  static dropOld() {
    try {
      for (const key of keys()) {
        const copy = read(key)
        if (!copy || Date.now() - Date.parse(copy.at) > MONTH) localStorage.removeItem(key)
      }
    } catch {
      // As above.
    }
  }

  // At sign-out: the next person at this computer is somebody else.
  static dropAll() {
    try {
      for (const key of keys()) localStorage.removeItem(key)
    } catch {
      // As above.
    }
  }
}
