#!/usr/bin/env node
// Starts the command line tool, whose program is built into dist/.
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
try {
  const { start } = await import("../dist/front.mjs");
  await start(dist);
} catch (failure) {
  const isBuilt = failure?.code !== "ERR_MODULE_NOT_FOUND" && failure?.code !== "ENOENT";
  const reason = isBuilt ? `internal error: ${failure?.message}` : "not built yet: run 'npm run build'";
  process.stderr.write(`hypershim: ${reason}\n`);
  process.exitCode = 1;
}
