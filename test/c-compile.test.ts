// Generated C compiles without a warning: every file alone, as C11 and C++17, with every compiler.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { emitC, shippedSpecs, tortureSpecs } from "./c/emitted.ts";
import { execute, gcc, toolchains, warnings } from "./c/toolchain.ts";

const groups = { shipped: emitC(shippedSpecs()), torture: emitC(tortureSpecs) };

describe.each(Object.entries(groups))("%s specs", (_name, { folder, files, model }) => {
  const headers = files.filter((file) => file.endsWith(".h"));
  const sources = files.filter((file) => file.endsWith(".c"));

  // Each header alone: one translation unit per header that includes nothing else.
  for (const [index, header] of headers.entries()) {
    writeFileSync(path.join(folder, `alone_${index}.c`), `#include "${header}"\n`);
    writeFileSync(path.join(folder, `alone_${index}.cpp`), `#include "${header}"\n`);
  }

  test.each(toolchains)("as C11 and C++17 with $name", (toolchain) => {
    const alone = headers.map((_, index) => `alone_${index}`);
    // gcc finds some of its warnings only when it optimises; the others find theirs at once.
    const effort = toolchain === gcc ? ["-O2", "-c"] : ["-fsyntax-only"];
    const flags = [...effort, ...warnings, "-I."];
    const c11 = [...toolchain.command, "-std=c11", ...flags];
    const plus17 = [...toolchain.plusCommand, "-std=c++17", ...flags];
    execute([...c11, ...alone.map((file) => `${file}.c`), ...sources], folder);
    execute([...plus17, ...alone.map((file) => `${file}.cpp`)], folder);
  });

  test("comments call a set of flags no enum, which has one value", () => {
    const flags = model.modules.flatMap(({ enums }) => enums.filter((each) => each.flags));
    const texts = headers.map((file) => readFileSync(path.join(folder, file), "utf8"));
    const words = texts.join("\n").replaceAll(/[\s*]+/g, " ");
    expect(flags.length).toBeGreaterThan(0);
    expect(words).toMatch(/flags of enum \w+/);
    expect(flags.filter(({ qualified }) => words.includes(`an enum ${qualified}.`))).toEqual([]);
    expect(flags.filter(({ qualified }) => words.includes(`an enum ${qualified} `))).toEqual([]);
  });

  test("lines fit 80 columns, end without blanks, and use only the headers they may", () => {
    const allowed =
      /^#include (<(assert|errno|stdbool|stddef|stdint|string)\.h>|"[a-z0-9_/]+\.h")$/;
    for (const file of files) {
      const lines = readFileSync(path.join(folder, file), "utf8").split("\n");
      const wrong = lines.filter(
        (line) =>
          line.length > 80 ||
          /\s$/.test(line) ||
          (line.startsWith("#include") && !allowed.test(line)),
      );
      expect(wrong, file).toEqual([]);
    }
  });
});

test("the output depends on the model alone", () => {
  const again = emitC(tortureSpecs);
  for (const file of again.files) {
    expect(readFileSync(path.join(again.folder, file), "utf8"), file).toBe(
      readFileSync(path.join(groups.torture.folder, file), "utf8"),
    );
  }
});
