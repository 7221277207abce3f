// The examples of the specs hold in generated C, on every machine and under the sanitizers.
import { describe, expect, test } from "vitest";
import { emitC, shippedSpecs, tortureSpecs } from "./c/emitted.ts";
import { build, execute, gcc, toolchains } from "./c/toolchain.ts";

const sanitized = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];

describe.each([
  ["shipped", shippedSpecs()],
  ["torture", tortureSpecs],
])("%s specs", (_name, specs) => {
  const { folder, files, model } = emitC(specs);
  const programs = files.filter((file) => file.endsWith("_examples.c"));

  test("every module with examples has a program", () => {
    expect(programs.length).toBe(
      model.modules.filter(({ examples }) => examples.length > 0).length,
    );
  });

  test.each(programs)("%s", (program) => {
    for (const toolchain of toolchains.filter(({ name }) => !name.includes("clang"))) {
      const flags = toolchain === gcc ? sanitized : [];
      execute([...toolchain.run, build(toolchain, folder, [program], flags)], folder);
    }
  });
});
