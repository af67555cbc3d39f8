// Where the values of an axis are, and its ticks.
const Scale = (() => {
  const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  function label(v) {
    const size = Math.abs(v);
    if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
      const power = Math.floor(Math.log10(size) + 1e-9);
      const mantissa = Math.round(v / 10 ** power);
      const digits = [...String(Math.abs(power))].map(d => SUPERSCRIPTS[d]).join("");
      return `${mantissa === 1 ? "" : `${mantissa}·`}10${power < 0 ? "⁻" : ""}${digits}`;
    }
    return String(Number(v.toPrecision(3))).replace("-", "−");
  }

  // The values m · baseⁿ from the last up to low to the first from high on.
  function around(base, mantissas, low, high) {
    const value = i => base ** Math.floor(i / mantissas.length)
      * mantissas[((i % mantissas.length) + mantissas.length) % mantissas.length];
    let i = mantissas.length * (Math.floor(Math.log(low) / Math.log(base)) - 1);
    while (value(i + 1) <= low * (1 + 1e-9)) {
      i++;
    }
    const values = [value(i)];
    while (values[values.length - 1] < high * (1 - 1e-9)) {
      values.push(value(++i));
    }
    return values;
  }

  // Those of the densest grid that has few enough within the range; the ends if it has not two.
  function grid(base, mantissas, low, high, most) {
    const within = (b, m) => around(b, m, low, high)
      .filter(t => t >= low * (1 - 1e-9) && t <= high * (1 + 1e-9));
    let ticks = within(base, mantissas);
    for (let every = 1; ticks.length > most; every++) {
      ticks = within(base ** every, [1]);
    }
    return ticks.length < 2 ? [low, high] : ticks;
  }

  function log(kind, values, most) {
    let low = Math.min(...values);
    let high = Math.max(...values);
    if (low === high) {
      low /= 2;
      high *= 2;
    }
    const counts = kind === "doubling";
    if (!counts) {
      const round = around(10, [1, 2, 5], low, high);
      [low, high] = [round[0], round[round.length - 1]];
    }
    return {
      place: v => Math.log(v / low) / Math.log(high / low),
      ticks: grid(counts ? 2 : 10, counts ? [1] : [1, 2, 5], low, high, most),
      label: v => (counts ? String(Math.round(v)) : label(v)),
    };
  }

  function linear(values, most) {
    const high = Math.max(...values) || 1;
    const least = high / Math.max(1, most - 1);
    const power = 10 ** Math.floor(Math.log10(least));
    const step = [1, 2, 5, 10].map(s => s * power).find(s => s >= least * (1 - 1e-9));
    const count = Math.ceil(high / step - 1e-9);
    return {
      place: v => v / (count * step),
      ticks: Array.from({ length: count + 1 }, (_, i) => i * step),
      label,
    };
  }

  function names(all, most) {
    const every = Math.max(1, Math.ceil(all.length / most));
    return {
      place: v => (v + 0.5) / all.length,
      ticks: all.map((_, i) => i).filter(i => i % every === 0),
      label: i => all[i],
    };
  }

  // The scale of an axis for values and the greatest number of ticks.
  return (axis, values, most) => {
    if (axis.kind === "names") {
      return names(axis.names, most);
    }
    return axis.kind === "linear"
      ? linear(values, most)
      : log(axis.kind, values.filter(v => v > 0), most);
  };
})();
