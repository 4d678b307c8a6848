// Makes quicker what works without it; asks for nothing but news of this case, writes no markup (docs/workbench.md).
"use strict";
const typing = (at) => at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));

// Keys: whatever has data-key is pressed by that key, unless somebody types.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const meant = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!meant) return;
  event.preventDefault();
  meant.matches("input, textarea, select") ? meant.focus() : meant.click();
});

// Files dropped anywhere on the page where files are added.
const field = document.querySelector("input[type=file]");
if (field) {
  const zone = field.closest("form");
  const over = (on) => (event) => { event.preventDefault(); zone.classList.toggle("over", on); };
  document.addEventListener("dragover", over(true));
  document.addEventListener("dragleave", over(false));
  document.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}

// Two texts side by side scroll together: what is level with the middle of one stands in the middle of the other.
const sides = [...document.querySelectorAll(".beside .source")];
if (sides.length === 2 && matchMedia("(min-width: 52.01rem)").matches) {
  let led = null;
  sides.forEach((side, n) => {
    side.tabIndex = 0;
    side.classList.add("scrolls");
    side.addEventListener("pointerenter", () => { led = side; });
    side.addEventListener("focusin", () => { led = side; });
    side.addEventListener("scroll", () => { if (led === side) follow(side, sides[1 - n]); }, { passive: true });
  });
}
function follow(leader, other) {
  const middle = leader.scrollTop + leader.clientHeight / 2;
  const marks = (side) => new Map([...side.querySelectorAll(".aligned-ref[id]")].map((one) => [one.textContent, one.offsetTop - side.offsetTop]));
  const own = marks(leader), its = marks(other);
  const pairs = [[0, 0], ...[...own].filter(([name]) => its.has(name)).map(([name, at]) => [at, its.get(name)]), [leader.scrollHeight, other.scrollHeight]];
  pairs.sort((one, two) => one[0] - two[0]);
  const after = Math.max(1, pairs.findIndex(([at]) => at >= middle));
  const [[a, b], [c, d]] = [pairs[after - 1], pairs[after]];
  other.scrollTop = b + (c > a ? ((middle - a) / (c - a)) * (d - b) : 0) - other.clientHeight / 2;
}

// Words selected in a text lead to a form that names their place, or fill a field of it.
const correct = document.querySelector("[data-correct]"), picks = document.querySelector(".picks");
let picked = null;
if (correct || picks) {
  document.addEventListener("selectionchange", () => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const paragraph = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".source p[data-start]");
    const within = range && !range.collapsed && paragraph(range.startContainer);
    const span = within ? place(within, range) : null;
    (correct || picks).hidden = !span && !(picks && picked);
    if (!span) return;
    picked = span;
    if (!correct) return;
    const address = new URL(correct.dataset.correct, location.href);
    address.searchParams.set("content", `${span[0]}-${span[1]}`);
    correct.href = address.href;
  });
  picks?.addEventListener("click", (event) => {
    const field = document.getElementById(event.target.dataset.picks);
    if (field && picked) field.value = `${picked[0]}-${picked[1]}`;
  });
}
// First and last character of a selection in a paragraph, to whose end it reaches where it goes on behind it.
function place(paragraph, range) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let at = Number(paragraph.dataset.start), from = null, to = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".ref")) continue;
    const unseen = node.parentElement.closest(".unseen");
    const size = (text) => (unseen ? 1 : [...text].length);
    if (range.intersectsNode(node)) {
      if (from === null) from = at + (node === range.startContainer && !unseen ? size(node.data.slice(0, range.startOffset)) : 0);
      to = at + size(node === range.endContainer ? node.data.slice(0, range.endOffset) : node.data);
    }
    at += size(node.data);
  }
  return from === null || to <= from ? null : [from, to];
}

// What happens in the case, in one line. Whoever reads the page loads it again, never the page itself: nothing typed is lost.
const plainly = (text) => text.replace(/[\p{Cc}\p{Cf}]/gu, (one) => `U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
const news = document.querySelector("#news");
if (news) {
  let stream = null;
  const writing = document.querySelector("main form[method=post] textarea, main form[method=post] input:not([type=hidden])");
  const tell = (text) => {
    const link = document.createElement("a");
    link.href = location.pathname + location.search;
    link.textContent = writing ? news.dataset.other : news.dataset.again;
    if (writing) Object.assign(link, { target: "_blank", rel: "noopener" });
    news.replaceChildren(text + " ", link);
  };
  const listen = () => {
    stream = new EventSource("/events");
    stream.addEventListener("hello", (event) => {
      const now = JSON.parse(event.data);
      if ((now.computed || "") !== news.dataset.computed) tell(news.dataset.assessed);
      else if (now.head !== news.dataset.head) tell(news.dataset.added);
    });
    stream.addEventListener("log", (event) => {
      const last = JSON.parse(event.data).entries.at(-1);
      if (last) tell(`${plainly(last.who)} ${plainly(last.what)}.`);
    });
    stream.addEventListener("result", () => tell(news.dataset.assessed));
  };
  const leave = () => { if (stream) stream.close(); stream = null; };
  // A browser has few connections to one server: tabs that nobody sees take none.
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); else if (!stream) listen(); });
  addEventListener("pagehide", leave);
  if (!document.hidden) listen();
}

// How far a task is, as it goes on; the page that follows comes once it has ended.
const task = document.querySelector("[data-job]");
if (task) {
  const [stage, count] = task.querySelectorAll("span"), bar = document.querySelector("progress");
  const show = (jobs) => {
    const job = jobs.find((one) => one.id === task.dataset.job);
    if (!job) location.reload();
    if (!job?.total) return;
    const name = task.getAttribute(`data-stage-${job.stage}`) || job.stage;
    if (stage.textContent !== name) stage.textContent = name;
    count.textContent = task.dataset.of.replace("{0}", job.done).replace("{1}", job.total);
    [bar.max, bar.value] = [job.total, job.done];
  };
  const stream = new EventSource(`/events?job=${task.dataset.job}`); // what it tells of this task is never old
  stream.addEventListener("hello", (event) => show(JSON.parse(event.data).jobs));
  stream.addEventListener("jobs", (event) => show(JSON.parse(event.data)));
  stream.addEventListener("error", () => { stream.close(); setTimeout(() => location.reload(), 2000); });
}
