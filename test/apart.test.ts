// A target that is emitted in a thread of its own, and what happens when the thread fails.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { generate } from "../generator/commands/generate.ts";
import type { Apart, Tool } from "../generator/commands/load.ts";
import { targets } from "../generator/emit/index.ts";

const work = mkdtempSync(path.join(tmpdir(), "hypershim-apart-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Generates all targets of a spec and tells what was asked of the thread. */
async function run(text: string, emit: Apart["emit"]) {
  const spec = path.join(work, "shape.idl");
  const out = path.join(work, "out");
  rmSync(out, { recursive: true, force: true });
  writeFileSync(spec, text);
  const asked: string[] = [];
  const tool: Tool = {
    version: "0",
    id: "test",
    packageFolder: work,
    openApart: (target) => ({
      emit: (model) => {
        asked.push(`emit ${target}`);
        return emit(model);
      },
      close: () => asked.push(`close ${target}`),
    }),
  };
  const outcome = await generate(
    {
      paths: [spec],
      targets: targets.map((target) => ({ target, folder: target.name })),
      out,
      check: false,
      command: ["test"],
    },
    tool,
  );
  const typescript = () => readFileSync(path.join(out, "ts", "shape.ts"), "utf8");
  return { outcome, asked, typescript };
}

const good =
  "/// A shape.\nmodule shape;\nendian little;\n\n/// A point.\nstruct point { x: u32; }\n";

test("what the thread makes is written", async () => {
  const made = [{ path: "shape.ts", text: "// Made elsewhere.\n" }];
  const { outcome, asked, typescript } = await run(good, () => Promise.resolve(made));
  expect(outcome.status).toBe(0);
  expect(asked).toEqual(["emit ts", "close ts"]);
  expect(typescript()).toBe("// Made elsewhere.\n");
});

test("without a thread the target is emitted all the same", async () => {
  const { outcome, typescript } = await run(good, () => Promise.reject(new Error("no threads")));
  expect(outcome.status).toBe(0);
  expect(typescript()).toContain("export function encodeShapePoint(");
});

test("a thread without a model to emit is ended", async () => {
  const { outcome, asked } = await run("module shape;\nstruct {", () => Promise.resolve([]));
  expect(outcome.status).toBe(1);
  expect(asked).toEqual(["close ts"]);
});
