// Writes the declarations of what programs import from the package: dist/types.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

rmSync(path.join(root, "dist", "types"), { recursive: true, force: true });
execFileSync(
  process.execPath,
  ["node_modules/typescript/bin/tsc", "-p", "runtime/node"],
  { cwd: root, stdio: "inherit" },
);
