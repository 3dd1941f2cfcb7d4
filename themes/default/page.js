// What time does to a page after it was built: this shows what has become true since, says times
// in the reader's own zone too, and tells of a newer version.
//
// It has no words of its own. What a page may have to say later stands in it, made and translated
// by the same templates, in <script type="text/html">, which no browser shows, not even one that
// knows no script. Nothing is stored; no address but the site's own is asked, and none from a
// disk; whatever fails, fails in silence. (Lines of comment and indentation are not sent.)
(() => {
  const one = (what) => document.querySelector(what);
  const all = (what) => document.querySelectorAll(what);
  const news = one("[data-version]");
  const isServed = location.protocol.startsWith("http");
  const minute = 6e4;

  // Until when every word is known that was published, by the server's clock.
  let known = isServed ? 0 : Date.now();
  let asked = 0;
  let patience = minute;
  let published;
  let age;
  let isNew = true;

  // Words of later take the place of what stands before them. Those marked `silent` claim that
  // until then nobody wrote a word, which only a page that knows may say.
  const turn = () => {
    for (const later of all("script[data-at]")) {
      const now = "silent" in later.dataset ? known : Date.now();
      if (Date.parse(later.dataset.at) <= now) {
        later.previousElementSibling.outerHTML = later.textContent;
        later.remove();
        isNew = true;
      }
    }
  };

  const format = (how, timeZone) =>
    new Intl.DateTimeFormat(news.dataset.locale, { numberingSystem: "latn", hourCycle: "h23", timeZone, ...how });

  const sayTimes = (zone) => {
    const day = { dateStyle: "short" };
    const moment = { ...day, timeStyle: "short" };
    const clock = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
    const [dayHere, dayThere] = [format(day), format(day, zone)];
    const [here, there] = [format(moment), format(moment, zone)];
    const [near, far] = [format(clock), format({ day: "numeric", month: "short", ...clock })];
    const whole = format({ dateStyle: "full", timeStyle: "long" });
    for (const time of all("time[datetime*=T]:not([title])")) {
      const at = new Date(time.dateTime);
      if (here.format(at) !== there.format(at)) {
        const short = dayHere.format(at) === dayThere.format(at) ? near : far;
        time.title = whole.format(at);
        time.insertAdjacentHTML("afterend", ` <bdi class="yours">(${short.format(at)})</bdi>`);
      }
    }
    const why = one("script[data-yours]");
    if (why && one(".yours")) why.outerHTML = why.textContent;
  };

  const sayAge = (words) => {
    if (!words) return;
    const minutes = Math.max(1, Math.round((Date.now() - published) / minute));
    const [each, unit] = minutes < 60 ? [1, "minute"] : minutes < 1440 ? [60, "hour"] : [1440, "day"];
    const ago = new Intl.RelativeTimeFormat(news.dataset.locale, { numberingSystem: "latn" });
    age ??= words.parentNode.insertBefore(document.createElement("span"), words);
    age.innerHTML = words.textContent.replace("{when}", ago.format(-Math.floor(minutes / each), unit));
  };

  const say = () => {
    try {
      turn();
      if (published) sayAge(one("script[data-published]"));
      if (isNew) sayTimes(news.dataset.zone);
      isNew = false;
    } catch {}
  };

  const tell = () => {
    patience = Infinity;
    news.innerHTML = news.textContent;
    one("[data-version] a").onclick = (event) => {
      event.preventDefault();
      location.reload();
    };
  };

  // When the site was last published is a few bytes. The page itself is asked for only if that has
  // moved, or if the browser had kept the page from an earlier visit.
  const ask = async () => {
    asked = Date.now();
    const reply = await fetch(news.dataset.published, { cache: "no-store" });
    if (reply.status === 404) return (patience = Infinity);
    const at = Date.parse((await reply.json()).at);
    if (published ? at !== published : performance.getEntriesByType("navigation")[0]?.transferSize === 0) {
      const newest = await (await fetch("", { cache: "no-cache" })).text();
      if (/data-version="(.*?)"/.exec(newest)[1] !== news.dataset.version) return tell();
    }
    published = at;
    known = Date.parse(reply.headers.get("date")) || asked;
    patience = minute;
  };

  const beat = async () => {
    if (document.hidden) return;
    if (news && isServed && navigator.onLine && Date.now() - asked >= patience) {
      await ask().catch(() => (patience = Math.min(patience * 2, 64 * minute)));
    }
    say();
  };

  say();
  setTimeout(beat, 1e3);
  setInterval(beat, 1e4);
  document.addEventListener("visibilitychange", beat);
})();
