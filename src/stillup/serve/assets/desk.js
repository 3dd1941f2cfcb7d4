// The desk: its lists follow what is saved, its panes show the same page, and it travels in time.
(() => {
  const one = (what, from = document) => from.querySelector(what);
  const panes = () => [...document.querySelectorAll("iframe[data-view]")];
  const form = one("#travel");
  const told = one("#told");
  const field = one("#to");
  let page = new URL(new URLSearchParams(location.search).get("page") ?? "/", location).pathname;

  // Panes follow each other

  const short = (path) => path.replace(/(^|\/)index\.html$/, "$1");

  const addressOf = (pane) => {
    try {
      const { pathname, origin } = pane.contentWindow.location;
      return origin === location.origin && !pathname.startsWith("/-/") ? short(pathname) : null;
    } catch {
      return null;
    }
  };

  const goTo = (address) => {
    page = address;
    const here = new URL(location);
    here.searchParams.set("page", decodeURI(address));
    history.replaceState(null, "", here);
    for (const pane of panes()) {
      const wanted = new URL(pane.getAttribute("src"), location);
      if (pane.dataset.view === "feed") wanted.searchParams.set("page", decodeURI(address));
      else wanted.pathname = address;
      const isThere = pane.dataset.view === "feed" ? pane.src === wanted.href : addressOf(pane) === address;
      if (!isThere) pane.contentWindow.location.replace(wanted);
      pane.dataset.src = wanted.href;
    }
    refresh();
  };

  const follow = (pane) => {
    if (pane.dataset.view === "feed") return;
    const address = addressOf(pane);
    if (address && address !== page) goTo(address);
  };

  // The lists

  const refresh = async () => {
    const reply = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (!reply?.ok) return;
    const newest = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const part of ["#news", "#shown", ".views", ".where"]) {
      const [known, fresh] = [one(part), one(part, newest)];
      if (fresh && known.innerHTML !== fresh.innerHTML) keepFocus(known, () => known.replaceChildren(...fresh.childNodes));
    }
    const token = "meta[name=stillup-token]";
    one(token).content = one(token, newest).content;
    document.title = newest.title;
    document.documentElement.dataset.stillupState = one("script[data-state]", newest).dataset.state;
    showMoment();
  };

  const keepFocus = (part, change) => {
    const href = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    change();
    if (href) [...part.querySelectorAll("a")].find((each) => each.getAttribute("href") === href)?.focus();
  };

  const showMoment = () => {
    const frozen = one("[data-frozen]");
    if (frozen && document.activeElement !== field) field.value = frozen.dataset.frozen;
    one("#next").hidden = !one("[data-next]");
    one("#present").hidden = !frozen;
  };

  // A pane in which no script runs is asked after from here.
  const refreshFeed = async () => {
    for (const pane of panes().filter((each) => each.dataset.view === "feed")) {
      const address = new URL(pane.dataset.src ?? pane.src);
      const of = encodeURIComponent(address.pathname + address.search);
      const reply = await fetch(`/-/state?of=${of}`, { cache: "no-store" }).catch(() => null);
      const known = pane.contentDocument?.querySelector("meta[name=stillup-state]")?.content;
      if (reply?.ok && (await reply.text()).trim() !== known) pane.contentWindow.location.replace(address);
    }
  };

  // Time

  const travel = async (journey) => {
    told.textContent = "";
    const reply = await fetch("/-/now", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Stillup-Token": one("meta[name=stillup-token]").content },
      body: JSON.stringify(journey),
    }).catch(() => null);
    if (!reply) told.textContent = "The preview does not answer. Is it still running?";
    else if (!reply.ok) told.textContent = (await reply.text()).trim();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    travel({ to: field.value });
  });
  one("[data-ahead]").onclick = (event) => travel({ ahead: Number(event.target.dataset.ahead) });
  one("#next").onclick = () => travel({ to: one("[data-next]").dataset.next });
  one("#present").onclick = () => travel({});

  document.addEventListener("stillup:moved", (event) => {
    event.preventDefault();
    refresh();
  });
  document.addEventListener("stillup:told", refreshFeed);
  for (const pane of panes()) pane.addEventListener("load", () => follow(pane));
  showMoment();
})();
