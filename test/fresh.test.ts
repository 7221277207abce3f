// What is committed is what the specs give, on every run, and the sources are sound.
import path from "node:path";
import { expect, test } from "vitest";
import { contentOf, folderWith, hypershim, root, run } from "./cli-tools.ts";

test("generated/ is up to date", () => {
  expect(hypershim(root, "generate", "--check")).toMatchObject({ status: 0, report: "" });
});

test("two runs give the same bytes", () => {
  const [one, other] = [folderWith(), folderWith()];
  for (const folder of [one, other]) {
    expect(hypershim(root, "generate", "--out", folder)).toMatchObject({ status: 0, report: "" });
  }
  expect(contentOf(one)).toEqual(contentOf(other));
});

test("the model is JSON without machine paths", () => {
  const folder = folderWith();
  hypershim(root, "generate", "-t", "model", "--out", folder);
  for (const [name, text] of Object.entries(contentOf(path.join(folder, "model")))) {
    expect(JSON.parse(text).path, name).toMatch(/^idl\/[a-z-]+\/[a-z-]+\.idl$/);
    expect(text).not.toContain(root);
  }
});

test("the type checker has nothing to say", () => {
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
  expect(run(process.execPath, [tsc, "-p", "."], root)).toEqual({
    status: 0,
    output: "",
    report: "",
  });
});
