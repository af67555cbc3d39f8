// Sorts tables by a click on a column's title, or on phones by a choice above them, and filters
// their rows by words.
(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  };
  // Numbers before texts, which say that there is none.
  const compare = (a, b) => typeof a === typeof b
    ? (typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true }))
    : typeof a === "number" ? -1 : 1;

  function sort(table, column, descending) {
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => (descending ? -1 : 1) * compare(value(a, column), value(b, column)));
    table.tBodies[0].append(...rows);
    [...table.tHead.rows[0].cells].forEach((cell, i) => {
      if (i === column) {
        cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
      } else {
        cell.removeAttribute("aria-sort");
      }
    });
  }

  function filter(table, words, count) {
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    const all = table.tBodies[0].rows.length;
    count.textContent = shown === all ? `${all} rows` : `${shown} of ${all} rows`;
  }

  function sortable(table) {
    [...table.tHead.rows[0].cells].forEach((cell, i) => {
      const turn = () => sort(table, i, cell.getAttribute("aria-sort") === "ascending");
      cell.classList.add("sortable");
      cell.tabIndex = 0;
      cell.addEventListener("click", turn);
      cell.addEventListener("keydown", event => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          turn();
        }
      });
    });
  }

  function tools(data, table) {
    const bar = document.createElement("div");
    bar.className = "tools";
    const input = document.createElement("input");
    input.type = "search";
    input.placeholder = "filter: words";
    input.setAttribute("aria-label", "filter rows by words");
    const select = document.createElement("select");
    select.setAttribute("aria-label", "sort by");
    select.append(new Option("sort by …", ""));
    [...table.tHead.rows[0].cells].forEach((cell, i) => {
      select.append(new Option(`${cell.textContent} ↑`, `${i} up`));
      select.append(new Option(`${cell.textContent} ↓`, `${i} down`));
    });
    select.addEventListener("change", () => {
      const [column, way] = select.value.split(" ");
      if (way) {
        sort(table, Number(column), way === "down");
      }
    });
    const count = document.createElement("span");
    const apply = () => filter(table, input.value.toLowerCase().split(/\s+/).filter(w => w), count);
    input.addEventListener("input", apply);
    bar.append(input, select, count);
    data.querySelector(".scroll").before(bar);
    apply();
  }

  for (const data of document.querySelectorAll(".data")) {
    const table = data.querySelector("table");
    sortable(table);
    if (table.tBodies[0].rows.length > 3) {
      tools(data, table);
    }
  }
})();
