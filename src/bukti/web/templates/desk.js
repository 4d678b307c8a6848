// Makes quicker what works without it; asks for nothing, writes no markup (docs/workbench.md).
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

// Words selected in a text lead to a note that names their place.
const correct = document.querySelector("[data-correct]");
if (correct) {
  document.addEventListener("selectionchange", () => {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const within = range && !range.collapsed && range.startContainer.parentElement.closest(".source p[data-start]");
    const span = within && range.endContainer.parentElement.closest(".source p[data-start]") === within ? place(within, range) : null;
    correct.hidden = !span;
    if (!span) return;
    const address = new URL(correct.dataset.correct, location.href);
    address.searchParams.set("reason", `Characters ${span[0]}–${span[1]}, “${span[2]}”: `);
    correct.href = address.href;
  });
}
function place(paragraph, range) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let at = Number(paragraph.dataset.start), from = null, to = null, words = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".ref")) continue;
    const unseen = node.parentElement.closest(".unseen");
    const size = (text) => (unseen ? 1 : [...text].length);
    const first = node === range.startContainer ? range.startOffset : 0;
    const last = node === range.endContainer ? range.endOffset : node.length;
    if (node === range.startContainer) from = at + (unseen ? 0 : size(node.data.slice(0, first)));
    if (from !== null) words += node.data.slice(first, last);
    if (node === range.endContainer) { to = at + size(node.data.slice(0, last)); break; }
    at += size(node.data);
  }
  return from === null || to === null ? null : [from, to, words];
}
