// `hypershim build` as a process: what it makes of its arguments, and a small backend that runs.
import { chmodSync, existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { contentOf, folderWith, hypershim, root, run, spec, tool } from "./cli-tools.ts";

const examples = path.join(root, "examples");
const stub = ["build", "--target", "stub", "--hypervisor", "loopback"];
const host = ["build", "--target", "host", "--hypervisor", "loopback"];

/** A backend that needs the code of specs of its own. */
const user = `#include "hypershim.h"
#include "one.h"
#include "two.h"
int main(void) { return sizeof(struct one_record) + sizeof(struct two_record) != 8; }
`;

describe("arguments", () => {
  test("--spec takes one value, may be given again, and may stand anywhere", () => {
    const files = { "one.idl": spec("one"), "specs/two.idl": spec("two"), "user.c": user };
    const folder = folderWith(files);
    const before = hypershim(
      folder,
      ...[...stub, "--spec", "one.idl", "--spec", "specs", "user.c", "-o", "before"],
    );
    expect(before).toMatchObject({ status: 0, report: "" });
    expect(run(path.join(folder, "before"), [], folder).status).toBe(0);
  });

  test("a backend that is missing, a folder, or a spec", () => {
    const folder = folderWith({ "specs/one.idl": spec("one") });
    expect(hypershim(folder, ...stub, "specs", "specs/one.idl", "missing.c", "-o", "x")).toEqual({
      status: 1,
      output: "",
      report:
        "specs: error: is a folder, not a C source [not-a-source]\n" +
        "specs/one.idl: error: is a spec, not a C source [not-a-source]\n" +
        "  = help: specs go behind `--spec`\n" +
        "missing.c: error: does not exist [no-such-path]\n" +
        `  = help: paths begin in the current folder, \`${realpathSync(folder)}\`\n`,
    });
  });

  test("a folder of specs that is missing: the one that may have been meant", () => {
    const folder = folderWith({ "specs/one.idl": spec("one"), "user.c": user });
    expect(hypershim(folder, ...stub, "--spec", "spec", "user.c", "-o", "x").report).toMatch(
      /^spec: error: does not exist \[no-such-path\]\n {2}= help: did you mean `specs`\?\n/,
    );
  });

  test("a pair that does not exist: those that do", () => {
    const refused = hypershim(
      folderWith(),
      ...["build", "-t", "host", "-y", "xen", "user.c", "-o", "x"],
    );
    expect(refused).toEqual({
      status: 2,
      output: "",
      report:
        "error: there is no host build for xen; there are stub for acrn, kvm, loopback, xen; " +
        "host for kvm, loopback; proxy for any; any for any; daemon for any; node for any\n",
    });
  });

  test("all hypervisors whose libraries are there, and says which are not", () => {
    const folder = folderWith();
    const output = path.join(folder, "addon.node");
    const { status, output: said } = run(
      process.execPath,
      [tool, "build", "-t", "node", "-o", output],
      folder,
      { PKG_CONFIG_LIBDIR: folder },
    );
    expect({ status, said }).toEqual({
      status: 0,
      said: `${output}: built as node, without xen (install libxen-dev)\n`,
    });
    // Node loads an addon that lacks some of our code, and ends where that would be called.
    const lacking = run("nm", ["--dynamic", "--undefined-only", output], folder).output;
    expect(lacking).toContain(" napi_");
    expect(lacking).not.toMatch(/ (?:hypershim|proxy|vhost)_/);
  });

  const nowhere: readonly [string, string, string][] = [
    ["in a folder that is missing", "none/x", "its folder does not exist"],
    ["that is a folder", "specs", "it is a folder"],
    ["with the name of a folder that is missing", "none/", "its folder does not exist"],
    ["that is a device", "/dev/null", "it is not an ordinary file"],
    ["that is a source", "./user.c", "it is one of the sources"],
    ["below a file", "user.c/x", "a part of its path is not a folder"],
  ];
  test.each(nowhere)("an output %s is refused before anything is compiled", (_, output, reason) => {
    const folder = folderWith({
      "specs/one.idl": spec("one"),
      "user.c": "int main(void) { return 0; }\n",
      "noted-cc": "#!/bin/sh\ntouch compiled\nexit 1\n",
    });
    chmodSync(path.join(folder, "noted-cc"), 0o755);
    const before = contentOf(folder);
    const refused = run(process.execPath, [tool, ...stub, "user.c", "-o", output], folder, {
      CC: path.join(folder, "noted-cc"),
    });
    expect(refused).toEqual({
      status: 1,
      output: "",
      report: `${output}: error: cannot be written: ${reason} [cannot-write]\n`,
    });
    expect(contentOf(folder)).toEqual(before);
  });

  test("an output where nobody may write", () => {
    const folder = folderWith({ "user.c": "int main(void) { return 0; }\n" });
    // Not even root may: nothing can be made there.
    const refused = hypershim(folder, ...stub, "user.c", "-o", "/proc/self/fd/x");
    expect(refused.status).toBe(1);
    expect(refused.report).toMatch(/^\/proc\/self\/fd\/x: error: cannot be written: .*\n$/);
  });

  test("no folder for temporary files", () => {
    const folder = folderWith({ "user.c": "int main(void) { return 0; }\n" });
    const refused = run(process.execPath, [tool, ...stub, "user.c", "-o", "x"], folder, {
      TMPDIR: path.join(folder, "none"),
    });
    expect(refused).toEqual({
      status: 1,
      output: "",
      report:
        `${path.join(folder, "none")}: error: cannot be written: the folder does not exist [cannot-write]\n` +
        "  = help: TMPDIR names the folder for temporary files\n",
    });
  });

  test("a compiler that is no program", () => {
    const folder = folderWith({ "user.c": "int main(void) { return 0; }\n", cc: "" });
    for (const compiler of ["./none", "./cc"]) {
      const refused = run(process.execPath, [tool, ...stub, "user.c", "-o", "x"], folder, {
        CC: compiler,
      });
      expect(refused).toMatchObject({
        status: 1,
        report:
          `error: no C compiler: '${compiler}' cannot be run [no-compiler]\n` +
          "  = help: install one, or name one by `CC`\n",
      });
    }
  });

  test("a compiler that fails is run once", () => {
    const folder = folderWith({
      "user.c": "int main(void) { return 0; }\n",
      "broken-cc": "#!/bin/sh\necho broken >&2\nexit 1\n",
    });
    chmodSync(path.join(folder, "broken-cc"), 0o755);
    const broken = run(process.execPath, [tool, ...stub, "user.c", "-o", "x"], folder, {
      CC: path.join(folder, "broken-cc"),
    });
    expect(broken.status).toBe(1);
    expect(broken.report).toMatch(/^broken\nerror: '.*broken-cc' failed \[compiler-failed\]\n$/);
    expect(existsSync(path.join(folder, "x"))).toBe(false);
  });

  test("libraries that are missing are named, and what brings them", () => {
    const folder = folderWith({ "user.c": "int main(void) { return 0; }\n" });
    const xen = ["build", "--target", "stub", "--hypervisor", "xen", "user.c", "-o", "x"];
    const refused = run(process.execPath, [tool, ...xen], folder, { PKG_CONFIG: "false" });
    expect(refused).toMatchObject({
      status: 1,
      report:
        "error: pkg-config does not know xencall, xendevicemodel, xenevtchn, xenforeignmemory, xengnttab, " +
        "xenstore: on Debian, install pkg-config libxen-dev [missing-library]\n",
    });
    expect(existsSync(path.join(folder, "x"))).toBe(false);
  });

  test("a pkg-config that cannot be run is not one that knows nothing", () => {
    const folder = folderWith({ "user.c": "int main(void) { return 0; }\n" });
    const xen = ["build", "--target", "stub", "--hypervisor", "xen", "user.c", "-o", "x"];
    const refused = run(process.execPath, [tool, ...xen], folder, { PKG_CONFIG: "./none" });
    expect(refused).toMatchObject({
      status: 1,
      report: "error: './none' cannot be run: on Debian, install pkg-config libxen-dev [no-pkg-config]\n",
    });
  });

  test("CC may have words of its own, and headers lie beside sources", () => {
    const folder = folderWith({
      "part/other.c": '#include "part.h"\nint part(void) { return PART; }\n',
      "part/part.h": "enum { PART = 3 };\nint part(void);\n",
      "main.c": '#include "part.h"\nint main(void) { return part() + MORE; }\n',
    });
    const sources = ["main.c", "part/other.c"];
    const built = run(process.execPath, [tool, ...stub, ...sources, "-o", "x"], folder, {
      CC: "cc -DMORE=4",
      LDFLAGS: "-Wl,-O1",
    });
    expect(built).toMatchObject({ status: 0, report: "" });
    expect(run(path.join(folder, "x"), [], folder).status).toBe(7);
  });

  test("a backend in C++ gets no options of C", () => {
    const folder = folderWith({
      "main.cc": '#include "hypershim.h"\nint main() { return hypershim_open("", nullptr, nullptr) != nullptr; }\n',
    });
    const built = hypershim(folder, ...stub, "main.cc", "-o", "x");
    expect(built).toMatchObject({ status: 0, report: "" });
    expect(run(path.join(folder, "x"), [], folder).status).toBe(0);
  });
});

describe("the example of two registers", () => {
  test("is what docs/backend.md shows", () => {
    const page = readFileSync(path.join(root, "docs/backend.md"), "utf8");
    const source = readFileSync(path.join(examples, "register/register.c"), "utf8");
    expect(/```c\n(\/\* SPDX[^]*?)```/.exec(page)?.[1]).toBe(source);
  });

  test("answers what the loopback host is told to ask", () => {
    const folder = folderWith();
    const parts = ["loopback/host.c", ...["arguments.c", "host.c", "process.c", "report.c"].map((name) => `machine/${name}`)];
    const machine = [...parts, "guest/disk.c", "guest/driver.c"].map((name) => path.join(examples, name));
    expect(hypershim(folder, ...host, ...machine, "-o", "loopback-host")).toMatchObject({
      status: 0,
      report: "",
    });
    const source = path.join(examples, "register/register.c");
    expect(hypershim(folder, ...stub, source, "-o", "register")).toMatchObject({
      status: 0,
      report: "",
    });
    const steps = ["--load", "4@0", "--store", "4@0=7", "--load", "4@0", "--load", "4@4"];
    const command = [...steps, "--load", "2@0", "--", "./register", "loopback:fd=3"];
    expect(run("./loopback-host", command, folder)).toMatchObject({
      status: 0,
      output:
        "load  4@0x0 : 0x0\nstore 4@0x0 = 0x7\nload  4@0x0 : 0x7\nload  4@0x4 : 0x1\n" +
        "load  2@0x0 : 0xffff\n",
    });
    const wrong = run("./loopback-host", ["--load", "3@0", "--", "./register"], folder);
    expect(wrong.status).toBe(2);
  });
});

test.skipIf(process.arch !== "x64")("a VMM is a host for kvm (needs an x86 processor)", () => {
  const folder = folderWith();
  const parts = [
    ...["backend.c", "bus.c", "channel.c", "kvm.c", "vmm.c"].map((name) => path.join(examples, "vmm", name)),
    ...["arguments.c", "host.c", "process.c", "report.c"].map((name) => path.join(examples, "machine", name)),
  ];
  const command = ["build", "--target", "host", "--hypervisor", "kvm", ...parts, "-o", "vmm"];
  expect(hypershim(folder, ...command)).toMatchObject({ status: 0, report: "" });
  expect(run("./vmm", [], folder)).toMatchObject({ status: 2, output: "" });
});
