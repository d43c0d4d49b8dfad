"use strict";
// Search, filters and sorting. Without this script every row is simply shown.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const tools = document.querySelector(".tools");
  const search = document.querySelector("input[type=search]");
  const boxes = all("input[type=checkbox]", tools);
  const said = document.querySelector("output");
  const rows = all("[data-row]").map((row) => ({ row, text: row.textContent.toLowerCase() }));

  function show() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    let count = 0;
    for (const { row, text } of rows) {
      const fits = words.every((word) => text.includes(word)) && !off.has(row.dataset.row);
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    for (const group of all("[data-group]")) {
      group.hidden = !all("[data-row]", group).some((row) => !row.hidden);
      if (words.length && !group.hidden) group.open = true;
    }
    said.textContent = `${count} of ${rows.length} rows`;
  }

  function sort(header) {
    const table = header.closest("table");
    const column = [...header.parentNode.children].indexOf(header);
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of header.parentNode.children) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const key = (row) => row.cells[column].textContent.trim();
    const order = new Intl.Collator(undefined, { numeric: true });
    const sorted = [...body.rows].sort((a, b) => order.compare(key(a), key(b)) * (down ? -1 : 1));
    body.append(...sorted);
  }

  for (const header of all("table.sorts thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(header));
    header.replaceChildren(button);
  }
  tools.hidden = false;
  search.addEventListener("input", show);
  for (const box of boxes) box.addEventListener("change", show);
  show();
})();
