// The page of the playground. Everything that people wrote is set as text, never as HTML.
const at = (id) => document.getElementById(id);
let who = "", channel = "", thread = "", seen = "", formSeen = "", world = null;

const make = (tag, words, kind) => {
  const node = document.createElement(tag);
  if (words !== undefined) node.textContent = words;
  if (kind) node.className = kind;
  return node;
};

async function act(what) {
  const answer = await fetch("/ui/act", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ as: who, channel, ...what }) });
  await refresh();
  return answer.json();
}

const nameOf = (user) => (world.people.find((person) => person.id === user) || { name: user }).name;
const plain = (text) => text
  .replace(/<@(\w+)(\|[^>]*)?>/g, (_, user) => "@" + nameOf(user))
  .replace(/<!date\^(\d+)\^[^|>]*\|([^>]*)>/g, (_, __, shown) => shown)
  .replace(/<(#?)[^|>]+\|([^>]+)>/g, (_, sign, label) => sign + label)
  .replace(/<([^>]+)>/g, "$1")
  .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

function words(value) {
  if (!value) return "";
  if (Array.isArray(value)) return value.map(words).join("");
  if (value.type === "mrkdwn") return plain(value.text).replace(/(^|\s)[*_]([^*_\n]+)[*_]/g, "$1$2");
  if (value.type === "user") return "@" + nameOf(value.user_id);
  if (value.type === "rich_text_list") return value.elements.map((one) => "• " + words(one) + "\n").join("");
  if (value.type === "rich_text_section" || value.type === "rich_text_quote") return words(value.elements);
  if (typeof value.text === "string") return value.text;
  return words(value.text) || words(value.elements) || words(value.fields);
}

function choices(element) {
  return (element.option_groups || [element]).flatMap((group) => group.options || []);
}

function control(element, send) {
  if (element.type === "button") {
    const button = make("button", words(element.text), element.style || "");
    button.dataset.action = element.action_id;
    button.onclick = () => {
      const sure = element.confirm;
      if (!sure || window.confirm(words(sure.title) + "\n" + words(sure.text))) send(element.action_id);
    };
    return button;
  }
  const select = make("select");
  select.dataset.action = element.action_id;
  select.append(new Option(words(element.placeholder) || "…", ""));
  for (const option of choices(element)) select.append(new Option(words(option.text), option.value));
  const first = element.initial_option;
  if (first) select.value = first.value;
  select.onchange = () => select.value && send(element.action_id, select.value);
  return select;
}

function block(one, send) {
  if (one.type === "divider") return make("hr");
  const node = make("div", undefined, "block " + one.type);
  if (one.type === "actions") node.append(...one.elements.map((element) => control(element, send)));
  else if (one.type === "image") node.append(make("em", one.alt_text));
  else {
    node.append(make("span", words(one)));
    if (one.fields) node.lastChild.textContent = [words(one.text), ...one.fields.map(words)].filter(Boolean).join("\n");
    if (one.accessory) node.append(" ", control(one.accessory, send));
  }
  return node;
}

function post(one, inThread) {
  const node = make("article", undefined, one.only_for ? "mine" : "");
  node.dataset.ts = one.ts;
  const top = make("div");
  top.append(make("span", nameOf(one.user), "who"));
  if (one.only_for) top.append(make("span", "only you see this", "only"));
  if (one.edited) top.append(make("span", "(edited)", "only"));
  node.append(top);
  const send = (action, value) => act({ do: "press", ts: one.ts, action, value });
  if (one.blocks) node.append(...one.blocks.map((inner) => block(inner, send)));
  else node.append(make("div", plain(one.text), "block"));
  for (const file of one.files || []) node.append(make("div", "📎 " + file.name, "block context"));
  node.append(menu(one, inThread));
  return node;
}

function menu(one, inThread) {
  const node = make("div", undefined, "menu");
  const add = (label, run) => { const button = make("button", label); button.onclick = run; node.append(button); };
  for (const [name, count] of Object.entries(one.reactions || {})) add(`:${name}: ${count}`, () => act({ do: "react", ts: one.ts, name }));
  if (one.only_for) return node;
  const replies = current().posts.filter((reply) => reply.thread_ts === one.ts).length;
  if (!inThread) add(replies ? `${replies} replies` : "Reply in thread", () => { thread = one.ts; seen = ""; refresh(); });
  for (const name of ["+1", "x"]) add(name === "x" ? "❌" : "👍", () => act({ do: "react", ts: one.ts, name }));
  add("Add to canvas", () => act({ do: "shortcut", ts: one.ts, callback: "notes.shortcut" }));
  if (one.user === who) {
    add("Edit", () => { const text = window.prompt("Change it to", plain(one.text)); if (text) act({ do: "edit", ts: one.ts, text }); });
    add("Delete", () => act({ do: "delete", ts: one.ts }));
  }
  return node;
}

const current = () => world.channels.find((one) => one.id === channel) || world.channels[0];

function draw() {
  const here = current();
  if (!here) return;
  channel = here.id;
  at("channels").replaceChildren(...world.channels.map((one) => {
    const button = make("button", (one.name.startsWith("vpd") ? "" : "# ") + one.name, one.id === channel ? "on" : "");
    button.onclick = () => { channel = one.id; thread = ""; seen = ""; refresh(); };
    return button;
  }));
  at("posts").replaceChildren(...here.posts.filter((one) => !one.thread_ts).map((one) => post(one, false)));
  at("posts").scrollTop = at("posts").scrollHeight;
  at("thread").hidden = !thread;
  if (thread) {
    at("replies").replaceChildren(...here.posts.filter((one) => one.ts === thread || one.thread_ts === thread).map((one) => post(one, true)));
    at("replies").scrollTop = at("replies").scrollHeight;
  }
}

function field(one) {
  const element = one.element;
  const kept = ((world.view.state.values[one.block_id] || {})[element.action_id]) || {};
  let input;
  if (element.type.includes("select") || element.type === "radio_buttons") {
    input = make("select");
    input.append(new Option("…", ""));
    if (element.type === "users_select") for (const person of world.people) input.append(new Option(person.name, person.id));
    for (const option of choices(element)) input.append(new Option(words(option.text), option.value));
    input.value = kept.selected_user || (kept.selected_option || {}).value || "";
  } else {
    input = make(element.multiline ? "textarea" : "input");
    if (element.type === "timepicker") input.type = "time";
    if (element.type === "datepicker") input.type = "date";
    input.value = kept.value || kept.selected_time || kept.selected_date || "";
  }
  input.name = one.block_id;
  return input;
}

function drawForm() {
  const dialog = at("form"), view = world.view;
  if (!view) { dialog.close(); return; }
  const form = make("form");
  form.append(make("h2", words(view.title)));
  for (const one of view.blocks) {
    if (one.type !== "input") { form.append(block(one, (action, value) => act({ do: "press", in_view: true, action, value }))); continue; }
    const label = make("label", words(one.label));
    form.append(label, field(one));
    if (one.hint) form.append(make("div", words(one.hint), "context"));
    if (view.errors[one.block_id]) form.append(make("div", view.errors[one.block_id], "error"));
  }
  const row = make("p", undefined, "actions");
  const close = make("button", words(view.close) || "Cancel");
  close.type = "button";
  close.onclick = () => act({ do: "close" });
  row.append(close);
  if (view.submit) row.append(make("button", words(view.submit), "primary"));
  form.append(row);
  form.onsubmit = (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    act({ do: "submit", values });
  };
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
}

async function refresh() {
  world = await (await fetch("/ui/state?as=" + encodeURIComponent(who || at("who").value))).json();
  const people = world.people.filter((person) => person.id !== world.bot);
  if (!who) {
    at("who").replaceChildren(...people.map((person) => new Option(person.name, person.id)));
    who = people[0].id;
    return refresh();
  }
  at("clock").textContent = new Date(world.now).toUTCString().slice(0, 22) + " UTC";
  const now = JSON.stringify([world.channels, channel, thread, who]);
  if (now !== seen) { seen = now; draw(); }
  const form = JSON.stringify(world.view);
  if (form !== formSeen) { formSeen = form; drawForm(); }
}

at("who").onchange = () => { who = at("who").value; thread = ""; seen = ""; refresh(); };
at("tomorrow").onclick = () => act({ do: "jump", to: "tomorrow" });
at("monday").onclick = () => act({ do: "jump", to: "monday" });
at("close-thread").onclick = () => { thread = ""; seen = ""; refresh(); };
for (const [form, box, inThread] of [["composer", "text", false], ["answer", "reply", true]]) {
  at(form).onsubmit = (event) => {
    event.preventDefault();
    const text = at(box).value;
    at(box).value = "";
    act({ do: "type", text, thread: inThread ? thread : "" });
  };
  at(box).onkeydown = (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); at(form).requestSubmit(); } };
}
refresh();
setInterval(refresh, 700);
