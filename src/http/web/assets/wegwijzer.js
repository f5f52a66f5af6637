// Keeps the list of the home page and the lines of a conversation fresh, and tells where a slider stands.
// Everything works without this file.
//
// The server says on a stream that something changed, and nothing else; without the stream we ask every few
// seconds. Rows are matched by data-key and touched only where they changed, so that focus, scroll and what
// a screen reader is reading stay where they are. A change in numbers is told politely, and not too often.
"use strict";

(() => {
  const count = (n, one, many) => `${n} ${Number(n) === 1 ? one : many}`;

  // What this script says by itself, in the language of the page.
  const words = {
    nl: {
      fits: (length, most) => `${length} tekens, er passen er ${most}`,
      looked: "Alles is nagelopen.",
      silent: (people, tasks) =>
        `${count(people, "persoon", "mensen")} zonder antwoord, ${count(tasks, "taak", "taken")}`,
      updated: (numbers) => `Bijgewerkt: ${numbers}.`,
      unread: (n) => `${count(n, "nieuw bericht", "nieuwe berichten")}.`,
      signedOut: "U bent uitgelogd. Ververs de pagina om opnieuw in te loggen.",
      online: "Er is weer verbinding.",
      offline: "Geen verbinding: deze pagina kan verouderd zijn.",
    },
    en: {
      fits: (length, most) => `${length} characters, ${most} fit`,
      looked: "Everything has been checked.",
      silent: (people, tasks) =>
        `${count(people, "person", "people")} without an answer, ${count(tasks, "task", "tasks")}`,
      updated: (numbers) => `Updated: ${numbers}.`,
      unread: (n) => `${count(n, "new message", "new messages")}.`,
      signedOut: "You have been logged out. Refresh the page to log in again.",
      online: "You are back online.",
      offline: "No connection: this page may be out of date.",
    },
  }[document.documentElement.lang === "en" ? "en" : "nl"];

  document.querySelector("[data-focus]")?.focus();
  for (const slider of document.querySelectorAll("[data-output]")) {
    const shown = document.querySelector(`output[for="${slider.id}"]`);
    const show = () => (shown.textContent = slider.value);
    slider.addEventListener("input", show);
    show();
  }

  // How long what is typed is, beside what fits.
  for (const field of document.querySelectorAll("[data-count]")) {
    const most = Number(field.dataset.count);
    const shown = document.querySelector(`output[for="${field.id}"]`);
    if (!shown) continue;
    const count = () => {
      const length = [...field.value.trim()].length;
      shown.textContent = words.fits(length, most);
      shown.classList.toggle("ww-too-long", length > most);
    };
    field.addEventListener("input", count);
    count();
  }

  // The phones beside a text follow what is typed; the server makes them, as it makes every message.
  for (const phones of document.querySelectorAll("[data-preview]")) {
    const form = phones.closest("form");
    let timer;
    let asking;
    const show = async () => {
      asking?.abort();
      asking = new AbortController();
      try {
        const response = await fetch(phones.dataset.preview, {
          method: "POST",
          body: new URLSearchParams(new FormData(form)),
          redirect: "error",
          signal: asking.signal,
        });
        if (!response.ok) return;
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        phones.replaceChildren(...page.body.childNodes);
      } catch {
        // the next letter asks again
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, 250);
    });
  }

  // What is still being looked at comes by itself when it is known.
  const follow = async () => {
    const waiting = document.querySelector("[data-until]");
    if (!waiting) return;
    try {
      const response = await fetch(waiting.dataset.until, { redirect: "error" });
      if (response.status === 401) return;
      if (response.status === 204) {
        const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
        const [old, fresh] = [document, page].map((from) => from.getElementById("concept-deel"));
        if (!fresh) return;
        const held = old.contains(document.activeElement);
        old.replaceWith(document.adoptNode(fresh));
        if (held) document.getElementById("concept").focus();
        if (!document.querySelector("[data-until]")) {
          document.getElementById("stand").textContent = words.looked;
        }
      }
      setTimeout(follow, 500);
    } catch {
      setTimeout(follow, 5000);
    }
  };
  follow();

  const list = document.querySelector("[data-refresh]");
  if (!list) return;
  const live = document.getElementById("live");
  const every = Number(list.dataset.every) * 1000;
  // While the stream speaks, for what it may have missed.
  const seldom = 20_000;
  const between = 15_000;
  let tag = "";
  let failures = 0;

  const say = (words) => {
    if (live.textContent !== words) live.textContent = words;
  };

  // The newest words, when the last ones had their time.
  let told = -between;
  let telling;
  const tell = (words) => {
    clearTimeout(telling);
    telling = setTimeout(() => {
      told = performance.now();
      say(words);
    }, Math.max(0, told + between - performance.now()));
  };

  // The numbers of the list of the home page; of a conversation nothing.
  const numbers = () => {
    const sum = list.querySelector("[data-people]");
    if (!sum) return "";
    return words.silent(sum.dataset.people, sum.dataset.tasks);
  };

  // What the person wrote in a conversation.
  const written = () => new Set([...list.querySelectorAll('[data-van="zij"]')].map((line) => line.dataset.key));
  let unread = 0;

  // What somebody opened stays open, and who is chosen stays chosen.
  const keep = (old, fresh) => {
    for (const summary of fresh.querySelectorAll("summary[id]")) {
      const same = old.querySelector(`[id="${summary.id}"]`);
      if (same) summary.parentElement.open = same.parentElement.open;
    }
    for (const box of old.querySelectorAll("input[type=checkbox]:checked")) {
      const again = fresh.querySelector(`[id="${box.id}"]`);
      if (again) again.checked = true;
    }
  };

  // Makes the children of `old` those of `fresh`, moving and replacing as little as possible.
  const bring = (old, fresh) => {
    const wanted = new Set([...fresh.children].map((child) => child.dataset.key));
    for (const child of [...old.children]) if (!wanted.has(child.dataset.key)) child.remove();
    const known = new Map([...old.children].map((child) => [child.dataset.key, child]));
    let next = old.firstElementChild;
    for (const child of [...fresh.children]) {
      const here = known.get(child.dataset.key);
      if (!here) {
        old.insertBefore(child, next);
        continue;
      }
      if (here !== next) old.insertBefore(here, next);
      else next = here.nextElementSibling;
      keep(here, child);
      if (!here.isEqualNode(child)) renew(here, child);
    }
  };

  // Somebody is typing in it: not now.
  const isTyped = (old) =>
    [...old.querySelectorAll("textarea")].some((box) => box === document.activeElement || box.value !== box.defaultValue);

  const renew = (old, fresh) => {
    const from = old.querySelector("[data-rows]");
    const to = fresh.querySelector("[data-rows]");
    if (!from || !to) return isTyped(old) ? undefined : old.replaceWith(fresh);
    bring(from, to);
    // The part around the rows: only its words may differ.
    const a = old.querySelector(".ww-count");
    const b = fresh.querySelector(".ww-count");
    if (a && b) a.textContent = b.textContent;
  };

  const refresh = async () => {
    const response = await fetch(list.dataset.refresh, {
      headers: tag ? { "if-none-match": tag } : {},
      redirect: "error",
    });
    if (response.status === 401) return false;
    if (response.status === 304) return true;
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    tag = response.headers.get("etag") ?? "";

    // An open select is somebody choosing: not now.
    if (document.activeElement?.tagName === "SELECT") {
      tag = "";
      return true;
    }
    const [before, had] = [numbers(), written()];
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const [x, y] = [scrollX, scrollY];
    bring(list, page.body);
    if (focused && document.activeElement !== focused) {
      const again = focused.isConnected ? focused : document.getElementById(focused.id);
      (again || document.getElementById(list.dataset.kop))?.focus({ preventScroll: true });
    }
    scrollTo(x, y);
    if (numbers() !== before) tell(words.updated(numbers()));
    const fresh = [...written()].filter((key) => !had.has(key)).length;
    unread += fresh;
    if (fresh > 0) tell(words.unread(unread));
    return true;
  };

  let source;
  let speaks = false;
  let timer;
  let busy = false;
  let again = false;
  const plan = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(tick, wait);
  };
  // Every page hears it at the same moment; they do not all ask at the same moment.
  const soon = () => {
    if (busy) again = true;
    else plan(Math.random() * 400);
  };

  const tick = async () => {
    let wait = speaks ? seldom : every;
    if (!document.hidden) {
      [busy, again] = [true, false];
      try {
        if (!(await refresh())) {
          source?.close();
          return say(words.signedOut);
        }
        if (failures > 2) say(words.online);
        failures = 0;
        if (again) wait = 1000;
      } catch {
        failures += 1;
        if (failures > 2) say(words.offline);
        wait = Math.min(every * 2 ** failures, 60_000);
      } finally {
        busy = false;
      }
    }
    plan(wait);
  };

  // A page that nobody sees holds no stream: a browser has few connections to one house.
  const listen = () => {
    if (source || document.hidden || !list.dataset.live || !window.EventSource) return;
    source = new EventSource(list.dataset.live);
    source.addEventListener("open", () => {
      speaks = true;
      soon();
    });
    source.addEventListener("veranderd", soon);
    source.addEventListener("error", () => {
      if (speaks) plan(every);
      speaks = false;
      // The browser tries again by itself, unless it was refused.
      if (source.readyState !== EventSource.CLOSED) return;
      source = undefined;
      setTimeout(listen, 60_000);
    });
  };
  let leaving;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (!document.hidden) {
      listen();
      if (failures === 0) soon();
      return;
    }
    leaving = setTimeout(() => {
      source?.close();
      [source, speaks] = [undefined, false];
    }, 30_000);
  });
  plan(every);
  listen();
})();
