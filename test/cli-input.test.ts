// What the command line answers to input that is not as it should be, and to questions.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { commandMessages } from "../generator/commands/problems.ts";
import { messages } from "../generator/lang/messages.ts";
import { type Ended, folderWith, hypershim, put, root, run, spec, tool } from "./cli-tools.ts";

/** One error and the summary; never a stack trace. */
function expectProblem({ status, output, report }: Ended, first: string): void {
  expect(report.split("\n")[0]).toBe(first);
  expect(report).not.toMatch(/^\s+at /m);
  expect({ status, output }).toEqual({ status: 1, output: "" });
}

describe("a path that cannot be read as specs", () => {
  test("is missing", () => {
    expectProblem(hypershim(folderWith(), "generate"), "idl: error: does not exist [no-such-path]");
    const below = folderWith({ file: "" });
    expectProblem(
      hypershim(below, "generate", "file/x"),
      "file/x: error: cannot be read: a part of its path is not a folder [cannot-read]",
    );
  });

  test("is a folder without specs", () => {
    const folder = folderWith({
      "idl/readme.md": "",
      "idl/.hidden/x.idl": spec("x"),
      "idl/node_modules/y.idl": spec("y"),
    });
    expectProblem(
      hypershim(folder, "generate"),
      "idl: error: no spec in this folder: no file here or below ends in '.idl' [no-specs]",
    );
  });

  test("is empty", () => {
    const folder = folderWith({ "a.idl": "" });
    expectProblem(
      hypershim(folder, "generate", "a.idl"),
      "a.idl:1:1: error: the file does not begin with 'module NAME;' [missing-module]",
    );
  });

  test("is not UTF-8", () => {
    const folder = folderWith({ "a.idl": Buffer.from("module \xff;", "latin1") });
    expectProblem(
      hypershim(folder, "generate", "a.idl"),
      "a.idl:1:8: error: byte 7 of the file is not valid UTF-8 [not-utf8]",
    );
  });

  test("is a pipe or a device", () => {
    const folder = folderWith();
    execFileSync("mkfifo", ["pipe.idl"], { cwd: folder });
    expectProblem(
      hypershim(folder, "generate", "pipe.idl"),
      "pipe.idl: error: is a pipe, not a file or a folder [not-a-file]",
    );
    expectProblem(
      hypershim(folder, "generate", "/dev/zero"),
      "/dev/zero: error: is a device, not a file or a folder [not-a-file]",
    );
  });

  test("goes round in circles", () => {
    const folder = folderWith({ "idl/a.idl": spec("a") });
    symlinkSync("..", path.join(folder, "idl/up"));
    expect(hypershim(folder, "generate", "-t", "model")).toMatchObject({ status: 0, report: "" });
    symlinkSync("loop.idl", path.join(folder, "idl/loop.idl"));
    expectProblem(
      hypershim(folder, "generate"),
      "idl/loop.idl: error: cannot be read: its symbolic links go round in circles [cannot-read]",
    );
    expectProblem(
      hypershim(folder, "generate", "idl/loop.idl"),
      "idl/loop.idl: error: cannot be read: its symbolic links go round in circles [cannot-read]",
    );
  });

  test("is a link in a folder that leads nowhere; editors' hidden ones are none", () => {
    const folder = folderWith({ "idl/a.idl": spec("a") });
    symlinkSync("nobody@host.1", path.join(folder, "idl/.#a.idl"));
    symlinkSync("gone", path.join(folder, "idl/notes"));
    expect(hypershim(folder, "generate", "-t", "model")).toMatchObject({ status: 0, report: "" });
    symlinkSync("gone.idl", path.join(folder, "idl/b.idl"));
    expectProblem(
      hypershim(folder, "generate", "-t", "model"),
      "idl/b.idl: error: cannot be read: the link leads nowhere [cannot-read]",
    );
  });

  test("is in a folder, and no ordinary file", () => {
    const folder = folderWith({ "idl/a.idl": spec("a") });
    execFileSync("mkfifo", ["idl/pipe.idl"], { cwd: folder });
    expectProblem(
      hypershim(folder, "generate"),
      "idl/pipe.idl: error: is a pipe, not a file or a folder [not-a-file]",
    );
  });

  test("is missing, and another one has nearly its name", () => {
    const folder = folderWith({ "specs/one.idl": spec("one") });
    expect(hypershim(folder, "generate", "spces").report).toMatch(
      /^spces: error: .*\n {2}= help: did you mean `specs`\?\n/,
    );
    expect(hypershim(folder, "generate", "specs/two/one.idl").report).toContain(
      `  = help: paths begin in the current folder, \`${realpathSync(folder)}\`\n`,
    );
  });

  test("is too large", () => {
    const folder = folderWith();
    execFileSync("truncate", ["-s", "65M", "big.idl"], { cwd: folder });
    expectProblem(
      hypershim(folder, "generate", "big.idl"),
      "big.idl: error: has 68157440 bytes; a spec has at most 67108864 [file-too-large]",
    );
  });

  test("all of these are reported in one run, and nothing is written", () => {
    const folder = folderWith({ "a.idl": "", "b.idl": spec("b") });
    const { report } = hypershim(folder, "generate", "nothing", "a.idl", "b.idl", "no/thing");
    expect(report.match(/error: /g)).toHaveLength(3);
    expect(report).toMatch(/\nhypershim: 3 errors in 3 files\n$/);
    expect(() => readFileSync(path.join(folder, "generated"))).toThrow(/ENOENT/);
  });
});

test("a current folder that was removed", () => {
  const folder = folderWith();
  const script = `mkdir gone && cd gone && rmdir ../gone && exec '${process.execPath}' '${tool}' "$@"`;
  for (const command of ["generate", "layout", "explain"]) {
    expectProblem(
      run("bash", ["-c", script, "-", command], folder),
      "error: the current folder does not exist any more [no-current-folder]",
    );
  }
});

describe("a command line that cannot be meant", () => {
  test.each([
    [[], /^Usage: hypershim/],
    [["genrate"], /unknown command 'genrate'\n\(Did you mean generate\?\)/],
    [["generate", "--targt", "c"], /unknown option '--targt'\n\(Did you mean --target\?\)/],
    [["build", "--targt", "stub"], /unknown option '--targt'\n\(Did you mean --target\?\)/],
    [["build", "x.c", "-o", "x"], /required option '-t, --target <target>' not specified/],
    [["build", "x.c", "-t", "proxy"], /required option '-o, --output <file>' not specified/],
    [["generate", "-t", "tss"], /'tss' is none of c, ts, docs, model \(did you mean 'ts'\?\)/],
    [["generate", "--check", "--watch"], /'--check' cannot be used with option '--watch'/],
    [["layout", "x", "--format", "yaml"], /Allowed choices are table, json/],
    [
      ["build", "x.c", "-o", "x", "-t", "stub"],
      /which --hypervisor\? There are stub for acrn, kvm/,
    ],
    [["build", "x.c", "-o", "x", "-t", "stub", "-y", "lopback"], /did you mean 'loopback'\?/],
    [["build", "-o", "x", "-t", "stub", "-y", "loopback"], /missing required argument 'backend.c'/],
  ])("%j", (parameters, answer) => {
    const { status, output, report } = hypershim(folderWith(), ...parameters);
    expect(report).toMatch(answer);
    expect({ status, output }).toEqual({ status: 2, output: "" });
  });
});

describe("questions", () => {
  test("--version and --help", () => {
    const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(hypershim(root, "--version")).toEqual({ status: 0, output: `${version}\n`, report: "" });
    const asked = hypershim(root, "generate", "--help");
    expect(asked).toMatchObject({ status: 0, report: "" });
    expect(hypershim(root, "help", "generate")).toEqual(asked);
  });

  test("every code can be explained, and no code stands for two things", () => {
    const list = hypershim(root, "explain").output.trim().split("\n");
    const codes = [...Object.keys(messages), ...Object.keys(commandMessages)];
    expect(new Set(codes).size).toBe(codes.length);
    expect(list.map((line) => line.split(" ")[0])).toEqual(codes);
    expect(hypershim(root, "explain", "[no-specs]").output).toMatch(/^no-specs \(error\): /);
    const { output } = hypershim(root, "explain", "builtin-name");
    expect(output).toMatch(/^builtin-name \(error\): .*\n {4}module [^]*The tool says:\n/s);
    expect(output).toContain("builtin-name.idl:4:8: error: ");
    expect(hypershim(root, "explain", "no-spec")).toEqual({
      status: 1,
      output: "",
      report: "error: no code 'no-spec' [no-such-code]\n  = help: did you mean `no-specs`?\n",
    });
  });

  test("a reader who has seen enough is no error", () => {
    const { status, output, report } = run(
      "bash",
      ["-c", `set -o pipefail; '${tool}' layout | head -1`],
      root,
    );
    expect({ status, report }).toEqual({ status: 0, report: "" });
    expect(output).toMatch(/bytes\n$/);
  });
});

describe("layout", () => {
  const members = [
    "a: u8;",
    "reserved pad: u8;",
    "b: u16 big;",
    "c: bits u32 { [0] x: bool; [31:1] reserved; }",
    "bits u16 big { [3:0] low; [12:4] wide; [15:13] reserved; }",
    "d: struct { e: u8; f: u8[5]; }",
    "g: union { h: u32; i: u8[4]; }",
    "reserved: u8[4];",
    "n: u32;",
    "t: u8[n];",
  ].join("\n    ");
  const folder = () => folderWith({ "idl/one.idl": spec("one", members) });
  type Row = {
    field: string;
    offset: number;
    size: number;
    bitOffset: number;
    bitWidth: number;
    kind: string;
  };

  test("as JSON: a row for the type and one for every field", () => {
    const { status, output } = hypershim(folder(), "layout", "one_record", "--format", "json");
    expect(status).toBe(0);
    const rows = (JSON.parse(output) as Row[]).map(
      ({ field, offset, size, bitOffset, bitWidth, kind }) =>
        [field, offset, size, bitOffset, bitWidth, kind].join(" "),
    );
    expect(rows).toEqual([
      " 0 28 0 224 type",
      "a 0 1 0 8 integer",
      "pad 1 1 0 8 reserved",
      "b 2 2 0 16 integer",
      "c 4 4 0 32 bits",
      "c.x 4 1 0 1 bool",
      "c.reserved 4 4 1 31 reserved",
      // The low byte of a big-endian integer is its second.
      "low 9 1 0 4 integer",
      "wide 9 2 4 9 integer",
      "reserved0 8 1 5 3 reserved",
      "d 10 6 0 48 struct",
      "d.e 10 1 0 8 integer",
      "d.f 11 5 0 40 array",
      "g 16 4 0 32 union",
      "g.h 16 4 0 32 integer",
      "g.i 16 4 0 32 array",
      "reserved 20 4 0 32 reserved",
      "n 24 4 0 32 integer",
      "t 28 0 0 0 array",
    ]);
  });

  test("as a table, by any of its names", () => {
    const place = folder();
    const { output } = hypershim(place, "layout", "one_record");
    expect(output).toMatch(
      /^one\.one_record: 28 bytes\n {2}offset {2}size {2}bits {2}field {7}kind\n/,
    );
    expect(hypershim(place, "layout", "one.one_record").output).toBe(output);
    expect(hypershim(place, "layout").output).toBe(output);
    expect(hypershim(place, "layout", "idl/one.idl").output).toBe(output);
  });

  test("of a type that is not there", () => {
    expect(hypershim(folder(), "layout", "one_recrod")).toEqual({
      status: 1,
      output: "",
      report: "error: no type 'one_recrod' [no-such-type]\n  = help: did you mean `one_record`?\n",
    });
  });

  test("of a folder of specs, whatever it is called", () => {
    const folder = folderWith({ "specs/one.idl": spec("one") });
    for (const words of [["specs"], ["specs/"], ["specs/one.idl"], ["one_record", "specs"]]) {
      expect(hypershim(folder, "layout", ...words).output).toMatch(/^one\.one_record: 4 bytes\n/);
    }
  });

  test("of a shipped type, also where there are specs of one's own", () => {
    expect(hypershim(folder(), "layout", "io_backend.io_backend_read_request").output).toMatch(
      /^io_backend\.io_backend_read_request: 24 bytes\n/,
    );
  });

  test("without specs of one's own: of those that are shipped", () => {
    expect(hypershim(folderWith(), "layout", "xen_ioreq.ioreq").output).toMatch(
      /^xen_ioreq\.ioreq: 32 bytes\n/,
    );
  });
});

describe("docs", () => {
  test("are those of generate, and go right into the folder that is named", () => {
    const folder = folderWith({ "idl/one.idl": spec("one") });
    expect(hypershim(folder, "generate", "-t", "docs").status).toBe(0);
    expect(hypershim(folder, "docs").output).toMatch(/^generated\/docs: \d+ files, up to date\n$/);
    mkdirSync(path.join(folder, "site"));
    put(folder, "site/mine.md", "by hand\n");
    expect(hypershim(folder, "docs", "--out", "site").status).toBe(0);
    expect(readFileSync(path.join(folder, "site/one.md"), "utf8")).toBe(
      readFileSync(path.join(folder, "generated/docs/one.md"), "utf8"),
    );
    rmSync(path.join(folder, "idl/one.idl"));
    put(folder, "idl/two.idl", spec("two"));
    expect(hypershim(folder, "docs", "--out", "site").output).toMatch(/removed/);
    expect(readFileSync(path.join(folder, "site/mine.md"), "utf8")).toBe("by hand\n");
  });

  test("leave what other targets made alone, wherever they go", () => {
    const folder = folderWith({ "idl/one.idl": spec("one") });
    hypershim(folder, "generate", "-t", "c");
    expect(hypershim(folder, "docs", "--out", ".")).toMatchObject({ status: 0, report: "" });
    expect(hypershim(folder, "generate", "-t", "c", "--check")).toMatchObject({
      status: 0,
      report: "",
    });
  });
});
