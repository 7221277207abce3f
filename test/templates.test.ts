// What templates may hold, what they make of it, and what is refused.
import { expect, test } from "vitest";
import * as runtime from "../generator/emit/templates.ts";
import { compileTemplate } from "../tools/templates.mjs";

/** Compiles a template that calls itself at most. */
function compiled(source: string): (view: unknown) => string {
  const { expression, partials } = compileTemplate("/folder/shape.hbs", source);
  expect([...partials]).toEqual([]);
  const { each, given, holds, word } = runtime;
  const body = `return function render(view) { return ${expression}; };`;
  const make = new Function("each", "given", "holds", "word", body) as (
    ...helpers: readonly unknown[]
  ) => (view: unknown) => string;
  return make(each, given, holds, word);
}

test("words are printed as they are", () => {
  const view = { text: '<a> & "b"', number: 0, large: 1n << 64n, no: false, empty: "" };
  expect(compiled("{{text}} {{number}} {{large}} {{no}} [{{empty}}]")(view)).toBe(
    '<a> & "b" 0 18446744073709551616 false []',
  );
});

test("blocks on lines of their own leave no lines", () => {
  const render = compiled("a\n{{#each list}}\n- {{this}}\n{{/each}}\nb\n");
  expect(render({ list: ["x", "y"] })).toBe("a\n- x\n- y\nb\n");
  expect(render({ list: [] })).toBe("a\nb\n");
});

test("conditions ask whether there is anything", () => {
  const render = compiled("{{#if it}}yes{{else}}no{{/if}}{{#unless it}}!{{/unless}}");
  for (const it of [true, 1, "x", [0]]) {
    expect(render({ it })).toBe("yes");
  }
  for (const it of [false, 0, "", []]) {
    expect(render({ it })).toBe("no!");
  }
});

test("loops nest, and a template may call itself", () => {
  const render = compiled("{{name}}({{#each inner}}{{> shape this}}{{/each}})");
  expect(render({ name: "a", inner: [{ name: "b", inner: [] }, { name: "c", inner: [] }] })).toBe(
    "a(b()c())",
  );
});

test("other templates are known by their files", () => {
  const { partials } = compileTemplate("/folder/a.hbs", "{{> b this}}{{> ../c it}}{{> b it}}");
  expect([...partials.keys()]).toEqual(["/folder/b.hbs", "/c.hbs"]);
});

test.each([
  ["{{name}}", "shape.hbs:1: {{name}} is not in the view"],
  ["\n{{#each name}}{{/each}}", "shape.hbs:2: {{name}} is not in the view"],
  ["{{#if name}}{{/if}}", "shape.hbs:1: {{name}} is not in the view"],
  ["{{#unless name}}{{/unless}}", "shape.hbs:1: {{name}} is not in the view"],
  ["{{> shape name}}", "shape.hbs:1: {{name}} is not in the view"],
  ["{{list}}", "shape.hbs:1: {{list}} is no word"],
])("what the view does not have is refused: %s", (source, message) => {
  expect(() => compiled(source)({ list: [] })).toThrow(message);
});

test.each([
  "{{#name}}{{/name}}",
  "{{#with name}}{{/with}}",
  "{{#each list}}{{else}}{{/each}}",
  "{{#each list as |one|}}{{/each}}",
  "{{#each list}}{{@index}}{{/each}}",
  "{{#each list}}{{../name}}{{/each}}",
  "{{upper name}}",
  "{{one.other}}",
  "{{constructor}}",
  "{{{name}}} {{name key=1}}",
  "{{> shape}}",
  "  {{> shape this}}\n",
])("other things are refused: %s", (source) => {
  expect(() => compiled(source)).toThrow("templates here have no");
});
