// What the build keeps of the shipped specs comes back as it was.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { unpack } from "../generator/cli-recall.ts";
import { compile } from "../generator/compile.ts";
import { parse } from "../generator/lang/parser.ts";
import { pack } from "../tools/pack.mjs";

const sources = readdirSync("idl", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".idl"))
  .map((name) => path.join("idl", name))
  .map((file) => ({ path: file, text: readFileSync(file, "utf8") }));

test("the model of the shipped specs", () => {
  const { model } = compile(sources);
  expect(isDeepStrictEqual(unpack(pack(model ?? {})), model)).toBe(true);
  const records = model?.modules.flatMap((module) => module.records) ?? [];
  expect(records.length).toBeGreaterThan(100);
});

test.each(sources)("the tree of $path", (source) => {
  const tree = parse(source, () => expect.unreachable());
  expect(isDeepStrictEqual(unpack(pack(tree)), tree)).toBe(true);
});

test("objects that are one stay one, and may hold each other", () => {
  const shared: { name: string; owner?: unknown } = { name: "shared" };
  const root = { list: [shared, [shared]], deep: { big: 1n << 64n, nothing: undefined, no: null } };
  shared.owner = root;
  const back = unpack(pack(root)) as typeof root;
  expect(back.list[0]).toBe((back.list[1] as unknown[])[0]);
  expect((back.list[0] as typeof shared).owner).toBe(back);
  expect(back.deep).toStrictEqual(root.deep);
});

test("numbers, texts and bytes", () => {
  const root = { bytes: Uint8Array.of(0, 255), list: [1.5, "1", -1n, true, "", Uint8Array.of()] };
  expect(unpack(pack(root))).toStrictEqual(root);
});

test("what JSON would lose silently is refused", () => {
  expect(() => pack({ map: new Map() })).toThrow("cannot pack a Map");
});
