#!/usr/bin/env node
// Starts the command line tool, whose program is built into dist/.

// Imports of Node's own modules would make all of their parts ready; this loads what is used.
const { createRequire } = process.getBuiltinModule("module");
const require = createRequire(import.meta.url);
try {
  await require("../dist/front.cjs").start();
} catch (failure) {
  const isBuilt = failure?.code !== "MODULE_NOT_FOUND";
  const reason = isBuilt
    ? `internal error: ${failure?.message}`
    : "not built yet: run 'npm run build'";
  process.stderr.write(`hypershim: ${reason}\n`);
  process.exitCode = 1;
}
