// What generated C does: hand-written programs against specs with every construct.
import path from "node:path";
import { describe, test } from "vitest";
import { emitC, tortureSpecs } from "./c/emitted.ts";
import { build, execute, gcc, toolchains } from "./c/toolchain.ts";

const { folder } = emitC(tortureSpecs);
const here = path.join(import.meta.dirname, "c");
const sanitized = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

describe.each(["dispatch", "rpc", "registers", "rings", "framed"])("%s", (name) => {
  const sources = [path.join(here, `${name}.c`), "calls.c"];

  test("under the sanitizers", () => {
    execute([build(gcc, folder, sources, sanitized)], folder);
  });

  test.each(toolchains)("with $name", (toolchain) => {
    execute([...toolchain.run, build(toolchain, folder, sources, ["-O2"])], folder);
  });
});
