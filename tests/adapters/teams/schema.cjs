// Holds each JSON file given (schema, then document, in turn) against its schema, as Microsoft's own toolkit does.
"use strict";
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const load = createRequire(process.env.PACKAGES + "/");
const Ajv = load("ajv-draft-04").default;
const formats = load("ajv-formats").default;
const read = (file) => JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
const faults = [];
for (let at = 2; at < process.argv.length; at += 2) {
  // Some patterns of the schemas are no regular expressions to whoever reads them as Unicode.
  const ajv = formats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }), ["uri"]);
  const valid = ajv.compile(read(process.argv[at]));
  if (!valid(read(process.argv[at + 1]))) faults.push(...valid.errors);
}
process.stdout.write(JSON.stringify(faults));
