// The index: sorts and filters rows that are in the document already.
"use strict";

(() => {
  const find = (id) => document.getElementById(id);
  const body = document.querySelector(".records tbody");
  const rows = [...body.rows];
  const heads = [...document.querySelectorAll(".records thead th")];
  const selects = ["status", "language", "diagnostic", "journal"].map(find);
  const search = find("search");
  const said = new Map(rows.map((row) => [row, row.textContent.toLocaleLowerCase()]));
  const FIELDS = [search, ...selects];

  // ---------- filters

  function fits(row, words) {
    if (!words.every((word) => said.get(row).includes(word))) return false;
    return selects.every(({ id, value }) => {
      if (!value) return true;
      if (id === "journal") return row.dataset.journal === value;
      return (row.dataset[id] ?? "").split(" ").includes(value);
    });
  }

  function filter() {
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row, words);
      shown += Number(!row.hidden);
    }
    find("shown").textContent = shown === rows.length ? `${shown} rows` : `${shown} of ${rows.length} rows`;
    find("empty").hidden = shown > 0;
    const kept = new URLSearchParams(FIELDS.filter((field) => field.value).map((field) => [field.id, field.value]));
    history.replaceState(null, "", kept.size ? `#${kept}` : location.pathname.split("/").pop() || "#");
  }

  function clear() {
    for (const field of FIELDS) field.value = "";
    filter();
  }

  for (const field of FIELDS) field.addEventListener("input", filter);
  find("clear").addEventListener("click", clear);
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
  for (const bar of document.querySelectorAll("[data-filter]"))
    bar.addEventListener("click", () => {
      const field = find(bar.dataset.filter);
      field.value = field.value === bar.dataset.value ? "" : bar.dataset.value;
      filter();
    });

  // ---------- sorting

  const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  function valueOf(row, column) {
    return row.cells[column]?.dataset.sort ?? "";
  }

  function sort(head) {
    const column = Number(head.dataset.column);
    const numeric = head.dataset.kind === "number";
    const before = head.getAttribute("aria-sort");
    const down = before === "none" ? numeric : before === "ascending"; // numbers: largest first
    const sign = down ? -1 : 1;
    const ordered = [...rows].sort((one, other) => {
      const a = valueOf(one, column);
      const b = valueOf(other, column);
      if (a === "" || b === "") return Number(a === "") - Number(b === ""); // what has no value comes last
      return sign * (numeric ? Number(a) - Number(b) : words.compare(a, b));
    });
    body.append(...ordered);
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }

  for (const head of heads) head.querySelector("button").addEventListener("click", () => sort(head));

  // ---------- keys

  function step(by) {
    const links = [...body.rows].filter((row) => !row.hidden).map((row) => row.querySelector("th a")).filter(Boolean);
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (next) next.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || find("keys").open) return;
    if (event.key === "Escape") return clear();
    if (event.target instanceof Element && event.target.closest("input, select")) return;
    const inTable = body.contains(document.activeElement);
    const action = {
      j: () => step(1), k: () => step(-1),
      ArrowDown: inTable && (() => step(1)), ArrowUp: inTable && (() => step(-1)),
      "/": () => search.focus(), "?": () => find("keys").showModal(),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // ---------- begin

  const kept = new URLSearchParams(location.hash.slice(1));
  for (const field of FIELDS) {
    const value = kept.get(field.id);
    if (value) field.value = value;
  }
  document.documentElement.classList.add("scripted");
  filter();
})();
