// Reads feeds with the npm package rss-parser and prints their entries as JSON, by address.
// Usage: node rss-parser.cjs PACKAGE ADDRESS…

const [, , path, ...addresses] = process.argv;
const Parser = require(path);

const entry = (item) => [item.guid || item.id, item.title, item.isoDate, item["content:encoded"] || item.content];

Promise.all(addresses.map(async (address) => [address, (await new Parser().parseURL(address)).items.map(entry)]))
  .then((found) => process.stdout.write(JSON.stringify(Object.fromEntries(found))));
