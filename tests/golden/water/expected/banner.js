(({ words, more, href, site, lang, dir, shape, sign, ink, lit }) => {
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
})({"words":"There is a major outage of North of the river","more":"More on the status page","href":"https://status.wellbrook.example/","site":"Wellbrook Water","lang":"en","dir":"ltr","shape":"M5 0 0 5v6l5 5h6l5-5V5l-5-5zM5.4 4 8 6.6 10.6 4 12 5.4 9.4 8 12 10.6 10.6 12 8 9.4 5.4 12 4 10.6 6.6 8 4 5.4z","sign":"#171c22","ink":"#ffffff","lit":"#ff8278"});
