"use strict";

/* Keeps the line open, and the page as the newest state says. */
(() => {
  const byId = (id) => document.getElementById(id);
  const { element, facts } = Canvas;
  const TITLES = [
    ["job", "Jobs", "blue"], ["pain", "Pains", "coral"], ["gain", "Gains", "green"],
    ["product", "Products and services", "blue"], ["pain_reliever", "Pain relievers", "coral"], ["gain_creator", "Gain creators", "green"],
  ];
  const SILENT = 40_000; // milliseconds; the line beats every 15 seconds
  const LONGEST = 10_000;
  const SOON = 60_000; // milliseconds; from here on the clock stands out
  const IDLE = 4000;
  const page = { state: null, version: "", segment: Number(/^#(\d+)$/.exec(location.hash)?.[1] ?? 0), unseen: new Map() };
  const line = { source: null, tries: 0, heard: 0, ahead: 0, again: 0 };

  // The line.

  function connect() {
    clearTimeout(line.again);
    line.source?.close();
    line.heard = Date.now();
    line.source = new EventSource(`${location.pathname}/live?last=${page.version}`);
    line.source.addEventListener("hello", hello);
    line.source.addEventListener("canvas", (event) => { hear(); receive(event); });
    line.source.addEventListener("beat", hear);
    line.source.addEventListener("over", over);
    line.source.onerror = lost;
  }

  function hello(event) {
    line.ahead = Date.parse(JSON.parse(event.data).now) - Date.now();
    line.tries = 0;
    hear();
    state("live", "Live");
  }

  function hear() { line.heard = Date.now(); }

  async function lost() {
    line.source.close();
    state("waiting", "Connection lost. Trying again…");
    const wait = Math.min(LONGEST, 500 * 2 ** line.tries) * (0.5 + Math.random() / 2);
    line.tries += 1;
    clearTimeout(line.again);
    line.again = setTimeout(async () => {
      const known = await fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then((r) => r.status, () => 0);
      if (known === 404) over();
      else if (known === 200) connect();
      else lost();
    }, wait);
  }

  function over() {
    line.source.close();
    clearTimeout(line.again);
    page.state = null;
    Canvas.clear();
    byId("list-body").replaceChildren();
    byId("segments").replaceChildren();
    byId("name").textContent = document.title = "This link has ended";
    byId("goal").hidden = true;
    state("over", "Ended");
    byId("over").hidden = false;
    byId("over").focus();
  }

  function state(name, words) {
    document.body.dataset.state = name;
    if (byId("line").textContent !== words) byId("line").textContent = words;
  }

  function tick() {
    const over = document.body.dataset.state === "over";
    if (!over && line.source.readyState !== EventSource.CLOSED && Date.now() - line.heard > SILENT) lost();
    if (page.state) clock();
  }

  /* Counts down to the end of the prompt that ends first, else up from the beginning of the step. */
  function clock() {
    const { step } = page.state;
    const prompt = chosen()?.prompts[0];
    const timer = byId("timer");
    const now = Date.now() + line.ahead;
    const left = prompt && Date.parse(prompt.until) - (prompt.paused ? Date.parse(prompt.paused) : now);
    byId("prompt").hidden = !prompt;
    byId("prompt").textContent = prompt ? `${prompt.title}, ${prompt.doing}${prompt.paused ? ", paused" : ""}` : "";
    timer.dateTime = prompt ? prompt.until : step.since;
    timer.title = prompt ? "How long this prompt still runs" : "How long this step has been running";
    timer.textContent = !prompt ? lasting(now - Date.parse(step.since)) : left > 0 ? `${lasting(left)} left` : "Time is up";
    timer.classList.toggle("soon", Boolean(prompt) && !prompt.paused && left < SOON);
  }

  function lasting(milliseconds) {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
    const two = (number) => String(number).padStart(2, "0");
    if (days) return `${days} d ${hours} h`;
    return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  }

  // The state.

  function receive(event) {
    const before = page.state;
    page.state = JSON.parse(event.data);
    page.version = event.lastEventId;
    const fresh = before ? news(before, page.state) : new Set();
    head();
    draw(fresh);
  }

  function head() {
    const { name, goal, state: standing, step } = page.state;
    byId("name").textContent = name;
    document.title = `${name} – canvas`;
    byId("goal").textContent = goal;
    byId("goal").hidden = !goal;
    const stands = { paused: "paused · ", finished: "finished · " }[standing] ?? "";
    byId("step-name").textContent = `${stands}Step ${step.number} of ${step.last}: ${step.title}`;
    byId("step").hidden = false;
    tick();
  }

  function chosen() {
    const { segments } = page.state;
    return segments.find((one) => one.number === page.segment) ?? segments[0];
  }

  function draw(fresh) {
    const segment = chosen();
    tabs();
    if (!segment) {
      Canvas.clear();
      return;
    }
    page.unseen.delete(segment.number);
    Canvas.show(segment, fresh);
    list(segment);
  }

  /* Says what is new to people who listen, and returns the ids of the notes that have come. */
  function news(before, now) {
    const fresh = new Set();
    const said = [];
    const known = new Map(before.segments.flatMap((one) => one.notes.map((note) => [note.id, note])));
    const here = chosen()?.number;
    for (const segment of now.segments) {
      for (const note of segment.notes) {
        const old = known.get(note.id);
        known.delete(note.id);
        if (!old) fresh.add(note.id);
        const kind = note.block.replace("_", " ");
        if (segment.number !== here) {
          if (!old) page.unseen.set(segment.number, (page.unseen.get(segment.number) ?? 0) + 1);
        } else if (!old) said.push(`New ${kind} ${note.code}: ${note.text}`);
        else if (old.text !== note.text) said.push(`${note.code} now says: ${note.text}`);
        else if (old.code !== note.code) said.push(`${old.code} is now ${note.code}`);
      }
    }
    for (const note of known.values()) said.push(`${note.code} has been taken off`);
    if (before.step.number !== now.step.number) said.push(`Step ${now.step.number}: ${now.step.title}`);
    if (said.length) byId("news").textContent = said.length > 3 ? `${said.length} changes. ${said.slice(0, 3).join(". ")}` : said.join(". ");
    return fresh;
  }

  // Segments.

  function tabs() {
    const { segments } = page.state;
    const nav = byId("segments");
    nav.hidden = segments.length < 2;
    segments.forEach((segment, i) => {
      const button = nav.children[i] ?? nav.appendChild(tab());
      const fresh = segment === chosen() ? 0 : page.unseen.get(segment.number) ?? 0;
      const told = JSON.stringify([segment.number, segment.name, fresh]);
      button.dataset.number = segment.number;
      button.setAttribute("aria-pressed", String(segment === chosen()));
      if (button.told === told) return;
      button.told = told;
      button.replaceChildren(document.createTextNode(`${segment.number} ${segment.name}`));
      if (fresh) button.append(element("span", "new", `+${fresh}`), element("span", "unseen", " new notes"));
    });
    while (nav.children.length > segments.length) nav.lastChild.remove();
  }

  function tab() {
    const button = element("button");
    button.type = "button";
    button.addEventListener("click", () => turn(Number(button.dataset.number)));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[event.key];
      button[step]?.focus();
    });
    return button;
  }

  function turn(number) {
    page.segment = number;
    history.replaceState(null, "", `#${number}`);
    draw(new Set());
  }

  // All notes in full.

  function list(segment) {
    const body = byId("list-body");
    const focused = document.activeElement?.dataset?.note;
    const top = body.scrollTop;
    const blocks = TITLES.map(([block, title, hue]) => group(segment.notes.filter((note) => note.block === block), title, hue));
    body.replaceChildren(...blocks, ...declined(segment), ...tested());
    body.scrollTop = top;
    if (focused) body.querySelector(`[data-note="${focused}"]`)?.focus({ preventScroll: true });
  }

  function group(notes, title, hue) {
    const section = element("section", hue);
    section.append(element("h3", "", `${title} (${notes.length})`));
    if (!notes.length) section.append(element("p", "none", "Nothing yet."));
    const items = element("ul");
    items.append(...notes.map(full));
    section.append(items);
    return section;
  }

  function full(note) {
    const item = element("li");
    item.tabIndex = -1;
    item.dataset.note = note.id;
    const text = element("p", "text");
    text.dir = "auto";
    text.append(element("b", "", note.code), document.createTextNode(note.text));
    item.append(text);
    for (const more of [note.detail, note.measure && `Measured by: ${note.measure}`]) {
      if (more) item.append(Object.assign(element("p", "detail", more), { dir: "auto" }));
    }
    const told = [...(note.subtype ? [note.subtype[0].toUpperCase() + note.subtype.slice(1)] : []), ...facts(note)];
    if (told.length) item.append(element("p", "facts", told.join(" · ")));
    return item;
  }

  function declined({ declined: left }) {
    return told("Not served, by choice", left.map(({ code, text, reason }) => [code, text, reason ? [`Because: ${reason}`] : []]));
  }

  /* What is tested now, each with what it is to show, and what waits for a test. */
  function tested() {
    const { hypotheses, tests } = page.state.under_way;
    const texts = new Map(hypotheses.map(({ code, text }) => [code, text]));
    const busy = new Set(tests.map(({ hypothesis }) => hypothesis));
    const running = tests.map(({ code, name, hypothesis, doing, right_if: right }) =>
      [code, name, [`${hypothesis}: ${texts.get(hypothesis) ?? ""}`, right && `Right if ${right}`, doing]]);
    const waiting = hypotheses.filter(({ code }) => !busy.has(code)).map(({ code, text, carries }) => [code, text, [carries]]);
    return [...told("Being tested", running), ...told("Still to be tested", waiting)];
  }

  function told(title, rows) {
    if (!rows.length) return [];
    const section = element("section", "plain");
    const items = element("ul");
    items.append(...rows.map(([code, words, more]) => row(code, words, more)));
    section.append(element("h3", "", `${title} (${rows.length})`), items);
    return [section];
  }

  function row(code, words, more) {
    const item = element("li");
    const text = element("p", "text");
    text.dir = "auto";
    text.append(element("b", "", code), document.createTextNode(words));
    item.append(text, ...more.filter(Boolean).map((one) => Object.assign(element("p", "detail", one), { dir: "auto" })));
    return item;
  }

  function toggle(shown, note = null) {
    document.body.classList.toggle("listing", shown);
    byId("list").hidden = !shown;
    byId("list-toggle").setAttribute("aria-expanded", String(shown));
    if (!shown) {
      byId("list-toggle").focus();
      return;
    }
    const item = note === null ? byId("list-body") : document.querySelector(`[data-note="${note}"]`);
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
  }

  // Full screen, with a screen that stays awake and a pointer that gets out of the way.

  async function fill() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  }

  let awake = null;
  let idle = 0;
  function filled() {
    const full = Boolean(document.fullscreenElement);
    byId("full").setAttribute("aria-pressed", String(full));
    byId("full").textContent = full ? "Leave full screen" : "Full screen";
    if (full) navigator.wakeLock?.request("screen").then((lock) => { awake = lock; }, () => {});
    else awake?.release();
  }

  function moved() {
    clearTimeout(idle);
    document.documentElement.classList.remove("idle");
    idle = setTimeout(() => document.documentElement.classList.add("idle"), IDLE);
  }

  Canvas.begin((note) => toggle(true, note));
  byId("list-toggle").addEventListener("click", () => toggle(byId("list").hidden));
  byId("list-close").addEventListener("click", () => toggle(false));
  byId("list").addEventListener("keydown", (event) => { if (event.key === "Escape") toggle(false); });
  byId("full").hidden = !document.fullscreenEnabled;
  byId("full").addEventListener("click", fill);
  document.addEventListener("fullscreenchange", filled);
  document.addEventListener("pointermove", moved);
  addEventListener("hashchange", () => {
    const number = Number(/^#(\d+)$/.exec(location.hash)?.[1] ?? 0);
    if (number && page.state) turn(number);
  });
  setInterval(tick, 1000);
  connect();
})();
