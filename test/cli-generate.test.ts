// `hypershim generate` as a process: what it writes, leaves alone, removes, refuses.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { contentOf, folderWith, hypershim, put, run, spec } from "./cli-tools.ts";

describe("generate", () => {
  test("makes a folder per target and says how many files", () => {
    const folder = folderWith({ "idl/one/one.idl": spec("one") });
    const { status, output, report } = hypershim(folder, "generate");
    expect({ status, report }).toEqual({ status: 0, report: "" });
    expect(output).toMatch(/^generated\/c: \d+ files?, \d+ written$/m);
    expect(readdirSync(path.join(folder, "generated")).sort()).toEqual([
      ".hypershim",
      "c",
      "docs",
      "model",
      "ts",
    ]);
    expect(readFileSync(path.join(folder, "generated/c/one.h"), "utf8")).toMatch(
      /^\/\* Generated from idl\/one\/one\.idl; do not edit\. \*\/\n/,
    );
  });

  test("makes only the targets asked for, into the folder asked for", () => {
    const folder = folderWith({ "one.idl": spec("one") });
    expect(hypershim(folder, "generate", "one.idl", "-t", "model", "--out", "a b").status).toBe(0);
    expect(readdirSync(path.join(folder, "a b")).sort()).toEqual([".hypershim", "model"]);
  });

  test("gives the same bytes wherever it is started and however the spec is named", () => {
    const files = { "specs/one.idl": spec("one"), "specs/two.idl": spec("two") };
    const first = folderWith(files);
    const second = folderWith(files);
    hypershim(first, "generate", "specs");
    hypershim("/", "generate", path.join(second, "specs"), "-o", path.join(second, "far"));
    hypershim(second, "generate", "specs/two.idl", "specs", "./specs/one.idl");
    const expected = contentOf(path.join(first, "generated"));
    expect(contentOf(path.join(second, "generated"))).toEqual(expected);
    expect(contentOf(path.join(second, "far"))).toEqual(expected);
  });

  test("writes nothing when nothing changed, and only what changed when something did", () => {
    const folder = folderWith({ "idl/one.idl": spec("one"), "idl/two.idl": spec("two") });
    hypershim(folder, "generate", "-t", "c");
    const files = ["one.h", "two.h"].map((name) => path.join(folder, "generated/c", name));
    files.forEach((file) => utimesSync(file, 1, 1));
    expect(hypershim(folder, "generate", "-t", "c").output).toMatch(/up to date/);
    put(folder, "idl/two.idl", spec("two", "count: u64;"));
    expect(hypershim(folder, "generate", "-t", "c").output).toMatch(/ 1 written$/m);
    const [one, two] = files.map((file) => statSync(file).mtimeMs);
    expect(one).toBe(1000);
    expect(two).not.toBe(1000);
  });

  test("notices outputs that were edited or deleted, and specs that came and went", () => {
    const folder = folderWith({ "idl/one.idl": spec("one") });
    const header = path.join(folder, "generated/c/one.h");
    hypershim(folder, "generate", "-t", "c,model");
    const before = contentOf(path.join(folder, "generated"));
    put(folder, "generated/c/one.h", before["c/one.h"]?.replace("One", "0ne") ?? "");
    rmSync(path.join(folder, "generated/model/one.json"));
    expect(hypershim(folder, "generate", "-t", "c,model").status).toBe(0);
    expect(contentOf(path.join(folder, "generated"))).toEqual(before);

    put(folder, "idl/two.idl", spec("two"));
    hypershim(folder, "generate", "-t", "c,model");
    expect(existsSync(path.join(folder, "generated/model/two.json"))).toBe(true);
    rmSync(path.join(folder, "idl/two.idl"));
    put(folder, "generated/c/mine.h", "/* by hand */\n");
    expect(hypershim(folder, "generate", "-t", "c,model").output).toMatch(/1 removed/);
    rmSync(path.join(folder, "generated/c/mine.h"));
    expect(contentOf(path.join(folder, "generated"))).toEqual(before);
    expect(existsSync(header)).toBe(true);
  });

  test("leaves alone what came from specs that it was not given", () => {
    const folder = folderWith({
      "idl/one.idl": spec("one"),
      "specs/two.idl": spec("two").replace("endian", "import io_backend;\nendian"),
      "specs/three.idl": spec("three").replace("endian", "import io_backend;\nendian"),
    });
    const models = () => Object.keys(contentOf(path.join(folder, "generated/model")));
    const generate = (...paths: readonly string[]) =>
      hypershim(folder, "generate", ...paths, "-t", "c,model");
    generate("idl");
    expect(generate("specs").output).not.toMatch(/removed/);
    expect(generate("specs/three.idl").output).not.toMatch(/removed/);
    expect(models()).toEqual(["io-backend.json", "one.json", "three.json", "two.json"]);
    for (const given of ["idl", "specs"]) {
      expect(hypershim(folder, "generate", given, "-t", "c,model", "--check").status).toBe(0);
    }
    // Without the stamp, as in a fresh clone, the first line of a file says the same.
    rmSync(path.join(folder, "generated/.hypershim"), { recursive: true });
    expect(generate("specs").output).not.toMatch(/removed/);
    expect(generate("idl").output).not.toMatch(/removed/);

    // What was imported stays as long as somebody imports it.
    put(folder, "specs/three.idl", spec("three"));
    expect(generate("specs/three.idl").output).not.toMatch(/removed/);
    put(folder, "specs/two.idl", spec("two"));
    expect(generate("specs/two.idl").output).toMatch(/removed/);
    expect(models()).toEqual(["one.json", "three.json", "two.json"]);

    // And a spec that is gone keeps nothing alive.
    rmSync(path.join(folder, "specs/two.idl"));
    expect(generate("idl").output).toMatch(/removed/);
    expect(models()).toEqual(["one.json", "three.json"]);
  });

  test("an imported spec counts as read: beside the importer, in a sibling folder, shipped", () => {
    const importer = spec("one").replace(
      "endian",
      "import two;\nimport three;\nimport io_backend;\nendian",
    );
    const folder = folderWith({
      "a/one/one.idl": importer,
      "a/one/two.idl": spec("two"),
      "a/three/three.idl": spec("three"),
    });
    expect(
      hypershim(folder, "generate", "a/one/one.idl", "-t", "model", "--depfile", "deps").report,
    ).toBe("");
    expect(Object.keys(contentOf(path.join(folder, "generated/model")))).toEqual([
      "io-backend.json",
      "one.json",
      "three.json",
      "two.json",
    ]);
    expect(readFileSync(path.join(folder, "deps"), "utf8")).toContain("a/three/three.idl");
    put(folder, "a/three/three.idl", spec("three", "count: u64;"));
    expect(
      hypershim(folder, "generate", "a/one/one.idl", "-t", "model", "--depfile", "deps").output,
    ).toMatch(/ 1 written/);
    // A closer module of the same name wins as soon as it is there.
    put(folder, "a/one/io-backend.idl", spec("io_backend"));
    hypershim(folder, "generate", "a/one/one.idl", "-t", "model", "--depfile", "deps");
    expect(contentOf(path.join(folder, "generated/model"))["io-backend.json"]).toContain(
      "io_backend_record",
    );
  });
});

describe("generate --check", () => {
  test("changes nothing and lists what is missing, different and left over", () => {
    const folder = folderWith({ "idl/one.idl": spec("one"), "idl/two.idl": spec("two") });
    hypershim(folder, "generate", "-t", "c");
    expect(hypershim(folder, "generate", "-t", "c", "--check")).toMatchObject({
      status: 0,
      report: "",
    });
    rmSync(path.join(folder, "generated/.hypershim"), { recursive: true });
    rmSync(path.join(folder, "idl/two.idl"));
    put(folder, "idl/three.idl", spec("three"));
    put(folder, "idl/one.idl", spec("one", "count: u64;"));
    const before = contentOf(folder);
    const { status, report } = hypershim(folder, "generate", "-t", "c", "--check");
    expect(status).toBe(1);
    expect(report).toContain(
      "generated/c/one.h: error: differs from what the specs give [outdated]",
    );
    expect(report).toContain("generated/c/three.h: error: is missing [outdated]");
    expect(report).toContain("generated/c/two.h: error: is left over: no spec gives it [outdated]");
    expect(contentOf(folder)).toEqual(before);
  });
});

describe("generate --depfile", () => {
  test("make reads it back, whatever the files are called, and is content afterwards", () => {
    const folder = folderWith({
      "id l/o#n$e.idl": spec("one"),
      Makefile: `all: deps.d\ndeps.d:\n\t@echo run; $(TOOL) generate 'id l' -t c --depfile deps.d >/dev/null\n-include deps.d\n`,
    });
    const tool = `TOOL=${process.execPath} ${path.resolve("bin/hypershim.cjs")}`;
    expect(run("make", [tool], folder)).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^run/),
    });
    expect(run("make", [tool], folder).output).not.toMatch(/run/);
    utimesSync(path.join(folder, "deps.d"), 1, 1);
    expect(run("make", [tool], folder).output).toMatch(/run/);
    rmSync(path.join(folder, "id l/o#n$e.idl"));
    put(folder, "id l/other.idl", spec("one"));
    expect(run("make", [tool], folder)).toMatchObject({ status: 0, report: "" });
  });
});

test("the Makefile of the README generates once after a change, and builds only what changed", () => {
  const readme = readFileSync(path.resolve("README.md"), "utf8");
  const rules = /```make\n([^]*?)```/.exec(readme)?.[1] ?? "";
  const tool = `${process.execPath} ${path.resolve("bin/hypershim.cjs")}`;
  const folder = folderWith({
    "idl/doorbell.idl": spec("doorbell"),
    "main.c": '#include "doorbell.h"\nint main(void) { return 0; }\n',
    Makefile: rules.replace("npx hypershim", tool),
  });
  const make = () => run("make", ["main.o"], folder);
  expect(make()).toMatchObject({ status: 0, output: expect.stringMatching(/generate[^]*\bcc /) });
  const isContent = () =>
    expect(make()).toMatchObject({
      status: 0,
      output: expect.stringMatching(/^make: 'main.o' is up to date\.\n$/),
    });
  isContent();
  // Another time, the same content: the tool looks at it once, and the compiler not at all.
  utimesSync(path.join(folder, "generated/deps.d"), 1, 1);
  const touched = make();
  expect(touched.output).toMatch(/generate/);
  expect(touched.output).not.toMatch(/\bcc /);
  isContent();
  put(folder, "idl/doorbell.idl", spec("doorbell", "count: u64;"));
  utimesSync(path.join(folder, "generated/deps.d"), 1, 1);
  utimesSync(path.join(folder, "main.o"), 1, 1);
  expect(make().output).toMatch(/generate[^]*\bcc /);
  isContent();
});

describe("a write that fails", () => {
  test("leaves the old output whole and nothing beside it", () => {
    const folder = folderWith({ "idl/one.idl": spec("one"), "idl/two.idl": spec("two") });
    hypershim(folder, "generate", "-t", "c,model");
    // The last file cannot be replaced: a folder is in its place.
    rmSync(path.join(folder, "generated/model/two.json"));
    mkdirSync(path.join(folder, "generated/model/two.json/x"), { recursive: true });
    const before = contentOf(folder);
    put(folder, "idl/one.idl", spec("one", "count: u64;"));
    const { status, report } = hypershim(folder, "generate", "-t", "c,model");
    expect(status).toBe(1);
    expect(report).toBe(
      "generated/model/two.json: error: cannot be written: it is a folder [cannot-write]\n",
    );
    expect(contentOf(folder)).toEqual({ ...before, "idl/one.idl": spec("one", "count: u64;") });
  });

  test("takes away the folders that it had made", () => {
    const folder = folderWith({ "idl/one.idl": spec("one"), "generated/model": "a file" });
    expect(hypershim(folder, "generate", "-t", "c,model").status).toBe(1);
    expect(contentOf(folder)).toEqual({ "generated/model": "a file", "idl/one.idl": spec("one") });
    expect(readdirSync(path.join(folder, "generated"))).toEqual(["model"]);
  });

  test("a file where the output folder should be", () => {
    const folder = folderWith({ "one.idl": spec("one") });
    for (const check of [[], ["--check"]]) {
      const { status, report } = hypershim(
        folder,
        ...["generate", "one.idl", "-t", "model,c", "-o", "one.idl", ...check],
      );
      expect(status).toBe(1);
      expect(report).toMatch(
        check.length > 0
          ? /^one\.idl\/.*error: is missing \[outdated\]$/m
          : /^one\.idl\/.*: error: cannot be written: a part of its path is not a folder \[cannot-write\]\n$/,
      );
    }
    expect(contentOf(folder)).toEqual({ "one.idl": spec("one") });
  });

  test("a place where no folder can be made ends with a report", () => {
    const folder = folderWith({ "idl/a.idl": spec("a") });
    const { status, report } = hypershim(folder, "generate", "--out", "/proc/hypershim/out");
    expect(status).toBe(1);
    expect(report).toContain("/proc/hypershim");
  });

  test("a full device is reported, not half written", () => {
    const folder = folderWith({ "idl/one.idl": spec("one") });
    // No file may grow beyond one block: writing fails in the middle of the first larger one.
    const script = `ulimit -f 1; trap '' XFSZ; exec '${process.execPath}' '${path.resolve("bin/hypershim.cjs")}' generate -t docs,c,model`;
    const { status, report } = run("bash", ["-c", script], folder);
    expect(status).toBe(1);
    expect(report).toMatch(
      /: error: cannot be written: it would be larger than allowed \[cannot-write\]\n$/,
    );
    expect(Object.keys(contentOf(folder))).toEqual(["idl/one.idl"]);
  });

  test("an output that is a link keeps being one", () => {
    const old = '{ "//": "Generated by hypershim; do not edit." }';
    const folder = folderWith({ "idl/one.idl": spec("one"), "real.json": old });
    mkdirSync(path.join(folder, "generated/model"), { recursive: true });
    symlinkSync("../../real.json", path.join(folder, "generated/model/one.json"));
    expect(hypershim(folder, "generate", "-t", "model").status).toBe(0);
    expect(readFileSync(path.join(folder, "real.json"), "utf8")).toContain('"one"');
  });
});

describe("a file of somebody else where an output would be", () => {
  const own = {
    "generated/c/hypershim/bytes.h": "/* by hand */\n",
    "generated/c/one.h": "",
    "generated/docs/README.md": "# By hand\n",
    "generated/docs/images/one/one_record.svg": "<svg/>\n",
    "generated/model/one.json": "{}\n",
    "generated/ts/one.ts": "export {};\n",
  };

  test("is not overwritten: all are listed, and nothing is written", () => {
    const before = { ...own, "idl/one.idl": spec("one") };
    const folder = folderWith(before);
    const report = Object.keys(own)
      .map((file) => `${file}: error: is not overwritten: hypershim did not write it [not-generated]\n`)
      .sort();
    const refused = hypershim(folder, "generate");
    expect(refused).toMatchObject({ status: 1, output: "" });
    expect(refused.report.split(/(?<=\n)/).sort()).toEqual(report);
    expect(contentOf(folder)).toEqual(before);

    const compared = hypershim(folder, "generate", "--check");
    expect(compared.status).toBe(1);
    expect(compared.report.split(/(?<=\n)/)).toEqual(expect.arrayContaining(report));
  });

  test("also where an earlier run had made one, which somebody has replaced", () => {
    const folder = folderWith({ "idl/one.idl": spec("one"), "idl/two.idl": spec("two") });
    hypershim(folder, "generate", "-t", "c");
    put(folder, "generated/c/one.h", "/* by hand */\n");
    put(folder, "generated/c/two.h", "/* by hand */\n");
    rmSync(path.join(folder, "idl/two.idl"));
    expect(hypershim(folder, "generate", "-t", "c").report).toMatch(/^generated\/c\/one\.h: .*\n$/);
    rmSync(path.join(folder, "generated/c/one.h"));
    expect(hypershim(folder, "generate", "-t", "c").status).toBe(0);
    expect(readFileSync(path.join(folder, "generated/c/two.h"), "utf8")).toBe("/* by hand */\n");
  });

  test("and everything that generate writes is known again, without a stamp, too", () => {
    const folder = folderWith({ "idl/one.idl": spec("one") });
    hypershim(folder, "generate");
    rmSync(path.join(folder, "generated/.hypershim"), { recursive: true });
    const made = contentOf(path.join(folder, "generated"));
    for (const [name, text] of Object.entries(made)) {
      put(folder, `generated/${name}`, `${text}// Edited.\n`);
    }
    expect(hypershim(folder, "generate")).toMatchObject({ status: 0, report: "" });
    expect(contentOf(path.join(folder, "generated"))).toEqual(made);
  });

  test("a depfile is named by the user, and is written whatever was there", () => {
    const folder = folderWith({ "idl/one.idl": spec("one"), "deps.d": "old\n" });
    expect(hypershim(folder, "generate", "-t", "c", "--depfile", "deps.d").status).toBe(0);
    expect(readFileSync(path.join(folder, "deps.d"), "utf8")).toMatch(/^deps\.d:/);
  });
});

describe("a stamp that lies", () => {
  test("cannot make the tool remove what is not below its target's folder", () => {
    const folder = folderWith({ "idl/one.idl": spec("one"), "precious.txt": "keep" });
    hypershim(folder, "generate", "-t", "model");
    const file = path.join(folder, "generated/.hypershim/stamp.json");
    const stamp = JSON.parse(readFileSync(file, "utf8"));
    for (const precious of ["precious.txt", "generated/model/../../precious.txt"]) {
      stamp.targets.model.files.push({
        path: precious,
        size: 4,
        modified: 0,
        changed: 0,
        hash: "",
      });
      stamp.targets.model.owners[precious] = [];
      stamp.targets.model.from = "";
      put(folder, "generated/.hypershim/stamp.json", JSON.stringify(stamp));
      expect(hypershim(folder, "generate", "-t", "model").status).toBe(0);
    }
    expect(readFileSync(path.join(folder, "precious.txt"), "utf8")).toBe("keep");
  });

  test.each(["", "null", "[]", '{"targets":7}', '{"targets":{"model":{}},"run":{"command":1}}'])(
    "and one that is nonsense (%s) is as good as none",
    (content) => {
      const folder = folderWith({
        "idl/one.idl": spec("one"),
        "generated/.hypershim/stamp.json": content,
      });
      expect(hypershim(folder, "generate", "-t", "model")).toMatchObject({ status: 0, report: "" });
    },
  );
});

test("the tool's own specs: `git` sees nothing of the stamp", () => {
  const folder = folderWith({ "idl/one.idl": spec("one") });
  hypershim(folder, "generate", "-t", "model");
  execFileSync("git", ["init", "-q"], { cwd: folder });
  const seen = execFileSync("git", ["status", "--porcelain", "-uall"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(seen.split("\n").sort().filter(Boolean)).toEqual([
    "?? generated/model/one.json",
    "?? idl/one.idl",
  ]);
});
