// The search of a mirror: folds what is typed as the index was folded (editions/scripts/folding.py), loads the few files
// of the index that have these words, and lists what has all of them. A script and no module, and an index of scripts:
// pages that are opened from a folder may load nothing else. Everything it says comes from the page.
"use strict";

(() => {
  const place = document.querySelector("[data-mirror-search]");
  if (!place) return;
  const { index, root, digits, one, many, most, none, failed } = place.dataset;
  const rules = JSON.parse(place.dataset.rules);
  const words = rulesOf(rules);
  const SHOWN = 50;
  const TEXTS_A_FILE = 100;
  const SHORTEST_PREFIX = 3;

  // What the index's files call, and who waits for which.
  const waiting = new Map();
  window.nejatFound = (name, data) => waiting.get(name)?.(data);
  const loaded = new Map();

  function load(name) {
    const full = `search/${index}/${name}`;
    if (!loaded.has(full)) {
      loaded.set(full, new Promise((resolve, reject) => {
        waiting.set(full, resolve);
        const script = document.createElement("script");
        script.src = `${root}${full}.js`;
        script.addEventListener("error", () => reject(new Error(full)));
        document.head.append(script);
      }));
    }
    return loaded.get(full);
  }

  function fileOf(form, files) {
    const signs = [...form].map((sign) => sign.codePointAt(0));
    return (signs[0] * 31 + (signs[1] ?? 0)) % files;
  }

  // Numbers of the texts that have a form, or one that begins with it; of each whether its title has it.
  async function textsOf(form, isPrefix, files) {
    const found = new Map();
    const file = await load(`w-${fileOf(form, files)}`);
    const forms = isPrefix ? Object.keys(file).filter((key) => key.startsWith(form)) : [form];
    for (const key of forms) {
      if (!Object.hasOwn(file, key)) continue;
      for (const number of file[key]) found.set(number >> 1, Boolean(number & 1) || found.get(number >> 1) === true);
    }
    return found;
  }

  function join(maps) {
    const found = new Map();
    for (const map of maps) for (const [text, isTitle] of map) found.set(text, isTitle || found.get(text) === true);
    return found;
  }

  function meet(maps) {
    const [first, ...others] = maps;
    const found = new Map();
    for (const [text, isTitle] of first) {
      if (others.every((map) => map.has(text))) found.set(text, isTitle && others.every((map) => map.get(text)));
    }
    return found;
  }

  async function textsOfWord({ forms, parts }, isPrefix, files) {
    const maps = await Promise.all(forms.map((form) => textsOf(form, isPrefix && [...form].length >= SHORTEST_PREFIX, files)));
    if (parts.length) {
      const each = parts.map(async (part) => join(await Promise.all(part.map((form) => textsOf(form, false, files)))));
      maps.push(meet(await Promise.all(each)));
    }
    return join(maps);
  }

  async function find(typed) {
    const unwanted = [];
    const rest = typed.slice(0, 200).replace(/(^|\s)[-−](\S+)/gu, (_all, before, word) => {
      unwanted.push(...words(word));
      return before;
    });
    const wanted = words(rest).slice(0, 12);
    if (!wanted.length) return [];
    const { files } = await load("about");
    // The last word may still be in the middle of being typed, unless a space follows it.
    const maps = wanted.map((word, at) =>
      textsOfWord(word, rest[word.end] === "*" || (at === wanted.length - 1 && word.end === rest.length), files));
    const found = meet(await Promise.all(maps));
    for (const map of await Promise.all(unwanted.map((word) => textsOfWord(word, false, files)))) {
      for (const text of map.keys()) found.delete(text);
    }
    return [...found].sort(([a, inA], [b, inB]) => inB - inA || b - a).map(([text]) => text);
  }

  async function entry(text) {
    const file = await load(`d-${Math.floor(text / TEXTS_A_FILE)}`);
    const [title, path, day, summary] = file[text % TEXTS_A_FILE];
    const article = element("article", "card card--found");
    const meta = element("p", "meta");
    meta.append(element("span", "", day));
    const heading = element("h3", "card__title");
    const link = element("a", "", title);
    link.href = root + path.split("/").map(encodeURIComponent).join("/");
    heading.append(link);
    article.append(meta, heading);
    if (summary) article.append(element("p", "card__standfirst", summary));
    return article;
  }

  function element(name, classes, text = "") {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.textContent = text;
    return made;
  }

  const status = place.querySelector("[role=status]");
  const list = place.querySelector("[data-results]");
  const input = document.querySelector("form[role=search] input[name=q]");
  let turn = 0;

  async function show() {
    const mine = ++turn;
    try {
      const typed = input.value.trim() ? input.value : "";
      const found = typed ? await find(typed) : [];
      const entries = await Promise.all(found.slice(0, SHOWN).map(entry));
      if (mine !== turn) return;
      list.replaceChildren(...entries);
      const number = found.length.toLocaleString(`${document.documentElement.lang}-u-nu-${digits}`);
      const line = found.length > SHOWN ? most : found.length === 1 ? one : many;
      status.textContent = !typed ? "" : found.length ? line.replace("{number}", number) : none;
    } catch {
      if (mine === turn) status.textContent = failed;
    }
  }

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 150);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    show();
  });
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) show();
  window.nejatFold = words;

  // From a text to its words, each by its forms and, of a compound, those of its parts.
  function rulesOf(rule) {
    const letter = `(?:[\\p{L}\\p{N}]|[${rule.signs}])`;
    const joiner = rule.joiner;
    const word = new RegExp(
      `${letter}(?:${letter}|[${rule.marks}${rule.silent}]|[${joiner}]+(?=${letter})|(?<=\\p{Nd})[,٬](?=\\p{Nd}{3}(?!\\p{Nd})))*`, "gu");
    const joiners = new RegExp(`[${joiner},٬]+`, "u");
    const ignored = new RegExp(`[${rule.marks}${rule.silent}]`, "gu");
    const article = new RegExp(`^(?:${rule.article})`, "u");
    const noArticle = new RegExp(`^(?:${rule.noArticle})`, "u");
    const plural = new RegExp(rule.plural, "u");
    const tail = new RegExp(`^(?:${rule.tail})$`, "u");
    const apart = new RegExp(
      "(?<=\\p{L}) (?=ها(?:[یي](?:[یي]|م|ت|ش|مان|تان|شان)?)?(?![\\p{L}\\p{N}_\u200c]))"
      + "|(?<=(?<![\\p{L}\\p{N}_])م[یي]) (?=\\p{L})|(?<=(?<![\\p{L}\\p{N}_])نم[یي]) (?=\\p{L})", "gu");

    const simple = (text) => {
      const folded = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
      return [...folded.replace(ignored, "").normalize("NFC")].slice(0, rule.longest).join("");
    };
    const letters = (text) => {
      const bare = text.normalize("NFD").replace(ignored, "").normalize("NFC");
      return [...bare].map((sign) => rule.letters[sign] ?? rule.digits[sign] ?? sign).join("");
    };
    const singular = (plain) => {
      if (plain.length < 4 || !plain.endsWith("s") || rule.noEnglishPlural.includes(plain) || /(?:ss|us|is)$/.test(plain)) return plain;
      if (plain.endsWith("ies") && plain.length > 4) return `${plain.slice(0, -3)}y`;
      return /(?:ches|shes|sses|xes|zes|oes)$/.test(plain) ? plain.slice(0, -2) : plain.slice(0, -1);
    };
    const formsOf = (text) => {
      const folded = simple(text);
      const plain = letters(folded);
      if (!plain) return [];
      let rest = plain;
      if (rule.family === "ar") {
        const found = noArticle.test(folded) ? null : article.exec(folded);
        if (found) rest = letters(folded.slice(found[0].length));
      } else if (rule.family === "fa" && !rule.noPlural.includes(plain)) rest = plain.replace(plural, "");
      else if (rule.family === "en") rest = singular(plain);
      return rest === plain || !rest ? [plain] : [plain, rest];
    };
    const isEnding = (piece) =>
      (rule.family === "fa" ? tail.test(letters(simple(piece))) : piece === "s" || piece === "S");
    const fold = (spelling) => {
      const pieces = spelling.split(joiners).filter(Boolean);
      let forms = formsOf(pieces.join(""));
      if (pieces.length === 1 || /[,٬]/u.test(spelling)) return { forms, parts: [] };
      while (pieces.length > 1 && isEnding(pieces.at(-1))) pieces.pop();
      if (pieces.length === 1) {
        forms = [...new Set([...forms, ...formsOf(pieces[0])])];
        return { forms, parts: [] };
      }
      return { forms: [...new Set(forms)], parts: pieces.map(formsOf).filter((part) => part.length) };
    };
    return (text) => {
      const joined = rule.family === "fa" ? text.replace(apart, "\u200c") : text;
      return [...joined.matchAll(word)]
        .map((found) => ({ ...fold(found[0]), end: found.index + found[0].length }))
        .filter((found) => found.forms.length);
    };
  }
})();
