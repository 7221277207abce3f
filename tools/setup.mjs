// Set-up before `npm start` and `npm test`: installs what is missing, builds what is stale.
// It runs before anything is installed, so it needs nothing but Node; a second run is quick.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Whether all packages of the lock file are installed; those of other systems are optional. */
function isInstalled() {
  const installed = readJson("node_modules/.package-lock.json")?.packages ?? {};
  const locked = readJson("package-lock.json").packages;
  return Object.entries(locked).every(
    ([name, { version, optional }]) =>
      name === "" ||
      installed[name]?.version === version ||
      (optional === true && installed[name] === undefined),
  );
}

/** Whether dist/ was built from the files as they are now; the build wrote down what it read. */
function isBuilt() {
  const inputs = readJson("dist/inputs.json");
  return (
    inputs !== undefined &&
    Object.entries(inputs).every(([name, hash]) => {
      const file = path.join(root, name);
      return existsSync(file) && hashOf(readFileSync(file)) === hash;
    })
  );
}

function hashOf(bytes) {
  return createHash("sha256").update(bytes).digest("base64url");
}

function readJson(name) {
  const file = path.join(root, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function run(what, command, parameters) {
  process.stdout.write(`${what}\n`);
  const { status, error } = spawnSync(command, parameters, { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    process.stderr.write(
      `set-up: '${command} ${parameters.join(" ")}' failed${error ? `: ${error.message}` : ""}\n`,
    );
    process.exit(1);
  }
}

if (!isInstalled()) {
  run("installing packages …", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}
if (!isBuilt()) {
  run("building the generator …", process.execPath, ["tools/build.mjs"]);
}
