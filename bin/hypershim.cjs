#!/usr/bin/env node
// Starts the command line tool, whose program is built into dist/.

// No ECMAScript module: what Node needs to load one takes as long as seeing that nothing changed.
"use strict";

function fail(failure) {
  const isBuilt = failure?.code !== "MODULE_NOT_FOUND";
  const reason = isBuilt
    ? `internal error: ${failure?.message}`
    : "not built yet: run 'npm run build'";
  process.stderr.write(`hypershim: ${reason}\n`);
  process.exitCode = 1;
}

try {
  require("../dist/front.cjs").start().catch(fail);
} catch (failure) {
  fail(failure);
}
