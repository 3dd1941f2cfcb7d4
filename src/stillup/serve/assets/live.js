// Shows what was saved: when what this page shows has moved, it loads anew and stays where it was.
//
// All tabs and frames of a browser share one connection: whoever holds the lock listens for all,
// since a browser opens no more than six connections to a host. Without JavaScript nothing here
// happens, and everything is still shown.
(() => {
  const { state, number, now, waits } = document.currentScript.dataset;
  const place = `stillup:${location.pathname}${location.search}`;
  const isPane = window.parent !== window;

  // A moment that stands still in the preview is the present for the page's own script too.
  if (now) {
    const Real = Date;
    const ahead = Real.parse(now) - Real.now();
    globalThis.Date = class extends Real {
      constructor(...given) {
        if (given.length) super(...given);
        else super(Real.now() + ahead);
      }
      static now() {
        return Real.now() + ahead;
      }
    };
  }

  // Where a person is on the page

  const pathTo = (element) => {
    const steps = [];
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (at.id) return [`#${CSS.escape(at.id)}`, ...steps].join(" > ");
      steps.unshift(`${at.localName}:nth-child(${[...at.parentNode.children].indexOf(at) + 1})`);
    }
    return ["body", ...steps].join(" > ");
  };

  const wordsOf = (element) => element.textContent.slice(0, 200);

  // The first heading in the window, else the last above it: what is read stays in its place though
  // more came above.
  const anchor = () => {
    if (scrollY === 0) return null;
    const places = [...document.querySelectorAll("main [id], main h2, main h3")]
      .filter((each) => each.getClientRects().length)
      .map((each) => [each, each.getBoundingClientRect().top]);
    const found = places.find(([, top]) => top >= 0 && top < innerHeight / 2) ?? places.findLast(([, top]) => top < 0);
    if (!found) return null;
    const [place, top] = found;
    return { path: place.id ? `#${CSS.escape(place.id)}` : "", words: wordsOf(place), top };
  };

  const selectionIn = (field) => {
    try {
      return [field.selectionStart, field.selectionEnd];
    } catch {
      return null;
    }
  };

  const fields = () => [...document.querySelectorAll("input:not([type=hidden]), textarea, select")];

  const remember = () => {
    const focus = document.activeElement;
    const kept = {
      at: Date.now(),
      x: scrollX,
      y: scrollY,
      anchor: anchor(),
      details: [...document.querySelectorAll("details")].map((each) => [pathTo(each), each.open]),
      fields: fields().map((each) => [pathTo(each), each.value, each.checked]),
      focus: focus && focus !== document.body ? pathTo(focus) : "",
      href: focus?.getAttribute?.("href") ?? null,
      selection: focus && "selectionStart" in focus ? selectionIn(focus) : null,
      bar: bar()?.querySelector("details")?.open ?? false,
    };
    try {
      sessionStorage.setItem(place, JSON.stringify(kept));
    } catch {}
  };

  const bar = () => document.querySelector("stillup-bar")?.shadowRoot;

  const find = (path) => {
    try {
      return path ? document.querySelector(path) : null;
    } catch {
      return null;
    }
  };

  const focusOn = (kept) => {
    let target = find(kept.focus);
    if (kept.href !== null && target?.getAttribute("href") !== kept.href) {
      target = [...document.querySelectorAll("a[href]")].find((each) => each.getAttribute("href") === kept.href);
    }
    target?.focus({ preventScroll: true });
    if (target && kept.selection && kept.selection[0] !== null) {
      try {
        target.setSelectionRange(...kept.selection);
      } catch {}
    }
  };

  const scrollOn = (kept) => {
    scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    if (!kept.anchor) return;
    const known = kept.anchor.path
      ? find(kept.anchor.path)
      : [...document.querySelectorAll("main h2, main h3")].find((each) => wordsOf(each) === kept.anchor.words);
    if (known) scrollBy({ top: known.getBoundingClientRect().top - kept.anchor.top, behavior: "instant" });
  };

  const restore = () => {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
    } catch {}
    if (!kept || Math.abs(Date.now() - kept.at) > 1e4 && !now) return;
    for (const [path, open] of kept.details) {
      const known = find(path);
      if (known?.localName === "details") known.open = open;
    }
    for (const [path, value, checked] of kept.fields) {
      const known = find(path);
      if (!known || known.type === "file") continue;
      known.value = value;
      known.checked = checked;
    }
    const errors = bar()?.querySelector("details");
    if (errors) errors.open = kept.bar;
    focusOn(kept);
    scrollOn(kept);
    addEventListener("load", () => {
      scrollOn(kept);
      setTimeout(() => (history.scrollRestoration = "auto"), 500);
    });
  };

  // What moved

  let seen = number;
  let asking = false;
  let again = false;

  const move = () => {
    const news = new CustomEvent("stillup:moved", { cancelable: true });
    if (!document.dispatchEvent(news)) return;
    remember();
    history.scrollRestoration = "manual";
    location.reload();
  };

  // Asks whether this very page has moved: another page's change is none of its business.
  const look = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const of = encodeURIComponent(location.pathname + location.search);
      const reply = await fetch(`/-/state?of=${of}`, { cache: "no-store" });
      const found = reply.ok && (await reply.text()).trim();
      if (found && found !== (document.documentElement.dataset.stillupState ?? state)) move();
    } catch {}
    asking = false;
    if (again) {
      again = false;
      look();
    }
  };

  const hear = (told) => {
    if (told === seen) return;
    seen = told;
    document.dispatchEvent(new Event("stillup:told"));
    look();
  };

  const channel = new BroadcastChannel("stillup");
  let last = "";
  let isHolder = false;
  channel.onmessage = ({ data }) => {
    if (data === "?") {
      if (isHolder && last) channel.postMessage(last);
    } else hear(data);
  };

  const listen = () => {
    const source = new EventSource("/-/live");
    source.onmessage = ({ data }) => {
      last = data;
      channel.postMessage(data);
      hear(data);
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 1e3);
    };
  };

  const begin = () => {
    channel.postMessage("?");
    if (navigator.locks) {
      navigator.locks.request("stillup-live", () => {
        isHolder = true;
        listen();
        return new Promise(() => {});
      });
    } else if (!isPane) {
      isHolder = true;
      listen();
    }
  };

  // In a pane of the desk, links stay in the look that the pane shows.
  const look_of = new URLSearchParams(location.search).get("-look");
  if (isPane && look_of) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.target || link.origin !== location.origin || link.pathname.startsWith("/-/")) return;
      if (link.pathname === location.pathname && link.hash) return;
      const to = new URL(link.href);
      to.searchParams.set("-look", look_of);
      link.href = to;
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", restore);
  else restore();
  addEventListener("pageshow", (event) => event.persisted && look());
  if (waits !== undefined) setInterval(look, 300);
  begin();
})();
