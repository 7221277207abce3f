// The packed package in an empty folder: no dependencies, no network, and everything works.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentOf, put, root, run, spec } from "./cli-tools.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hypershim-package-"));
const npm = (...parameters: readonly string[]) =>
  run("npm", [...parameters, "--loglevel=error", "--offline", "--no-audit", "--no-fund"], folder);
const installed = path.join(folder, "node_modules", "hypershim");
const hypershim = (...parameters: readonly string[]) =>
  run(path.join(folder, "node_modules", ".bin", "hypershim"), parameters, folder);

beforeAll(() => {
  put(folder, "package.json", '{ "private": true }\n');
  expect(run(process.execPath, [path.join(root, "tools/types.mjs")], root)).toMatchObject({ status: 0 });
  const packed = npm("pack", root, "--json", "--ignore-scripts");
  expect(packed).toMatchObject({ status: 0 });
  const [{ filename }] = JSON.parse(packed.output) as [{ filename: string }];
  expect(npm("install", `./${filename}`)).toMatchObject({ status: 0 });
  put(folder, "idl/one.idl", spec("one"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("contains what it needs and nothing else", () => {
  expect(readdirSync(installed).sort()).toEqual([
    "ARCHITECTURE.md",
    "LICENSE",
    "README.md",
    "bin",
    "dist",
    "docs",
    "examples",
    "idl",
    "native",
    "package.json",
  ]);
  expect(readdirSync(path.join(folder, "node_modules")).sort()).toEqual([
    ".bin",
    ".package-lock.json",
    "hypershim",
  ]);
  const { dependencies } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
  expect(dependencies).toBeUndefined();
});

test("a backend in TypeScript is checked, builds its addon once, and serves a guest", () => {
  put(
    folder,
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        ...{ module: "NodeNext", target: "ES2022", strict: true, skipLibCheck: false },
        ...{ outDir: "js", types: [], lib: ["ES2023"], exactOptionalPropertyTypes: true },
      },
      files: ["backend.mts"],
    }),
  );
  put(
    folder,
    "backend.mts",
    `import { IoAddressSpace, open, type Backend } from "hypershim";
declare const process: { argv: string[] };
let value = 0n;
const backend: Backend = {
  read: () => value,
  write(_region, _offset, _size, data) {
    value = data + 1n;
  },
};
const channel = await open(process.argv[2] ?? "", backend);
channel.claim(IoAddressSpace.mmio, channel.allocateMmio(8, 4), 8);
await channel.run();
`,
  );
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  expect(run(process.execPath, [tsc, "-p", "."], folder)).toMatchObject({ status: 0, output: "" });
  const examples = path.join(installed, "examples");
  const sources = ["loopback/host.c"].concat(
    ...["machine", "guest"].map((name) =>
      readdirSync(path.join(examples, name))
        .filter((file) => /^(?:arguments|host|process|report|driver|disk)\.c$/.test(file))
        .map((file) => `${name}/${file}`),
    ),
  );
  const host = ["build", "-t", "host", "-y", "loopback", "-o", "host"];
  expect(
    hypershim(...host, ...sources.map((source) => path.join(examples, source))),
  ).toMatchObject({ status: 0 });
  const serve = () =>
    run(
      path.join(folder, "host"),
      ["--deadline-ms", "20000", "--store", "4@0=6", "--load", "4@0", "--"].concat(
        ...[process.execPath, "js/backend.mjs", "loopback:fd=3"],
      ),
      folder,
    );
  const first = serve();
  expect(first.output).toContain("load  4@0x0 : 0x7");
  expect(first.report).toContain("building the addon, once");
  expect(serve()).toMatchObject({ report: "", output: first.output });
}, 300_000);

test("generates from a spec that imports a shipped one, the same as the repository's tool", () => {
  put(folder, "mine/one.idl", spec("one").replace("endian", "import io_backend;\nendian"));
  expect(hypershim("generate", "mine")).toMatchObject({ status: 0, report: "" });
  const ours = run(
    process.execPath,
    [path.join(root, "bin/hypershim.cjs"), "generate", "mine", "-o", "ours"],
    folder,
  );
  expect(ours).toMatchObject({ status: 0, report: "" });
  expect(contentOf(path.join(folder, "generated"))).toEqual(contentOf(path.join(folder, "ours")));
});

test("prints layouts and writes documentation", () => {
  expect(JSON.parse(hypershim("layout", "one_record", "--format", "json").output)).toHaveLength(2);
  expect(hypershim("docs", "--out", "pages")).toMatchObject({ status: 0, report: "" });
  expect(readFileSync(path.join(folder, "pages/one.md"), "utf8")).toContain("one_record");
});

test("works where the package cannot be written to, or its code cache is of another Node", () => {
  const copy = path.join(folder, "copy");
  cpSync(installed, copy, { recursive: true });
  const caches = readdirSync(path.join(copy, "dist")).filter((name) => name.endsWith(".cache"));
  expect(caches.length).toBeGreaterThan(0);
  for (const name of caches) {
    put(copy, `dist/${name}`, "not what V8 expects");
  }
  const layout = () =>
    run(process.execPath, [path.join(copy, "bin/hypershim.cjs"), "layout", "one_record"], folder);
  expect(layout()).toMatchObject({ status: 0, report: "" });
  // It has been made anew.
  const sizes = caches.map((name) => statSync(path.join(copy, "dist", name)).size);
  expect(Math.max(...sizes)).toBeGreaterThan(10_000);
  caches.forEach((name) => rmSync(path.join(copy, "dist", name)));
  run("chmod", ["-R", "a-w", path.join(copy, "dist")], folder);
  expect(layout()).toMatchObject({ status: 0, report: "" });
  run("chmod", ["-R", "u+w", path.join(copy, "dist")], folder);
});

test("the tour of the README can be taken", () => {
  const readme = readFileSync(path.join(installed, "README.md"), "utf8");
  const doorbell = /```\n(\/\/\/ A doorbell[^]*?)```/.exec(readme)?.[1] ?? "";
  put(folder, "tour/doorbell.idl", doorbell);
  expect(hypershim("generate", "tour", "--out", "toured")).toMatchObject({ status: 0, report: "" });
  expect(hypershim("layout", "ring", "tour").output).toMatch(/^doorbell\.ring: 16 bytes\n/);
  put(folder, "idl/doorbell.idl", doorbell.replace("reason: reason", "reason: raeson"));
  const { report } = hypershim("generate");
  rmSync(path.join(folder, "idl/doorbell.idl"));
  const shown = /```\n(idl\/doorbell[^]*?)```/.exec(readme)?.[1];
  expect(report).toBe(`${shown}hypershim: 1 error in 1 file\n`);
});

test("the commands of the tour work as they are printed, in an empty folder", () => {
  const readme = readFileSync(path.join(installed, "README.md"), "utf8");
  const place = mkdtempSync(path.join(folder, "empty-"));
  const doorbell = /```\n(\/\/\/ A doorbell[^]*?)```/.exec(readme)?.[1] ?? "";
  put(place, "idl/doorbell.idl", doorbell);
  symlinkSync(path.join(folder, "node_modules"), path.join(place, "node_modules"));
  const blocks = [...readme.matchAll(/^```\w*\n([^]*?)^```/gm)].map(([, block]) => block ?? "");
  const commands = blocks.filter((block) => /^(?:npx hypershim|E=|\.\/)/.test(block));
  expect(commands.length).toBeGreaterThanOrEqual(5);
  put(place, "backend.mjs", /^```ts\n([^]*?)^```/m.exec(readme)?.[1] ?? "");
  const lines = commands.flatMap((block) =>
    block.split("\n").filter((line) => line !== "" && !line.includes("--watch")),
  );
  const script = ["set -e", `npx() { "$PWD/node_modules/.bin/$@"; }`, ...lines].join("\n");
  const { status, output, report } = run("bash", ["-c", script], place);
  expect({ status, report }).toEqual({
    status: 0,
    // The driver of the example tries what a device refuses.
    report: expect.not.stringMatching(/error|warning/),
  });
  expect(output).toContain("doorbell.ring: 16 bytes");
  // As a stub, and behind the daemon.
  expect(output.match(/"stage":6/g)).toHaveLength(2);
  // By a backend in C, and by one in JavaScript.
  expect(output.match(/^load  4@0x0 : 0x7$/gm)).toHaveLength(2);
});

test("the commands of docs/stub-or-proxy.md work as they are printed", () => {
  const page = readFileSync(path.join(installed, "docs/stub-or-proxy.md"), "utf8");
  const place = mkdtempSync(path.join(folder, "proxy-"));
  symlinkSync(path.join(folder, "node_modules"), path.join(place, "node_modules"));
  const commands = /^```\n(E=[^]*?)^```/m.exec(page)?.[1] ?? "";
  const script = ["set -e", `npx() { "$PWD/node_modules/.bin/$@"; }`, commands].join("\n");
  expect(run("bash", ["-c", script], place)).toMatchObject({
    status: 0,
    output: expect.stringContaining('"stage":6'),
  });
});

describe("docs/backend.md", () => {
  const page = readFileSync(path.join(root, "docs/backend.md"), "utf8");
  const blocks = [...page.matchAll(/^```(\w*)\n([^]*?)^```/gm)].map(([, kind = "", text = ""]) => ({ kind, text }));
  const block = (pattern: RegExp) => blocks.find(({ text }) => pattern.test(text))?.text ?? "";
  const examples = path.join(installed, "examples");

  /** A folder with the package, where `npx` finds what is installed. */
  function emptyFolder(): { place: string; shell: (script: string) => ReturnType<typeof run> } {
    const place = mkdtempSync(path.join(folder, "page-"));
    mkdirSync(path.join(place, "node_modules/.bin"), { recursive: true });
    symlinkSync(installed, path.join(place, "node_modules/hypershim"));
    symlinkSync(path.join(root, "node_modules/@types"), path.join(place, "node_modules/@types"));
    symlinkSync(path.join(folder, "node_modules/.bin/hypershim"), path.join(place, "node_modules/.bin/hypershim"));
    symlinkSync(path.join(root, "node_modules/typescript/bin/tsc"), path.join(place, "node_modules/.bin/tsc"));
    const first = ["set -e", `npx() { "$PWD/node_modules/.bin/$@"; }`, "E=node_modules/hypershim/examples"];
    return { place, shell: (script) => run("bash", ["-c", [...first, script].join("\n")], place) };
  }

  test("builds and runs the device with two registers, with that output", () => {
    const { shell } = emptyFolder();
    const { status, output } = shell(block(/^E=/));
    expect(status).toBe(0);
    expect(output.split("\n").filter((line) => /^(?:load|store)/.test(line))).toEqual(
      block(/^load /).trimEnd().split("\n"),
    );
  });

  test("builds a host with the driver that it shows", () => {
    const { place, shell } = emptyFolder();
    put(place, "my-driver.c", block(/^#include "driver\.h"/));
    const line = block(/^CFLAGS=|\nCFLAGS=/).split("\n").find((each) => each.startsWith("CFLAGS=")) ?? "";
    expect(shell(line)).toMatchObject({ status: 0, report: "" });
    expect(existsSync(path.join(place, "my-host"))).toBe(true);
  });

  test("compiles backends in TypeScript, and runs them, with the settings that it names", () => {
    const { place, shell } = emptyFolder();
    put(place, "package.json", '{ "type": "module" }\n');
    put(place, "tsconfig.json", block(/^\{\n  "compilerOptions"/));
    cpSync(path.join(examples, "register/register.ts"), path.join(place, "backend.ts"));
    cpSync(path.join(examples, "virtio-rng/virtio-rng.ts"), path.join(place, "virtio-rng.ts"));
    put(place, "idl/one.idl", spec("one"));
    put(place, "uses.ts", 'import * as one from "./generated/ts/one.ts";\nconsole.log(Object.keys(one).length);\n');
    const host = "$E/loopback/host.c $E/machine/*.c $E/guest/*.c -o loopback-host";
    const ready = shell(`npx hypershim generate -t ts\nnpx hypershim build -t host -y loopback ${host}`);
    expect(ready).toMatchObject({ status: 0, report: "" });
    const { status, output, report } = shell(block(/^npx tsc/));
    expect({ status, report }).toEqual({ status: 0, report: expect.not.stringContaining("error") });
    expect(output).toBe("load  4@0x0 : 0x0\n");
    expect(Number(run(process.execPath, ["js/uses.js"], place).output)).toBeGreaterThan(0);
  });
});

test("every page that a page of the package links to is in it", () => {
  const pages = readdirSync(installed, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".md"),
  );
  const dead = pages.flatMap((page) => {
    const text = readFileSync(path.join(installed, page), "utf8").replace(/^```[^]*?^```/gm, "");
    return [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map(([, link]) => path.join(installed, path.dirname(page), link ?? ""))
      .filter((target) => !existsSync(target))
      .map((target) => `${page}: ${path.relative(installed, target)}`);
  });
  expect(pages.length).toBeGreaterThan(4);
  expect(dead).toEqual([]);
});

describe("builds a backend with nothing but a C compiler", () => {
  const device = (name: string) => path.join(root, "examples", name, `${name}.c`);
  const backend = device("virtio-rng");

  test.each([
    ["kvm", "virtio-rng"],
    ["loopback", "virtio-rng"],
    ["kvm", "virtio-blk"],
    ["loopback", "virtio-blk"],
  ])("as a stub for %s: %s", (hypervisor, name) => {
    mkdirSync(path.join(folder, "out dir"), { recursive: true });
    const program = `out dir/${name}-${hypervisor}`;
    const built = hypershim(
      "build",
      "--target",
      "stub",
      "--hypervisor",
      hypervisor,
      device(name),
      "-o",
      program,
      "--spec",
      "idl",
    );
    expect(built).toEqual({
      status: 0,
      output: `${program}: built as stub for ${hypervisor}\n`,
      report: "",
    });
    expect(run(path.join(folder, program), [], folder)).toEqual({
      status: 1,
      output: "",
      report: `${name}: no URI given; takes ${hypervisor}:…\n`,
    });
    expect(
      readdirSync(path.join(folder, "out dir")).filter((name) => name.startsWith(".")),
    ).toEqual([]);
  });

  test("a backend that does not compile leaves the old program", () => {
    put(folder, "bad.c", "int main(void) { return nonsense; }\n");
    put(folder, "program", "old");
    const built = hypershim("build", "-t", "stub", "-y", "loopback", "bad.c", "-o", "program");
    expect(built.status).toBe(1);
    expect(built.report).toMatch(
      /bad\.c:1:.*nonsense[^]*error: 'cc' failed \[compiler-failed\]\n$/,
    );
    expect(readFileSync(path.join(folder, "program"), "utf8")).toBe("old");
  });

  test("without a compiler it says so", () => {
    const bin = path.join(folder, "node_modules", ".bin", "hypershim");
    const env = { CC: "no-such-cc -O0" };
    const built = run(
      bin,
      ["build", "-t", "stub", "-y", "loopback", backend, "-o", "x"],
      folder,
      env,
    );
    expect(built).toEqual({
      status: 1,
      output: "",
      report:
        "error: no C compiler: 'no-such-cc' cannot be run [no-compiler]\n" +
        "  = help: install one, or name one by `CC`\n",
    });
  });
});
