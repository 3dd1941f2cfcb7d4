// What banner.js does on the company's own pages while something is wrong: one bar with the one
// sentence and a link. It stands first in the page, or in an element with the id `stillup-banner`;
// above either where that lays out its children side by side.
//
// It works under the strictest policy of such a page: it asks for nothing, stores nothing, makes
// no HTML of text, and has its look from a style sheet made here. A shadow keeps the page's rules
// out. It has no button to close it, since nothing could remember that: it scrolls away instead.
// It is no live region: a screen reader comes upon it first, and is not interrupted on every page.
({ words, more, href, site, lang, dir, shape, sign, ink, lit }) => {
  const page = document;
  const make = (name, about) => Object.assign(page.createElement(name), about);
  const show = () => {
    if (page.querySelector("#stillup-bar")) return;
    const bar = make("section", { id: "stillup-bar", lang, dir, ariaLabel: site });
    const root = bar.attachShadow({ mode: "open" });
    const text = make("p");
    text.append(make("i"), make("b", { textContent: words }), " ", make("a", { href, textContent: more }));
    root.append(text);
    try {
      const look = new CSSStyleSheet();
      // The shape is a thick border, since forced colours leave a border and take a background.
      look.replaceSync(`:host{all:initial!important;display:block!important}
p{position:relative;z-index:99999;margin:0;padding:.75em 1em;font:medium/1.5 system-ui,sans-serif;overflow-wrap:anywhere;background:${sign};color:${ink};border:1px solid}
i{display:inline-block;border:8px solid;color:${lit};clip-path:path(evenodd,"${shape}");vertical-align:-2px}
b{unicode-bidi:isolate;margin:0 .6em}
a{color:inherit}
a:focus{outline:3px solid}
@media print{:host{display:none!important}}`);
      root.adoptedStyleSheets = [look];
    } catch {}
    const place = page.querySelector("#stillup-banner") || page.body;
    const isRow = /flex|grid/.test(getComputedStyle(place).display);
    place[isRow ? "before" : "prepend"](bar);
  };
  if (page.body) show();
  else page.addEventListener("DOMContentLoaded", show);
}
