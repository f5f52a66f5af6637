// The page "Telefoons": asks for the state twice a second and draws what changed.
// Text only ever enters as text; nothing from a message becomes markup.

const $ = (id) => document.getElementById(id);
const TONGUES = { nl: "Nederlands", en: "English", ar: "العربية" };
const APPS = { telegram: "Telegram", whatsapp: "WhatsApp" };
const ARABIC = /[\u0600-\u06ff]/;
const zone = { timeZone: "Europe/Amsterdam" };
const hourOf = new Intl.DateTimeFormat("nl-NL", { ...zone, hour: "2-digit", minute: "2-digit" });
const dayOf = new Intl.DateTimeFormat("nl-NL", { ...zone, weekday: "long", day: "numeric", month: "long" });
const dateOf = new Intl.DateTimeFormat("nl-NL", { ...zone, weekday: "long", day: "numeric", month: "long", year: "numeric" });
// An address with ?start=... is what the code on a letter leads to.
const token = new URLSearchParams(location.search).get("start");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const views = new Map();
const visible = new Set();
const eye = new IntersectionObserver((seen) => {
  for (const entry of seen) visible[entry.isIntersecting ? "add" : "delete"](entry.target.dataset.phone);
}, { threshold: 0.3 });

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// A text may hold two languages: each line gets its own direction and, when Arabic, its own voice.
function speak(element, text) {
  element.dir = "auto";
  if (ARABIC.test(text)) element.lang = "ar";
  return element;
}

function words(line) {
  const p = speak(make("p"), line);
  for (const piece of line.split(/(https?:\/\/[^\s<>"]+[^\s<>".,!?;:)])/)) {
    if (!/^https?:\/\//.test(piece)) { p.append(piece); continue; }
    const link = make("a", "", piece);
    link.href = piece;
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    p.append(link);
  }
  return p;
}

// A picture or a voice note. Who cannot see it hears what it is called; the words stand in the message before it.
function shown({ shows, at, name }, caption) {
  const address = `/telefoons/bestand/${encodeURIComponent(at)}`;
  const what = make(shows === "voice" ? "audio" : "img", "shown");
  what.src = address;
  what.dataset.name = name;
  if (shows === "voice") {
    what.controls = true;
    what.preload = "none";
    what.setAttribute("aria-label", "Spraakbericht");
  } else {
    what.width = 640;
    what.height = 320;
    what.alt = caption ? `Voortgang: ${caption}` : "Pictogram bij het bericht hierboven";
  }
  return what;
}

async function post(phone, act, body) {
  const answer = await fetch(`/telefoons/api/${encodeURIComponent(phone)}/${act}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  refresh();
  return answer.ok;
}

class PhoneView {
  constructor(phone, readonly) {
    this.id = phone.id;
    this.readonly = readonly;
    this.drawn = new Map();
    this.element = $("phone").content.firstElementChild.cloneNode(true);
    this.element.classList.add(phone.kind);
    Object.assign(this.element.dataset, { phone: phone.id, channel: phone.kind, language: phone.language });
    this.element.setAttribute("aria-label", `Telefoon van ${phone.owner}, ${APPS[phone.kind]}`);
    const find = (selector) => this.element.querySelector(selector);
    this.log = find(".log");
    this.parts = Object.fromEntries(
      ["presence", "write", "start", "unblock", "readonly", "menu", "list", "block", "sender", "avatar", "phone-time"]
        .map((name) => [name, find(`.${name}`)]),
    );
    find(".owner").textContent = phone.owner;
    find(".app").textContent = APPS[phone.kind];
    find(".tongue").textContent = TONGUES[phone.language] ?? phone.language;
    find(".tongue").lang = phone.language;
    find(".habit").textContent = readonly ? phone.habit : "";
    find(".write-label").textContent = `Bericht vanaf de telefoon van ${phone.owner}`;
    this.log.setAttribute("aria-label", `Gesprek van ${phone.owner}`);
    this.log.setAttribute("aria-live", readonly ? "off" : "polite");
    this.wire(find);
    // Who reads the newest message keeps seeing it, also when the screen changes its size.
    this.low = true;
    this.log.addEventListener("scroll", () => {
      this.low = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    });
    new ResizeObserver(() => { if (this.low) this.sink(); }).observe(this.log);
  }

  sink() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  wire(find) {
    const { write, start, unblock, menu, list, block } = this.parts;
    write.addEventListener("submit", async (event) => {
      event.preventDefault();
      const field = write.elements.text;
      const text = field.value.trim();
      if (!text) return;
      field.value = "";
      if (!await post(this.id, "type", { text })) field.value = text;
    });
    const code = find(".code");
    code.addEventListener("submit", (event) => {
      event.preventDefault();
      post(this.id, "start", { token: code.elements.token.value.trim() });
      code.reset();
      menu.open = false;
    });
    if (token) code.elements.token.value = token;
    start.addEventListener("click", () => {
      post(this.id, "start", token ? { token } : {});
    });
    block.addEventListener("click", () => {
      post(this.id, "block", { blocked: !this.blocked });
      menu.open = false;
    });
    unblock.addEventListener("click", () => post(this.id, "block", { blocked: false }));
    const close = (event) => {
      if (event.key !== "Escape") return;
      if (list.open) this.shut();
      else if (menu.open) { menu.open = false; menu.firstElementChild.focus(); }
    };
    this.element.addEventListener("keydown", close);
  }

  draw(phone, sender) {
    const { parts } = this;
    this.blocked = phone.blocked;
    this.kind = phone.kind;
    const waits = phone.kind === "telegram" && !phone.started;
    const set = (part, text) => { if (part.textContent !== text) part.textContent = text; };
    set(parts.sender, sender);
    set(parts.avatar, sender.slice(0, 1));
    const quiet = phone.kind === "telegram" ? "bot" : "zakelijk account";
    set(parts.presence, phone.typing ? "typt…" : quiet);
    set(parts.block, phone.blocked ? "Deblokkeer deze afzender" : "Blokkeer deze afzender");
    parts.menu.hidden = this.readonly;
    parts.readonly.hidden = !this.readonly;
    parts.unblock.hidden = this.readonly || !phone.blocked;
    parts.start.hidden = this.readonly || phone.blocked || !waits;
    parts.write.hidden = this.readonly || phone.blocked || waits;
    this.talk(phone.messages ?? [], this.hint(waits));
  }

  hint(waits) {
    if (this.readonly) return "Hier is nog niets gezegd.";
    if (waits && token) return "Druk op Start. De code uit de brief gaat dan mee.";
    if (waits) return "Druk op Start om te beginnen. Hebt u een code uit een brief? Open dan ⋮ rechtsboven.";
    return "Hier is nog niets gezegd. Schrijf zelf iets, of wacht op een bericht.";
  }

  talk(messages, hint) {
    const first = this.drawn.size === 0;
    const wanted = [];
    let day = "";
    for (const message of messages) {
      const now = dayOf.format(new Date(message.at));
      if (now !== day) wanted.push({ key: `day ${now} ${message.id}`, text: now, build: () => make("p", "day", now) });
      day = now;
      wanted.push({ key: message.id, text: JSON.stringify(message), build: () => this.bubble(message) });
    }
    if (!messages.length) {
      wanted.push({ key: "empty", text: hint, build: () => make("p", "empty", hint) });
    }
    const kept = new Set(wanted.map(({ key }) => key));
    for (const [key, { node }] of this.drawn) if (!kept.has(key)) { node.remove(); this.drawn.delete(key); }
    let grew = false;
    wanted.forEach(({ key, text, build }, place) => {
      const old = this.drawn.get(key);
      if (old?.text === text) return;
      const node = build();
      if (old) this.swap(old.node, node);
      else {
        this.log.insertBefore(node, this.log.children[place] ?? null);
        if (!first) node.classList.add("fresh");
        grew = true;
      }
      this.drawn.set(key, { node, text });
    });
    if (first || (grew && this.low)) this.sink();
  }

  // Redrawing a message must not throw the keyboard user back to the top of the page.
  swap(old, node) {
    const held = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
    old.replaceWith(node);
    if (held < 0) return;
    const next = node.querySelectorAll("button, a")[held];
    (next && !next.disabled ? next : this.log).focus({ preventScroll: true });
  }

  bubble(message) {
    const row = make("div", message.from_me ? "row mine" : "row");
    const bubble = make("div", "bubble");
    bubble.append(make("span", "unseen", message.from_me ? "U schreef:" : "Bericht:"));
    if (message.file) bubble.append(shown(message.file, message.text));
    for (const line of message.text.split("\n").filter((line) => line || !message.file)) bubble.append(words(line));
    const meta = make("div", "meta");
    meta.append(make("time", "", hourOf.format(new Date(message.at))));
    if (message.from_me) meta.append(this.ticks(message.status));
    bubble.append(meta);
    row.append(bubble);
    if (message.choices.length) row.append(this.choices(message));
    return row;
  }

  ticks(status) {
    const [marks, meaning] = { sent: ["✓", "verzonden"], delivered: ["✓✓", "bezorgd"], read: ["✓✓", "gelezen"] }[status];
    const ticks = make("span", `ticks ${status}`);
    const marked = make("span", "", marks);
    marked.setAttribute("aria-hidden", "true");
    ticks.append(marked, make("span", "unseen", meaning));
    return ticks;
  }

  choices(message) {
    const box = make("div", "choices");
    const answered = message.choices.some((choice) => choice.used);
    if (message.layout === "list") {
      const line = make("div", "line");
      const opener = speak(make("button", "choice", `☰ ${message.opens}`), message.opens);
      opener.type = "button";
      opener.dataset.testid = "telefoon-lijst";
      opener.disabled = this.readonly || answered;
      opener.addEventListener("click", () => this.open(message, opener));
      line.append(opener);
      box.append(line);
      return box;
    }
    const lines = new Map();
    message.choices.forEach((choice, index) => {
      const row = this.element.classList.contains("telegram") ? choice.row : index;
      if (!lines.has(row)) { lines.set(row, make("div", "line")); box.append(lines.get(row)); }
      lines.get(row).append(this.choice(message, choice, index, answered));
    });
    return box;
  }

  choice(message, choice, index, answered) {
    if (choice.url && /^https?:/.test(choice.url)) {
      const link = speak(make("a", "choice", choice.label), choice.label);
      link.href = choice.url;
      link.rel = "noopener noreferrer";
      link.target = "_blank";
      return link;
    }
    const button = speak(make("button", choice.used ? "choice used" : "choice", choice.label), choice.label);
    button.type = "button";
    button.disabled = this.readonly || (answered && this.kind === "whatsapp");
    if (choice.used) button.append(make("span", "unseen", " (gekozen)"));
    button.addEventListener("click", () => post(this.id, "tap", { message: message.id, choice: index }));
    return button;
  }

  open(message, opener) {
    const { list } = this.parts;
    this.opener = opener;
    list.replaceChildren(speak(make("h4", "", message.opens), message.opens));
    list.setAttribute("aria-label", message.opens);
    message.choices.forEach((choice, index) => {
      const row = speak(make("button", "list-row", choice.label), choice.label);
      row.type = "button";
      if (choice.description) row.append(speak(make("small", "", choice.description), choice.description));
      row.addEventListener("click", () => { this.shut(); post(this.id, "tap", { message: message.id, choice: index }); });
      list.append(row);
    });
    const close = make("button", "close", "Sluit");
    close.type = "button";
    close.addEventListener("click", () => this.shut());
    list.append(close);
    list.show();
    list.querySelector(".list-row")?.focus();
  }

  shut() {
    this.parts.list.close();
    if (this.opener?.isConnected) this.opener.focus();
  }
}

// The clock: shown from the last answer onward, so that it runs and does not jump.

let clock = null;

function tellTime() {
  if (!clock) return;
  const ahead = calm.matches ? 0 : (performance.now() - clock.heard) * clock.speed;
  const now = new Date(clock.civil + ahead);
  const hour = hourOf.format(now);
  const [h, m] = hour.split(":").map(Number);
  $("day").textContent = dateOf.format(now);
  $("hour").textContent = hour;
  $("civil").dateTime = now.toISOString();
  $("hour-hand").setAttribute("transform", `rotate(${h * 30 + m / 2} 24 24)`);
  $("minute-hand").setAttribute("transform", `rotate(${m * 6} 24 24)`);
  for (const time of document.querySelectorAll(".phone-time")) time.textContent = hour;
}

function pace({ speed, paused, waiting }) {
  if (waiting && (paused || speed === 0)) return "de tijd wacht op uw antwoord";
  if (paused || speed === 0) return "de tijd staat stil";
  if (speed === 1) return "gewone snelheid";
  const units = [[86400, "dag", "dagen"], [3600, "uur", "uur"], [60, "minuut", "minuten"]];
  const [size, one, many] = units.find(([size]) => speed >= size) ?? [1, "seconde", "seconden"];
  const n = Math.round(speed / size * 10) / 10;
  return `1 seconde hier is ${n.toLocaleString("nl-NL")} ${n === 1 ? one : many}`;
}

function drawClock(state) {
  clock = { ...state, civil: Date.parse(state.civil), heard: performance.now() };
  $("pace").textContent = pace(state);
  const stands = state.paused;
  $("pause").value = stands ? "play" : "pause";
  $("pause-word").textContent = stands ? "Verder" : "Pauze";
  $("pause-shape").setAttribute("d", stands ? "M4 2l9 6-9 6z" : "M4 3h3v10H4zM9 3h3v10H9z");
}

// The sandbox alone has no clock to turn: then there are no buttons.
async function findClock() {
  const answer = await fetch("/demo/clock").catch(() => null);
  $("clock").hidden = !answer?.ok;
}

$("clock").addEventListener("submit", async (event) => {
  event.preventDefault();
  const action = event.submitter?.value;
  if (!action) return;
  await fetch("/demo/clock", { method: "POST", body: new URLSearchParams({ action }), redirect: "manual" });
  refresh();
});

// The round: ask, draw, wait.

function drawPhones(state) {
  const others = state.phones.filter((phone) => !phone.visitor);
  const choose = $("watch");
  const names = others.map((phone) => `${phone.id}|${phone.owner}|${phone.habit}`).join("\n");
  if (choose.dataset.names !== names) {
    choose.dataset.names = names;
    const chosen = choose.value;
    const option = (phone) => new Option(`${phone.owner} · ${APPS[phone.kind]} · ${phone.habit}`, phone.id);
    choose.replaceChildren(new Option("Kies een telefoon", ""), ...others.map(option));
    choose.value = chosen;
  }
  choose.closest(".watching").hidden = others.length === 0;
  const shown = state.phones.filter((phone) => phone.visitor || phone.id === choose.value);
  const ids = new Set(shown.map((phone) => phone.id));
  for (const [id, view] of views) {
    if (ids.has(id)) continue;
    eye.unobserve(view.element);
    visible.delete(id);
    view.element.remove();
    views.delete(id);
  }
  for (const phone of shown) {
    if (!views.has(phone.id)) {
      const view = new PhoneView(phone, !phone.visitor);
      views.set(phone.id, view);
      const isFor = token && phone.kind === "telegram" && !phone.started;
      if (!phone.visitor) $("watched").append(view.element);
      // whoever comes with a code looks for the phone that it is for
      else if (isFor) $("own-title").after(view.element);
      else $("own").append(view.element);
      eye.observe(view.element);
    }
    views.get(phone.id).draw(phone, state.sender);
  }
}

function note(text) {
  if ($("notice").textContent !== text) $("notice").textContent = text;
}

let round = 0;

async function refresh() {
  const mine = ++round;
  const looking = document.hidden ? "" : [...visible].join(",");
  const query = new URLSearchParams({ looking, watch: $("watch").value });
  try {
    const answer = await fetch(`/telefoons/api/state?${query}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const state = await answer.json();
    // A later question was asked meanwhile: its answer is newer.
    if (mine !== round) return;
    drawClock(state.clock);
    drawPhones(state);
    tellTime();
    note(state.clock.waiting && state.clock.paused ? "De tijd staat stil tot u antwoordt." : "");
  } catch {
    if (mine === round) note("Er is geen verbinding met de demonstratie. Ik probeer het opnieuw.");
  }
}

async function keepUp() {
  await refresh();
  setTimeout(keepUp, document.hidden ? 3000 : 500);
}

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(target)) menu.open = false;
});
$("watch").addEventListener("change", refresh);
document.addEventListener("visibilitychange", refresh);
setInterval(tellTime, 100);
findClock();
keepUp();
