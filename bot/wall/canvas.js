"use strict";

/* Draws the notes of one segment into the areas of the page, as large as they fit. All text goes in as text. */
const Canvas = (() => {
  const BLOCKS = ["product", "gain_creator", "pain_reliever", "gain", "pain", "job"];
  const PROFILE = ["job", "pain", "gain"];
  const LARGEST = 1 / 30; // of the height of the canvas
  const SMALLEST = 1 / 150;
  const READABLE = 9; // pixels
  const STEPS = 16;
  const WIDTHS = [14, 11, 18, 9, 7.5]; // of a note at most, in its letters' size
  const DENSE = 1 / 62;
  const TOGETHER = 1.4; // how much larger than the smallest the notes of an area may be
  const TOP = 3; // ranks whose codes are filled
  const GAP = 0.035; // of the radius, between notes and the circle's edges
  const HUB = 0.13;
  const stacked = matchMedia("(max-width: 899px), (max-aspect-ratio: 1/1)");
  const areas = new Map();
  let open = () => {};

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function begin(whenOpened) {
    open = whenOpened;
    for (const block of BLOCKS) {
      const area = document.querySelector(`.area[data-block="${block}"]`);
      const label = document.querySelector(`[data-label="${block}"]`);
      areas.set(block, {
        area, label, name: label.textContent, room: area.querySelector(".room"), list: area.querySelector(".notes"),
        count: area.querySelector(".count"), hint: area.querySelector(".hint"), drawn: new Map(), more: element("li"),
      });
    }
    for (const block of PROFILE) shape(areas.get(block).room, ...EDGES[block]);
    new ResizeObserver(() => fit()).observe(document.getElementById("canvas"));
    document.fonts?.ready.then(() => {
      for (const area of areas.values()) area.changed = true;
      fit();
    });
  }

  /* The circle's edges as floats that the notes flow around: `left` and `right` are where an area begins and ends at a
     height, in units of the radius; then comes the area's box: left, width, top, height. A box ends before the circle
     does: where its two floats would meet there is no place for a note, and side by side they must find room. */
  const chord = (y) => Math.sqrt(Math.max(0, (1 - GAP) ** 2 - y * y));
  const lean = (y) => Math.abs(y) / Math.sqrt(3);
  const hub = (y) => Math.sqrt(Math.max(0, HUB * HUB - y * y));
  const left = (y) => -chord(y);
  const upper = (y) => Math.min(lean(y) - 1.4 * GAP, chord(y), Math.abs(y) < HUB ? -hub(y) : Infinity);
  const outer = (y) => Math.max(lean(y) + 1.4 * GAP, hub(y));
  const EDGES = {
    gain: [left, upper, [-1, 1.5, 0.95, 0.95]],
    pain: [left, upper, [-1, 1.5, 0, 0.95]],
    job: [outer, chord, [0, 1, 0.8, 1.6]],
  };

  function shape(room, from, to, [x, width, y, height]) {
    const heights = Array.from({ length: 41 }, (_, i) => i / 40);
    const at = (edge) => heights.map((part) => {
      const reached = (edge(y - part * height) - x) / width;
      return [100 * Math.min(1, Math.max(0, reached)), 100 * part];
    });
    const polygon = (points) => `polygon(${points.map(([px, py]) => `${px.toFixed(2)}% ${py.toFixed(2)}%`).join(", ")})`;
    const [near, far] = room.querySelectorAll(".edge");
    const widest = (points) => Math.max(...points.map(([px]) => px), 1);
    const begins = at(from);
    const ends = at(to).map(([px, py]) => [100 - px, py]);
    const scaled = (points, most) => points.map(([px, py]) => [px / most * 100, py]);
    near.style.width = `${widest(begins)}%`;
    near.style.shapeOutside = polygon([[0, 0], ...scaled(begins, widest(begins)), [0, 100]]);
    far.style.width = `${widest(ends)}%`;
    far.style.shapeOutside = polygon([[100, 0], ...scaled(ends, widest(ends)).map(([px, py]) => [100 - px, py]), [100, 100]]);
  }

  function card(note) {
    const item = element("li");
    item.append(element("button", "note"));
    item.firstChild.type = "button";
    item.firstChild.addEventListener("click", () => open(note.id));
    return item;
  }

  function fill(item, note, rank) {
    const told = JSON.stringify([note, rank < TOP]);
    if (item.told === told) return false;
    item.told = told;
    const made = item.firstChild;
    const state = note.met === null ? "" : note.met ? " met" : " open";
    const rated = note.rating !== null || note.dots > 0;
    const weighs = !rated ? " unrated" : rank < TOP ? " top3" : "";
    made.className = `note${state}${weighs}${note.contested ? " contested" : ""}`;
    const text = element("span", "text", note.text);
    text.dir = "auto";
    const foot = element("span", "foot");
    foot.append(element("span", "pill code", note.met ? `${note.code} ✓` : note.code));
    for (const code of note.serves.slice(0, 3)) foot.append(element("span", "pill", `→ ${code}`));
    if (note.serves.length > 3) foot.append(element("span", "pill", `+${note.serves.length - 3}`));
    if (note.must) foot.append(element("span", "must", "!"));
    if (note.rating !== null) foot.append(element("span", "rating", `★${Math.round(note.rating)}`));
    if (note.dots) foot.append(element("span", "votes", `●${note.dots}`));
    const band = element("span", note.evidence > 0 || note.contested ? "band some" : "band");
    band.style.setProperty("--evidence", note.evidence);
    const body = element("span", "body");
    body.append(foot, " ", text); // where a line may break when both stand in one
    made.replaceChildren(body, band);
    made.setAttribute("aria-label", [`${note.code}: ${note.text}`, ...facts(note)].join(". "));
    return true;
  }

  function facts(note) {
    const told = [];
    if (note.served.length) told.push(`Served by ${note.served.join(", ")}`);
    if (note.met === false) told.push("Not served yet");
    if (note.must) told.push("They can't do without it");
    if (note.serves.length) told.push(`Serves ${note.serves.join(", ")}`);
    if (note.dots) told.push(note.dots === 1 ? "1 dot" : `${note.dots} dots`);
    if (note.rating !== null) told.push(`Typical rating ${note.rating} of 5`);
    if (note.split) told.push("People see it differently");
    if (note.focus) told.push("Important, and not done well today");
    if (note.frequency) told.push(`How often: ${note.frequency}`);
    if (note.late) told.push("Came after the others were shown");
    if (note.carries) told.push(note.carries);
    return told;
  }

  /* Shows a segment; `fresh` are the ids of notes that have just come. */
  function show(segment, fresh) {
    const focused = document.activeElement;
    for (const block of BLOCKS) update(areas.get(block), segment.notes.filter((note) => note.block === block), fresh);
    for (const block of PROFILE) met(block, segment.notes.filter((note) => note.block === block));
    const percent = (value) => value === null ? "–" : String(value);
    document.getElementById("paper").textContent = percent(segment.paper);
    document.getElementById("proven").textContent = percent(segment.proven);
    const stage = document.getElementById("stage");
    stage.textContent = segment.paper === null ? "" : segment.stage_says;
    stage.hidden = !stage.textContent;
    word("paper", segment.band);
    word("proven", segment.proven > 0 ? segment.proven_band : "");
    fit();
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  }

  /* Says a fit in a word, under its number. */
  function word(name, band) {
    const said = document.getElementById(`${name}-band`);
    said.textContent = band ?? "";
    said.hidden = !band;
  }

  function update(area, notes, fresh) {
    const left = new Set(area.drawn.keys());
    notes.forEach((note, rank) => {
      const item = area.drawn.get(note.id) ?? card(note);
      area.drawn.set(note.id, item);
      left.delete(note.id);
      if (fill(item, note, rank)) area.changed = true;
      if (area.list.children[rank] !== item) {
        area.list.insertBefore(item, area.list.children[rank] ?? null);
        area.changed = true;
      }
      if (fresh.has(note.id)) arrive(item.firstChild);
    });
    for (const id of left) {
      area.drawn.get(id).remove();
      area.drawn.delete(id);
      area.changed = true;
    }
    area.count.textContent = notes.length;
    area.label.textContent = notes.length ? `${area.name}  ${notes.length}` : area.name;
    area.hint.hidden = notes.length > 0;
  }

  function arrive(note) {
    note.classList.add("arrived");
    setTimeout(() => note.classList.remove("arrived"), 5000);
  }

  function met(block, notes) {
    const done = notes.filter((note) => note.met).length;
    document.getElementById(`met-${block}`).textContent = notes.length ? `${done} of ${notes.length}` : "–";
  }

  /* Sets every area as large as it goes; what does not fit even when it is small stands behind a button.
     An area is measured anew only when its notes or its room have changed: measuring is what takes time. */
  function fit() {
    const whole = document.querySelector(".side").clientHeight;
    if (stacked.matches || !whole) {
      for (const area of areas.values()) reset(area);
      return;
    }
    const largest = whole * LARGEST;
    const smallest = Math.max(READABLE, whole * SMALLEST);
    const sizes = Array.from({ length: STEPS }, (_, i) => largest * (smallest / largest) ** (i / (STEPS - 1)));
    const used = [...areas.values()].filter((area) => area.drawn.size);
    for (const area of areas.values()) if (!area.drawn.size) reset(area);
    for (const area of used) {
      const room = `${area.room.clientWidth} ${area.room.clientHeight} ${whole}`;
      if (!area.changed && area.measured === room) continue;
      reset(area);
      area.fitted = largestOf(sizes, (size) => place(area, size, whole)) ?? smallest;
      Object.assign(area, { changed: false, measured: room });
    }
    const most = Math.min(...used.map((area) => area.fitted)) * TOGETHER;
    for (const area of used) {
      const size = Math.min(area.fitted, most);
      if (area.settled !== size) settle(area, size, whole);
      area.settled = size;
    }
  }

  /* The first of some sizes, the largest first, at which `holds`. */
  function largestOf(sizes, holds) {
    let [from, to] = [0, sizes.length];
    while (from < to) {
      const tried = (from + to) >> 1;
      if (holds(sizes[tried])) to = tried;
      else from = tried + 1;
    }
    return sizes[from];
  }

  function reset(area) {
    Object.assign(area, { measured: "", settled: 0 });
    area.more.remove();
    for (const item of area.drawn.values()) item.hidden = false;
    for (const name of ["--size", "--pad", "--most"]) area.list.style.removeProperty(name);
    area.area.classList.remove("dense");
  }

  const fits = (area) => area.list.scrollHeight <= area.room.clientHeight;

  /* Sets an area in a size, in the first width of notes in which they all fit; whether they do. */
  function place(area, size, whole) {
    area.list.style.setProperty("--size", `${size}px`);
    area.area.classList.toggle("dense", size < whole * DENSE);
    return WIDTHS.some((width) => {
      area.list.style.setProperty("--most", `${width}em`);
      return fits(area);
    });
  }

  function settle(area, size, whole) {
    area.more.remove();
    for (const item of area.drawn.values()) item.hidden = false;
    area.list.style.removeProperty("--pad");
    if (!place(area, size, whole)) hideSome(area);
    const last = area.list.lastElementChild;
    const spare = area.room.clientHeight - (last.offsetTop + last.offsetHeight);
    for (const part of [0.5, 0.35, 0.2]) {
      area.list.style.setProperty("--pad", `${Math.max(0, spare * part)}px`);
      if (fits(area)) return;
    }
    area.list.style.removeProperty("--pad");
  }

  function hideSome(area) {
    area.list.style.setProperty("--most", `${WIDTHS.at(-1)}em`);
    const items = [...area.drawn.values()].sort((a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
    const button = element("button", "more");
    button.type = "button";
    button.addEventListener("click", () => open(null));
    area.more.replaceChildren(button);
    area.list.append(area.more);
    let [few, many] = [1, items.length];
    while (few < many) {
      const tried = (few + many) >> 1;
      hide(items, tried, button);
      if (fits(area)) many = tried;
      else few = tried + 1;
    }
    hide(items, few, button);
  }

  function hide(items, number, button) {
    items.forEach((item, i) => { item.hidden = i >= items.length - number; });
    button.textContent = `+${number} more`;
    button.setAttribute("aria-label", `${number} more: show all notes`);
  }

  function clear() {
    for (const area of areas.values()) update(area, [], new Set());
  }

  return { begin, clear, element, facts, show };
})();
