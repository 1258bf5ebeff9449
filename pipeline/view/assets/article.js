// The page of an article. Everything it shows is in the document already: no data is parsed, no HTML is made
// from text, so nothing that a record says can become code.
"use strict";

(() => {
  const root = document.documentElement;
  const find = (id) => (id ? document.getElementById(id) : null);
  const pages = find("pages");
  const text = find("text");
  const pop = find("pop");
  const keys = find("keys");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const narrow = window.matchMedia("(max-width: 800px)");

  // ---------- the two panes

  function showPane(name) {
    if (!pages) return;
    root.classList.toggle("show-pages", name === "pages");
    root.classList.toggle("show-text", name === "text");
    for (const button of document.querySelectorAll("[data-pane]"))
      button.setAttribute("aria-pressed", String(button.dataset.pane === name));
  }

  function boxesOf(item) {
    return pages ? [...pages.querySelectorAll(`[data-for="${CSS.escape(item)}"]`)] : [];
  }

  function letGo() {
    for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
  }

  function reveal(element) {
    for (let up = element.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  }

  /** Scroll the element's own pane, and nothing else, so that the element stands a third down. */
  function bring(pane, element) {
    const outer = pane.getBoundingClientRect();
    const inner = element.getBoundingClientRect();
    const shown = inner.top >= outer.top + 20 && inner.bottom <= outer.bottom - 20;
    if (!shown) glide(pane, inner.top - outer.top - Math.max(24, (outer.height - inner.height) / 3));
  }

  /** Scroll a pane by so many pixels: smoothly where it is near and motion is welcome, else at once. */
  function glide(pane, by) {
    const smooth = !still.matches && Math.abs(by) < 2 * pane.clientHeight;
    pane.scrollTo({ top: pane.scrollTop + by, behavior: smooth ? "smooth" : "instant" });
  }

  /** Highlight a block, note or reference on both sides; `from` is the side that was clicked and stays still. */
  function select(item, from, byKeyboard = false) {
    const block = find(item);
    if (!block) return;
    letGo();
    closePop();
    const boxes = boxesOf(item);
    block.classList.add("on");
    for (const box of boxes) box.classList.add("on");
    reveal(block);
    if (from !== "text") {
      if (narrow.matches) showPane("text");
      bring(text, block);
    }
    if (from !== "pages" && boxes.length && !narrow.matches) bring(pages, boxes[0]);
    if (from === "where" && boxes.length && pages) {
      if (narrow.matches) showPane("pages");
      bring(pages, boxes[0]);
      if (byKeyboard) boxes[0].focus({ preventScroll: true });
    } else if (byKeyboard) {
      block.tabIndex = -1;
      block.focus({ preventScroll: true });
    }
    history.replaceState(null, "", `#${item}`);
    const page = boxes[0] && boxes[0].closest(".page");
    find("said").textContent = page ? `Highlighted, page ${page.dataset.page}` : "Highlighted";
  }

  // ---------- pages

  const sheets = pages ? [...pages.querySelectorAll(".page")] : [];

  function currentPage() {
    const line = pages.getBoundingClientRect().top + pages.clientHeight / 3;
    let current = 0;
    sheets.forEach((sheet, index) => { if (sheet.getBoundingClientRect().top <= line) current = index; });
    return current;
  }

  let target = null; // the page that a smooth scroll is on its way to
  function turn(step) {
    if (!pages) return;
    if (narrow.matches) showPane("pages");
    const from = target ?? currentPage();
    goToPage(Math.min(sheets.length - 1, Math.max(0, from + step)));
  }

  function goToPage(index) {
    if (!sheets[index]) return;
    if (narrow.matches) showPane("pages");
    target = index;
    glide(pages, sheets[index].getBoundingClientRect().top - pages.getBoundingClientRect().top - 4);
    markPage(index);
    find("said").textContent = `Page ${sheets[index].dataset.page} of ${sheets.length}`;
  }

  function markPage(index) {
    sheets.forEach((sheet, other) => sheet.classList.toggle("now", other === index));
  }

  if (pages) {
    let waiting = 0;
    pages.addEventListener("scroll", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { target = null; markPage(currentPage()); }, 140);
    }, { passive: true });
    markPage(0);
  }

  // ---------- pop-ups

  let opener = null;

  function closePop(giveFocusBack = false) {
    if (pop.hidden) return;
    pop.hidden = true;
    if (opener) {
      opener.setAttribute("aria-expanded", "false");
      if (giveFocusBack) opener.focus({ preventScroll: true });
    }
    opener = null;
  }

  /** Return a copy without ids, links in it kept. */
  function copy(element) {
    const made = element.cloneNode(true);
    for (const inner of [made, ...made.querySelectorAll("[id]")]) inner.removeAttribute("id");
    return made;
  }

  function button(label, action, classes = "button") {
    const made = document.createElement("button");
    made.type = "button";
    made.className = classes;
    made.textContent = label;
    made.addEventListener("click", action);
    return made;
  }

  function openPop(from, name, parts, focus) {
    closePop();
    const close = button("×", () => closePop(true), "button close");
    close.setAttribute("aria-label", "Close");
    pop.replaceChildren(...parts, close);
    pop.setAttribute("aria-label", name);
    pop.hidden = false;
    opener = from;
    if (from.tagName === "A") from.setAttribute("aria-expanded", "true");
    const at = from.getClientRects()[0] ?? from.getBoundingClientRect();
    const size = pop.getBoundingClientRect();
    const below = at.bottom + 8 + size.height <= window.innerHeight;
    pop.style.left = `${Math.max(12, Math.min(at.left - 20, window.innerWidth - size.width - 12))}px`;
    pop.style.top = `${below ? at.bottom + 8 : Math.max(12, at.top - size.height - 8)}px`;
    if (focus) pop.focus({ preventScroll: true });
  }

  function popNote(call, focus) {
    const note = find(call.dataset.note);
    if (!note) return;
    const parts = [copy(note.querySelector(".said"))];
    const meant = note.querySelector("a.means[href^='#r']") ?? note.querySelector("a.means"); // what ibid. leads to
    const said = meant && find(meant.getAttribute("href").slice(1))?.querySelector(".said");
    if (said) {
      const means = copy(said);
      means.className = "meant";
      means.prepend("= ");
      parts.push(means);
    }
    openPop(call, call.getAttribute("aria-label") ?? "Note",
      [...parts, button("Show the note", () => select(note.id, "", true))], focus);
  }

  function popReferences(cite, focus) {
    const found = cite.dataset.refs.split(" ").map(find).filter(Boolean);
    if (!found.length) return;
    openPop(cite, "Reference", [...found.map((one) => copy(one.querySelector(".said"))),
      button("Show the reference", () => select(found[0].id, "", true))], focus);
  }

  function popRepair(mark, focus) {
    const listed = find(`repaired-${mark.dataset.repair}`);
    if (!listed) return;
    const change = document.createElement("p");
    change.append(...copy(listed.querySelector(".change")).childNodes);
    openPop(mark, "Repair", [change, copy(listed.querySelector("small"))], focus);
  }

  function popFor(element, focus) {
    const call = element.closest("a[data-note]");
    if (call) { popNote(call, focus); return true; }
    const mark = element.closest(".repair");
    if (mark && !root.classList.contains("no-repairs") && !element.closest("a.cite")) { popRepair(mark, focus); return true; }
    const cite = element.closest("a[data-refs]");
    if (cite) { popReferences(cite, focus); return true; }
    return false;
  }

  let hover = 0;
  text.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const call = event.target.closest("a[data-note]");
    clearTimeout(hover);
    if (call && opener !== call) hover = setTimeout(() => popFor(call, false), 220);
    else if (!call && opener && opener.matches("a[data-note]") && !pop.contains(document.activeElement))
      hover = setTimeout(() => closePop(), 320);
  });
  pop.addEventListener("pointerenter", () => clearTimeout(hover));

  // ---------- clicks

  function followFragment(event, link) {
    const id = decodeURIComponent(link.getAttribute("href").slice(1));
    const byKeyboard = event.detail === 0;
    const page = /^p(\d+)$/.exec(id);
    event.preventDefault();
    if (link.matches(".block > .where")) select(link.parentElement.id, "where", byKeyboard);
    else if (page) goToPage(sheets.findIndex((sheet) => sheet.id === id));
    else {
      const element = find(id);
      if (!element) return;
      const item = element.closest("[data-item]");
      if (item) select(item.id, link.closest("#pages") ? "pages" : "", byKeyboard);
      if (item === element) return;
      if (narrow.matches) showPane("text");
      if (element === text) text.focus();
      if (element.matches(".repair")) element.classList.add("on");
      reveal(element);
      if (item) bring(text, element);
      else glide(text, element.getBoundingClientRect().top - text.getBoundingClientRect().top - 8);
    }
  }

  document.addEventListener("click", (event) => {
    const element = event.target;
    if (!(element instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (pop.contains(element) && !element.closest("a")) return;
    if (!pop.contains(element) && popFor(element, event.detail === 0)) { event.preventDefault(); return; }
    const link = element.closest("a[href^='#']");
    if (link) { followFragment(event, link); return; }
    if (!pop.contains(element)) closePop();
    if (element.closest("a, button, summary, dialog")) return;
    const block = element.closest("[data-item]");
    if (block && window.getSelection().isCollapsed) select(block.id, "text");
  });

  document.addEventListener("mouseover", (event) => {
    const block = event.target instanceof Element && event.target.closest("#text [data-item]");
    for (const box of document.querySelectorAll(".box.near")) box.classList.remove("near");
    if (block) for (const box of boxesOf(block.id)) box.classList.add("near");
  });

  // ---------- switches

  const SWITCHES = { boxes: ["no-boxes", true], languages: ["no-languages", true], repairs: ["no-repairs", true], sentences: ["with-sentences", false] };
  const KEPT = "naskah-switches";

  function kept() {
    try { return JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { return {}; }
  }

  function setSwitch(name, on, keep = true) {
    const [className, first] = SWITCHES[name];
    root.classList.toggle(className, on !== first);
    const control = document.querySelector(`[data-switch="${name}"]`);
    if (control) control.setAttribute("aria-pressed", String(on));
    if (keep) try { localStorage.setItem(KEPT, JSON.stringify({ ...kept(), [name]: on })); } catch { /* not kept */ }
  }

  function flip(name) {
    const [className, first] = SWITCHES[name];
    setSwitch(name, root.classList.contains(className) === first);
  }

  for (const control of document.querySelectorAll("[data-switch]"))
    control.addEventListener("click", () => flip(control.dataset.switch));
  for (const [name, on] of Object.entries(kept())) if (name in SWITCHES) setSwitch(name, on === true, false);
  for (const control of document.querySelectorAll("[data-pane]"))
    control.addEventListener("click", () => showPane(control.dataset.pane));
  find("show-keys").addEventListener("click", () => keys.showModal());

  // ---------- keys

  function follow(id) {
    const link = find(id);
    if (link && link.href) location.href = link.href;
  }

  const ACTIONS = {
    j: () => turn(1), ArrowRight: () => turn(1), k: () => turn(-1), ArrowLeft: () => turn(-1),
    n: () => follow("to-next"), p: () => follow("to-previous"), i: () => follow("to-index"),
    b: () => flip("boxes"), l: () => flip("languages"), r: () => flip("repairs"), s: () => flip("sentences"),
    "?": () => keys.showModal(), Escape: () => (pop.hidden ? letGo() : closePop(true)),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea")) return;
    if (event.key.startsWith("Arrow") && event.target instanceof Element && event.target.closest(".scroll")) return;
    const action = ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // ---------- the section that is being read

  const entries = new Map();
  for (const link of document.querySelectorAll(".outline ol a")) {
    const heading = find(link.getAttribute("href").slice(1));
    if (heading) entries.set(heading, link);
  }
  let settling = 0;
  function markSection() {
    const line = text.getBoundingClientRect().top + text.clientHeight / 3;
    let now = null;
    for (const [heading, link] of entries) if (heading.getBoundingClientRect().top <= line) now = link;
    for (const link of entries.values()) link.removeAttribute("aria-current");
    if (now) now.setAttribute("aria-current", "true");
  }
  text.addEventListener("scroll", () => {
    clearTimeout(settling);
    settling = setTimeout(markSection, 120);
  }, { passive: true });

  // ---------- begin

  root.classList.add("scripted", "show-text");
  if (window.innerWidth < 1280) for (const outline of document.querySelectorAll(".outline details")) outline.open = false;
  window.addEventListener("hashchange", openFragment);
  function openFragment() {
    const id = decodeURIComponent(location.hash.slice(1));
    const element = find(id);
    if (!element) return;
    const item = element.closest("[data-item]");
    if (item) select(item.id, "");
  }
  openFragment();
})();
