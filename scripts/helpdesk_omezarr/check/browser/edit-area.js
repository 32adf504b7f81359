// The text area with the numbers of its lines, and marks on those with findings. Only lines in view are drawn.

import { make } from "./dom.js";

const SIGNS = { error: "●", warning: "▲", note: "■" };
const LARGE = 50000; // characters; browsers take minutes to paste some hundred thousand by themselves
const [FEWEST, MOST] = [10, 30]; // lines that are shown

export class Area {
  /** `text` is the text area, `lines` the layer behind it; `changed` is called after each change by the reader. */
  constructor(text, lines, changed) {
    Object.assign(this, { text, lines, marks: new Map(), count: 1 });
    text.addEventListener("input", () => {
      this.measure();
      changed(text.value);
    });
    text.addEventListener("paste", (event) => {
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (pasted.length < LARGE || text.readOnly) return;
      event.preventDefault();
      text.setRangeText(pasted, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input"));
    });
    text.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.draw()).observe(text);
  }

  get value() {
    return this.text.value;
  }

  show(text) {
    this.text.value = text;
    this.text.scrollTo(0, 0);
    this.marks = new Map();
    this.measure();
  }

  /** Mark lines: a map of a line's number to the severity of its gravest finding. */
  mark(marks) {
    this.marks = marks;
    this.draw();
  }

  /** Put the caret at a place, and show it. */
  go({ start, end, line }) {
    this.text.focus({ preventScroll: true });
    this.text.setSelectionRange(start, end);
    this.text.scrollTo(0, Math.max(0, (line - 4) * this.height));
    this.text.scrollIntoView({ block: "nearest" });
  }

  /** Of a line, in pixels. Browsers round what the styles say, which shows after some thousand lines. */
  get height() {
    const { scrollHeight, clientHeight } = this.text;
    return scrollHeight > clientHeight ? scrollHeight / this.count : parseFloat(getComputedStyle(this.text).lineHeight);
  }

  measure() {
    let count = 1;
    for (let at = this.value.indexOf("\n"); at >= 0; at = this.value.indexOf("\n", at + 1)) count++;
    this.count = count;
    this.text.rows = Math.min(MOST, Math.max(FEWEST, count + 1));
    this.text.parentElement.style.setProperty("--digits", Math.max(2, String(count).length));
    this.draw();
  }

  draw() {
    const { height, text } = this;
    const first = Math.floor(text.scrollTop / height);
    const last = Math.min(this.count, first + Math.ceil(text.clientHeight / height) + 1);
    const rows = [];
    for (let line = first + 1; line <= last; line++) {
      const mark = this.marks.get(line);
      rows.push(make("div", { class: mark ? `line ${mark}` : "line" }, make("span", {}, mark ? SIGNS[mark] : "", ` ${line}`)));
    }
    this.lines.replaceChildren(...rows);
    this.lines.style.transform = `translateY(${first * height - text.scrollTop}px)`;
  }
}
