// Reads a status page with the npm package statuspage.io and prints all it found as JSON.
// Usage: node statuspage.cjs PACKAGE ADDRESS

const [, , path, address] = process.argv;
const {Statuspage} = require(path);

const client = new Statuspage("ours");
client.setApiUrl(address);

// Version 3.3.8 asks for `upcoming` where `active` or all maintenance is wanted, so these two are
// fetched by the client it fetches everything with.
const raw = async (name) => (await client.apiClient.get(`/api/v2/${name}.json`)).data;

const all = async () => ({
  summary: await client.api.getSummary(),
  status: await client.api.getStatus(),
  components: await client.api.getComponents(),
  incidents: await client.api.incidents.getAll(),
  "incidents/unresolved": await client.api.incidents.getUnresolved(),
  "scheduled-maintenances": await raw("scheduled-maintenances"),
  "scheduled-maintenances/upcoming": await client.api.scheduledMaintenances.getUpcoming(),
  "scheduled-maintenances/active": await raw("scheduled-maintenances/active"),
});

all().then((found) => process.stdout.write(JSON.stringify(found)));
