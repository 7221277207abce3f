// Shared memory: handed over without a race, and no byte of it loaded twice.
import path from "node:path";
import { describe, expect, test } from "vitest";
import { emitC, tortureSpecs } from "./c/emitted.ts";
import { build, execute, gcc, has, toolchains } from "./c/toolchain.ts";

const { folder } = emitC(tortureSpecs);
const here = path.join(import.meta.dirname, "c");

test("a thread sanitizer sees no race in slots and rings", () => {
  execute(
    [build(gcc, folder, [path.join(here, "threads.c"), "calls.c"], ["-fsanitize=thread"])],
    folder,
  );
});

// Valgrind's lackey prints every access of the machine code, which no compiler can argue with.
const native = toolchains.filter(({ name }) => name === "gcc" || name === "clang");
describe.skipIf(!has("valgrind", "valgrind"))("every byte is loaded once", () => {
  const cases = native.flatMap((toolchain) =>
    ["-O0", "-O2", "-O3"].map((level) => ({ toolchain, level })),
  );

  test.each(cases)("with $toolchain.name $level", ({ toolchain, level }) => {
    const program = build(
      toolchain,
      folder,
      [path.join(here, "fetch.c"), "calls.c"],
      [level, "-static", "-g0"],
    );
    // Without its optimiser, which would drop loads before they are counted.
    const lackey = [
      "valgrind",
      "--tool=lackey",
      "--trace-mem=yes",
      "--log-fd=1",
      "--vex-iropt-level=0",
    ];
    const sections = accesses(execute([...lackey, program], folder));
    const names = ["", "slot", "job", "page", "packed", "peek", "pending", "load", "move", "twice"];
    const bytes = new Map<string, number>();
    for (const { mark, loads } of sections) {
      const twice = [...loads].filter(([, count]) => count !== 1);
      expect(twice.length, `${names[mark]}: ${JSON.stringify(twice)}`).toBe(
        names[mark] === "twice" ? 4 : 0,
      );
      bytes.set(names[mark] ?? "", Math.max(bytes.get(names[mark] ?? "") ?? 0, loads.size));
    }
    // What was looked at, lest nothing was: all by snapshots, and by the others what they need.
    expect(bytes.get("twice")).toBe(4);
    expect(bytes.get("page")).toBe(4 * 32 + 24 + 8);
    expect(bytes.get("packed")).toBe(23);
    expect(bytes.get("load")).toBe(8);
    expect(bytes.get("move")).toBe(4);
    expect(bytes.get("pending")).toBe(8);
    expect(bytes.get("peek")).toBe(16);
    expect(bytes.get("slot")).toBe(28);
    expect(bytes.get("job")).toBe(36);
  });
});

const shared = 0x40000000;
const marks = 0x40001000;

interface Section {
  readonly mark: number;
  /** Offset of a byte → how often it was loaded. */
  readonly loads: ReadonlyMap<number, number>;
}

/** The loads from the shared page after each mark, which is a store to the other page. */
function accesses(trace: string): readonly Section[] {
  const sections: { mark: number; loads: Map<number, number> }[] = [];
  let current: Map<number, number> | undefined;
  for (const line of trace.split("\n")) {
    const [, kind, address = "", size = ""] = /^\s*([LSM])\s+([0-9a-f]+),(\d+)$/.exec(line) ?? [];
    const at = Number.parseInt(address, 16);
    if (kind === undefined || at < shared || at > marks + 64) {
      continue;
    }
    if (at >= marks) {
      current = new Map();
      sections.push({ mark: (at - marks) / 4, loads: current });
    } else if (kind !== "S") {
      for (let byte = 0; byte < Number(size); byte++) {
        current?.set(at - shared + byte, (current.get(at - shared + byte) ?? 0) + 1);
      }
    }
  }
  return sections.filter(({ mark }) => mark !== 0);
}
