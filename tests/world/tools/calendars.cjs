// Prints what node-ical reads in each calendar file named, as a JSON list: one list of events a file.
const ical = require(process.argv[2]);
const events = (file) =>
  Object.values(ical.sync.parseFile(file))
    .filter((each) => each.type === "VEVENT")
    .map((e) => ({
      uid: e.uid,
      starts: e.start.toISOString(),
      ends: e.end.toISOString(),
      days: e.datetype === "date",
      day: [e.start, e.end].map((at) => [at.getFullYear(), at.getMonth() + 1, at.getDate()]),
      status: e.status,
      sequence: Number(e.sequence),
      summary: e.summary,
      url: e.url,
    }));
console.log(JSON.stringify(process.argv.slice(3).map(events)));
