// Many pictures at once into the library: dropped or chosen, two on their way at a time, each with its own progress and
// its own end. One that fails leaves the others, and can be tried again. Without script the form sends them all.
import { element } from "./editor/dom.js";
import { picturesOf, sendFile } from "./sending.js";

const AT_ONCE = 2;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

class Uploads {
  constructor(zone) {
    Object.assign(this, JSON.parse(document.getElementById(zone.dataset.uploads).textContent));
    this.zone = zone;
    this.list = zone.querySelector(".uploads__list");
    this.list.setAttribute("aria-label", this.words.list);
    this.summary = zone.querySelector(".uploads__summary");
    this.waiting = [];
    this.underway = 0;
    this.all = new Set();
    zone.querySelector(".uploads__hint").hidden = false;
    this.listen();
  }

  listen() {
    // A picture of this very page that is dragged calls itself a file, too.
    let isOurs = false;
    document.addEventListener("dragstart", () => (isOurs = true));
    document.addEventListener("dragend", () => (isOurs = false));
    const isFiles = (event) => !isOurs && [...(event.dataTransfer?.types || [])].includes("Files");
    document.addEventListener("dragover", (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      this.zone.classList.add("uploads--over");
    });
    document.addEventListener("dragleave", (event) => event.relatedTarget || this.zone.classList.remove("uploads--over"));
    document.addEventListener("drop", (event) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      this.zone.classList.remove("uploads--over");
      // Also what is no picture: the server says so of each by its name.
      this.take([...event.dataTransfer.files]);
    });
    document.addEventListener("paste", (event) => this.take(picturesOf(event.clipboardData)));
    addEventListener("beforeunload", (event) => (this.underway || this.waiting.length) && event.preventDefault());
  }

  take(files) {
    for (const file of files) {
      const upload = this.row(file);
      this.all.add(upload);
      this.waiting.push(upload);
    }
    this.go();
  }

  row(file) {
    const label = fill(this.words.progress, { name: file.name });
    const upload = { file, done: false };
    upload.bar = element("progress", { className: "upload__bar", max: 100, value: 0, "aria-label": label });
    upload.state = element("span", { className: "upload__state", textContent: this.words.waiting });
    upload.picture = element("span", { className: "upload__picture" });
    upload.end = element("span", { className: "upload__end" });
    upload.item = element("li", { className: "upload" }, [
      upload.picture, element("bdi", { className: "upload__name", textContent: file.name }), upload.bar, upload.state, upload.end,
    ]);
    this.list.append(upload.item);
    return upload;
  }

  go() {
    while (this.underway < AT_ONCE && this.waiting.length) this.send(this.waiting.shift());
    this.tell();
  }

  async send(upload) {
    this.underway += 1;
    upload.state.textContent = this.words.sending;
    try {
      const answer = upload.file.size > this.mostBytes
        ? { error: this.words.tooLarge }
        : await sendFile(this.url, upload.file, (part) => this.progress(upload, part));
      this.finish(upload, answer);
    } catch {
      this.fail(upload);
    }
    this.underway -= 1;
    this.go();
  }

  progress(upload, part) {
    upload.bar.value = part * 100;
    if (part === 1) upload.state.textContent = this.words.checking;
  }

  finish(upload, answer) {
    upload.done = true;
    upload.failed = Boolean(answer.error);
    upload.item.dataset.end = answer.error ? "refused" : answer.known ? "known" : "stored";
    upload.bar.value = 100;
    upload.bar.hidden = true;
    if (answer.error) {
      upload.state.textContent = `${this.words.refused} ${answer.error}`;
      return;
    }
    upload.picture.append(element("img", { src: answer.thumbnail, alt: "" }));
    upload.state.textContent = answer.known ? this.words.known : this.words.stored;
    upload.end.append(link(answer, answer.known ? answer.title : this.words.describe));
    if (answer.alike?.length) upload.end.append(this.alike(answer.alike));
  }

  // It stays all the same: what looks alike may well be meant.
  alike(images) {
    const shown = images.map((image) => link(image, "", [element("img", { src: image.thumbnail, alt: "" }), element("bdi", { textContent: image.title })]));
    return element("span", { className: "upload__alike" }, [this.words.alike, " ", ...shown]);
  }

  fail(upload) {
    upload.failed = true;
    upload.item.dataset.end = "failed";
    upload.state.textContent = this.words.failed;
    const again = element("button", { type: "button", className: "button upload__retry", textContent: this.words.retry });
    again.addEventListener("click", () => {
      again.remove();
      delete upload.item.dataset.end;
      upload.failed = false;
      upload.bar.value = 0;
      upload.state.textContent = this.words.waiting;
      this.waiting.push(upload);
      this.go();
    });
    upload.end.append(again);
  }

  tell() {
    const all = [...this.all];
    const refused = all.filter((upload) => upload.failed).length;
    const told = [fill(this.words.summary, { done: all.filter((upload) => upload.done || upload.failed).length, all: all.length })];
    if (refused) told.push(fill(this.words.refusedCount, { count: refused }));
    this.summary.textContent = all.length ? told.join(" ") : "";
  }
}

function link(image, text, children = []) {
  return element("a", { href: image.address, className: "upload__link", ...(text ? { textContent: text } : {}) }, children);
}

for (const zone of document.querySelectorAll("[data-uploads]")) {
  const uploads = new Uploads(zone);
  for (const form of document.querySelectorAll("form[data-uploads-form]")) {
    const input = form.querySelector("input[type=file]");
    form.querySelector(".submit-row").hidden = true;
    input.addEventListener("change", () => {
      uploads.take([...input.files]);
      input.value = "";
    });
  }
}
