// Draws the charts in the place of their pictures.
const DASHES = ["none", "7 3", "2 2.5", "9 3 2 3", "12 5"];

class Chart {
  constructor(figure, spec) {
    this.figure = figure;
    this.spec = spec;
    this.hidden = new Set();
    this.chosen = Object.fromEntries(spec.choices.map(choice => [choice.name, choice.first]));
    figure.querySelector("img")?.remove();
    figure.querySelector("figcaption").textContent = spec.caption;
    this.area = document.createElement("div");
    this.legend = document.createElement("div");
    this.legend.className = "legend";
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.hidden = true;
    figure.prepend(this.choices(), this.area, this.legend, this.tip);
    this.area.addEventListener("pointermove", event => this.point(event));
    this.area.addEventListener("pointerdown", event => this.point(event));
    this.area.addEventListener("pointerleave", () => { this.tip.hidden = true; });
    new ResizeObserver(() => {
      if (figure.clientWidth !== this.width) {
        this.draw();
      }
    }).observe(figure);
    this.draw();
  }

  choices() {
    const bar = document.createElement("div");
    bar.className = "choices";
    for (const choice of this.spec.choices.filter(c => c.values.length > 1)) {
      const label = document.createElement("label");
      const select = document.createElement("select");
      if (choice.all) {
        select.append(new Option("all", "all"));
      }
      choice.values.forEach(value => select.append(new Option(value, value)));
      select.value = choice.first;
      select.addEventListener("change", () => this.choose(choice.name, select.value));
      select.dataset.choice = choice.name;
      label.append(choice.name, select);
      bar.append(label);
    }
    return bar;
  }

  choose(name, value) {
    this.chosen[name] = value;
    const select = this.figure.querySelector(`select[data-choice="${name}"]`);
    if (select) {
      select.value = value;
    }
    this.draw();
  }

  /** The series that the choices leave. */
  selected() {
    return this.spec.series.filter(series => Object.entries(this.chosen).every(([name, value]) =>
      value === "all" || series.tags[name] === undefined || series.tags[name] === value));
  }

  draw() {
    this.width = this.figure.clientWidth;
    if (!this.width) {
      return; // in something that is folded
    }
    this.tip.hidden = true;
    const selected = this.selected();
    const shown = selected.filter(series => !this.hidden.has(series.group));
    this.drawLegend(selected);
    this.frame(shown.length ? shown : selected);
    this.spots = [];
    this.labels = [];
    shown.filter(series => series.kind === "guide").forEach(series => this.guide(series));
    shown.filter(series => series.kind !== "guide").forEach(series => this.series(series));
    this.labels.forEach(label => this.svg.append(label.text)); // above lines and dots
    this.area.replaceChildren(this.svg);
  }

  drawLegend(selected) {
    const groups = new Map();
    this.dashes = new Map();
    const colors = new Map();
    for (const series of selected) {
      const note = groups.get(series.group)?.note || series.note;
      if (!groups.has(series.group) && series.kind === "line") { // of one colour, each its dashes
        const before = colors.get(series.color) || 0;
        this.dashes.set(series.group, DASHES[before % DASHES.length]);
        colors.set(series.color, before + 1);
      }
      groups.set(series.group, { series, note });
    }
    this.legend.replaceChildren(...[...groups].map(([group, { series, note }]) => {
      const button = document.createElement("button");
      const swatch = this.swatch(series);
      button.type = "button";
      button.setAttribute("aria-pressed", String(!this.hidden.has(group)));
      button.append(swatch, group);
      if (note) {
        const small = document.createElement("small");
        small.textContent = note;
        button.append(small);
      }
      button.addEventListener("click", () => {
        if (!this.hidden.delete(group)) {
          this.hidden.add(group);
        }
        this.draw();
      });
      return button;
    }));
  }

  swatch(series) {
    const color = Chart.color(series.color);
    const long = this.dashes.has(series.group);
    const svg = Chart.add(null, "svg", { width: long ? 30 : 12, height: 12, "aria-hidden": "true" });
    if (long) {
      Chart.add(svg, "line", { x1: 0, x2: 30, y1: 6, y2: 6, stroke: color, "stroke-width": 1.8,
        "stroke-dasharray": this.dashes.get(series.group) });
    }
    Chart.add(svg, "circle", { cx: long ? 15 : 6, cy: 6, r: 4.5, fill: color });
    return svg;
  }

  static color(number) {
    return number < 0 ? "var(--strong)" : `var(--s${number % 7})`;
  }

  static add(parent, name, attributes, text) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    if (text !== undefined) {
      element.textContent = text;
    }
    parent?.append(element);
    return element;
  }

  /** The axes for some series. */
  frame(series) {
    const { x, y } = this.spec;
    this.height = Math.round(Math.min(480, Math.max(280, 0.55 * this.width)));
    this.box = { left: 62, right: this.width - 24, top: 12, bottom: this.height - 46 };
    const points = series.flatMap(s => s.points);
    const wide = this.box.right - this.box.left;
    const apart = x.kind === "names" ? 90 : 60; // pixels from one tick to the next
    this.xs = Scale(x, points.map(p => p[0]), Math.max(2, Math.floor(wide / apart)));
    this.ys = Scale(y, points.flatMap(p => p.slice(1)), 7);
    const svg = Chart.add(null, "svg", {
      class: "chart", viewBox: `0 0 ${this.width} ${this.height}`, height: this.height, role: "img",
      "aria-label": `${y.title} against ${x.title}`,
    });
    const { left, right, top, bottom } = this.box;
    for (const tick of this.ys.ticks) {
      const at = this.y(tick);
      Chart.add(svg, "line", { x1: left, x2: right, y1: at, y2: at, class: "grid" });
      Chart.add(svg, "text", { x: left - 6, y: at + 4, "text-anchor": "end" }, this.ys.label(tick));
    }
    for (const tick of this.xs.ticks) {
      const at = this.x(tick);
      Chart.add(svg, "line", { x1: at, x2: at, y1: bottom, y2: bottom + 4, class: "axis" });
      Chart.add(svg, "text", { x: at, y: bottom + 18, "text-anchor": "middle" }, this.xs.label(tick));
    }
    Chart.add(svg, "path", { d: `M${left} ${top}V${bottom}H${right}`, fill: "none", class: "axis" });
    Chart.add(svg, "text", { x: (left + right) / 2, y: this.height - 8, "text-anchor": "middle" },
      x.title);
    const middle = (top + bottom) / 2;
    Chart.add(svg, "text",
      { x: 14, y: middle, "text-anchor": "middle", transform: `rotate(-90 14 ${middle})` }, y.title);
    this.svg = svg;
  }

  x(value) {
    return this.box.left + this.xs.place(value) * (this.box.right - this.box.left);
  }

  y(value) {
    return this.box.bottom - this.ys.place(value) * (this.box.bottom - this.box.top);
  }

  path(points) {
    return points.map((p, i) =>
      `${i ? "L" : "M"}${this.x(p[0]).toFixed(1)} ${this.y(p[1]).toFixed(1)}`).join("");
  }

  /** A thin line with its label along it, unless another label is too near. */
  guide(series) {
    Chart.add(this.svg, "path", {
      d: this.path(series.points), fill: "none", stroke: Chart.color(series.color),
      "stroke-width": 1.2, "stroke-dasharray": series.color < 0 ? "4 3" : "none", opacity: 0.8,
    });
    if (!series.label) {
      return;
    }
    const [a, b] = series.points;
    const from = [this.x(a[0]), this.y(a[1])];
    const to = [this.x(b[0]), this.y(b[1])];
    const turn = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const length = 6.2 * series.label.length;
    const level = Math.abs(turn) < 0.01;
    if (Math.hypot(to[0] - from[0], to[1] - from[1]) < length + 10) {
      return;
    }
    const start = level
      ? [to[0] - length - 4, to[1]]
      : [from[0] + 6 * Math.cos(turn), from[1] + 6 * Math.sin(turn)];
    const near = this.labels.some(label => label.turn === turn.toFixed(2)
      && Math.abs((label.at[0] - start[0]) * Math.sin(turn)
        - (label.at[1] - start[1]) * Math.cos(turn)) < 14);
    if (!near) {
      const text = Chart.add(null, "text", {
        class: "halo", transform: `translate(${start[0].toFixed(1)} ${start[1].toFixed(1)}) `
          + `rotate(${(180 * turn / Math.PI).toFixed(1)}) translate(0 -4)`,
      }, series.label);
      this.labels.push({ at: start, turn: turn.toFixed(2), text });
    }
  }

  series(series) {
    const color = Chart.color(series.color);
    if (series.kind === "line") {
      Chart.add(this.svg, "path",
        { d: this.path(series.points), fill: "none", stroke: color, "stroke-width": 1.8,
          "stroke-dasharray": this.dashes.get(series.group) });
    }
    series.points.forEach((point, i) => {
      const [cx, cy] = [this.x(point[0]), this.y(point[1])];
      if (point.length > 2) {
        Chart.add(this.svg, "line", {
          x1: cx, x2: cx, y1: this.y(point[2]), y2: this.y(point[3]), stroke: color, opacity: 0.6,
        });
      }
      const changed = series.texts[i].includes("beyond noise");
      const dot = Chart.add(this.svg, "circle", {
        cx, cy, r: changed ? 6 : 4.5, fill: color, stroke: changed ? "var(--fg)" : "var(--bg)",
        "stroke-width": changed ? 2 : 0.8,
      });
      this.spots.push({ cx, cy, dot, text: series.texts[i] });
    });
  }

  /** Says what the nearest dot is. */
  point(event) {
    const place = this.area.getBoundingClientRect();
    const [x, y] = [event.clientX - place.left, event.clientY - place.top];
    let best = null;
    let distance = 22;
    for (const spot of this.spots) {
      const d = Math.hypot(spot.cx - x, spot.cy - y);
      if (d < distance) {
        [best, distance] = [spot, d];
      }
    }
    this.tip.hidden = !best;
    if (best) {
      this.tip.textContent = best.text;
      const left = Math.min(best.cx + 12, this.width - this.tip.offsetWidth - 4);
      this.tip.style.left = `${Math.max(0, left)}px`;
      this.tip.style.top = `${this.area.offsetTop + best.cy + 12}px`;
    }
  }
}

const charts = JSON.parse(document.getElementById("charts").textContent);
const drawn = [...document.querySelectorAll("figure[data-chart]")]
  .map(figure => new Chart(figure, charts[Number(figure.dataset.chart)]));
