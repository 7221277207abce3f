// Documentation pages: nothing of a spec is missing, nothing leads nowhere, nothing breaks out.
import { spawnSync } from "node:child_process";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { docs } from "../generator/emit/docs/index.ts";
import { cell, code, hidden, prose } from "../generator/emit/docs/markdown.ts";
import type { Model } from "../generator/model.ts";
import { tortureSpecs } from "./docs/torture.ts";
import { corpus, modelOf, shippedSpecs } from "./specs/load.ts";

const sources = [...shippedSpecs(), ...corpus()];
const cases = [
  { name: "the shipped specs", specs: shippedSpecs() },
  { name: "specs of other protocols", specs: sources },
  { name: "one of everything", specs: tortureSpecs() },
].map((each) => {
  const model = modelOf(each.specs);
  return { ...each, model, files: new Map(docs.emit(model).map(({ path, text }) => [path, text])) };
});
const torture = cases[2]!;

const goldens = [
  "README.md",
  "parts.md",
  "torture.md",
  "images/torture/slot.svg",
  "images/torture/slot.state.svg",
  "images/torture/message.svg",
];
test.each(goldens)("golden: %s", async (path) => {
  await expect(torture.files.get(path)).toMatchFileSnapshot(`docs/golden/${path}`);
});

test("the same model gives the same files", () => {
  expect(docs.emit(torture.model)).toEqual(docs.emit(torture.model));
});

describe.each(cases)("pages of $name", ({ specs, model, files }) => {
  const pages = [...files].filter(([path]) => path.endsWith(".md"));

  test("every link and every picture leads somewhere", () => {
    const broken = pages.flatMap(([path, text]) =>
      targetsOf(text)
        .filter((target) => !/^https?:/.test(target) && !exists(files, path, target))
        .map((target) => `${path}: ${target}`),
    );
    expect(pages.flatMap(([, text]) => targetsOf(text)).length).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  test("every picture is shown, no place has two meanings", () => {
    const shown = new Set(pages.flatMap(([, text]) => targetsOf(text)));
    const pictures = [...files.keys()].filter((path) => path.endsWith(".svg"));
    expect(pictures.filter((path) => !shown.has(path))).toEqual([]);
    for (const [path, text] of pages) {
      const ids = [...outsideCode(text).matchAll(/<a id="([^"]+)">/g)].map((match) => match[1]);
      expect(ids.length, path).toBe(new Set(ids).size);
    }
  });

  test("every line of documentation is there, word for word", () => {
    for (const module of model.modules) {
      const source = specs.find(({ path }) => path === module.path);
      const page = plain(files.get(`${module.name.replaceAll("_", "-")}.md`) ?? "");
      const missing = docLines(source?.text ?? "").filter((line) => !page.includes(plain(line)));
      expect(missing, module.path).toEqual([]);
    }
  });

  test("every member has a row", () => {
    for (const { module, name } of membersOf(model)) {
      expect(files.get(`${module.replaceAll("_", "-")}.md`)).toContain(`| \`${name}\` |`);
    }
  });

  test("all rows of a table have as many cells as its head", () => {
    for (const [path, text] of pages) {
      for (const table of outsideCode(text).matchAll(/^\|.*\n(?:\|.*\n)+/gm)) {
        const counts = table[0].trim().split("\n").map((row) => row.match(/(?<!\\)\|/g)?.length);
        expect(new Set(counts).size, `${path}\n${table[0]}`).toBe(1);
      }
    }
  });

  test("dumps cover every byte of every example", () => {
    for (const module of model.modules) {
      const text = files.get(`${module.name.replaceAll("_", "-")}.md`) ?? "";
      const section = text.slice(text.indexOf('<a id="examples"></a>'));
      const dumps = [...section.matchAll(/^```text\n(.*?)^```$/gms)].map((match) => match[1] ?? "");
      const expected = module.examples.map(({ bytes }) => Buffer.from(bytes).toString("hex"));
      expect(expected.length === 0 ? [] : dumps.map(bytesOfDump).sort()).toEqual(expected.sort());
    }
  });
});

test("an example's bytes are said to be what the spec says they are", () => {
  const page = torture.files.get("torture.md") ?? "";
  expect(page).toContain("00  08 07 06 05 04 03 02 01  addr = 0x102030405060708\n");
  const bits = "is_in = in (1), flag_with_a_very_long_name = true, version = 1";
  expect(page).toContain(`0e  71                       state = ready (1), ${bits}\n`);
  expect(page).toContain("07  12 34                    csum.offset = 0x1234\n");
  expect(page).toContain("0f  01 00                    body.words[0] = 1\n");
  expect(page).toContain("19  aa aa                    tail[0] = 0xaaaa\n");
});

describe("text of a spec stays text", () => {
  test.each([
    ["a | b", "a \\| b"],
    ["`a | b`", "<code>a &#124; b</code>"],
    ["``a ` b``", "``a ` b``"],
    ["an `open tick | <b>", "an \\`open tick \\| \\<b>"],
    ["\\` <i> `x`", "\\` \\<i> `x`"],
    ["one\ntwo\n\nthree\n- four", "one two<br><br>three<br>- four"],
    ["1 << size, a < b", "1 << size, a < b"],
    ["<!-- no -->", "\\<!-- no -->"],
    ["[a](http://b) [c](d)", "[a](http://b) [c\\](d)"],
    ["![e](http://f) [g][h]", "\\![e](http://f) [g\\][h]"],
  ])("in a cell: %j", (doc, expected) => {
    expect(cell(doc)).toBe(expected);
  });

  test.each([
    ["# a\n- # b\n> ## c\nd\n===\ne\n---", "\\# a\n- \\# b\n> \\## c\nd\n\\===\ne\n\\---"],
    ["```\n<b> # x", "```\n<b> # x\n```"],
    ["~~~\n<b>\n```\n~~~\n<i>", "~~~\n<b>\n```\n~~~\n\\<i>"],
    ["- `a\n- <script>x` y", "- `a - <script>x` y"],
    ["- ```\n<script>", "- \\`\\`\\`\n\\<script>"],
    ["[x]: http://y", "[x\\]: http://y"],
    ["a\r\nb\u0000\u2028c", "a\nbc"],
  ])("in a paragraph: %j", (doc, expected) => {
    expect(prose(doc)).toBe(expected);
  });

  test.each([
    ["a", "`a`"],
    ["a`b", "<code>a&#96;b</code>"],
    ["", "<code></code>"],
  ])("as code: %j", (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test("in a comment", () => {
    expect(hidden("a --> <b> --!> c")).toBe("<!-- a - -   b  - -!  c -->");
  });

  const renderer = spawnSync("cmark-gfm", ["--version"]).error === undefined;
  test.skipIf(!renderer && process.env["CI"] === undefined)(
    "for a Markdown renderer, too (needs cmark-gfm: apt install cmark-gfm)",
    () => {
      for (const [path, text] of cases.flatMap(({ files }) => [...files])) {
        if (path.endsWith(".md")) {
          const html = renderMarkdown(text);
          const tags = [...html.matchAll(/<\/?([a-z0-9]+|!--)/gi)].map((match) => match[1] ?? "");
          expect(new Set(tags.filter((tag) => !allowed.has(tag))), path).toEqual(new Set());
          const tables = text.match(/^\|(?: --- \|)+$/gm) ?? [];
          expect(html.match(/<table>/g)?.length, path).toBe(tables.length);
        }
      }
    },
  );
});

function renderMarkdown(text: string): string {
  const options = ["--unsafe", "-e", "table"];
  return spawnSync("cmark-gfm", options, { input: text, encoding: "utf8" }).stdout;
}

/** What Markdown makes of our own words. */
const blocks = "!-- h1 h2 h3 h4 li ol p pre table tbody td th thead tr ul";
const allowed = new Set(`${blocks} a br code em img strong sup`.split(" "));

/** Where links and pictures of a page lead. */
function targetsOf(page: string): readonly string[] {
  return [...outsideCode(page).matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map((match) => match[1] ?? "");
}

function outsideCode(page: string): string {
  return page.replace(/^(```|~~~).*?^\1$/gms, "").replace(/`[^`\n]*`/g, "`x`");
}

function exists(files: ReadonlyMap<string, string>, page: string, target: string): boolean {
  const [file = "", id] = target.split("#");
  const text = files.get(file === "" ? page : posix.join(posix.dirname(page), file));
  return text !== undefined && (id === undefined || text.includes(`<a id="${id}"></a>`));
}

/** Text without what Markdown needs around it, and without spaces. */
function plain(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "")
    .replace(/<\/?code>|<br>|`|\s+/g, "");
}

/** What stands behind `///`, line by line. */
function docLines(source: string): readonly string[] {
  return [...source.matchAll(/\/\/\/(.*)/g)].map((match) => (match[1] ?? "").trim());
}

/** Everything that is a member of something: fields, enum members, registers, messages. */
function membersOf({ modules }: Model): readonly { module: string; name: string }[] {
  return modules.flatMap((module) => {
    const { records, enums, registers, protocols } = module;
    const members = [
      ...records.flatMap(({ fields }) => fields),
      ...enums.flatMap((each) => each.members),
      ...registers.flatMap((each) => each.registers),
      ...protocols.flatMap(({ messages }) => messages),
    ];
    return members.map(({ name }) => ({ module: module.name, name }));
  });
}

const dumpLine = /^([0-9a-f]+) {2}((?:[0-9a-f]{2} ?)+(?:× \d+)?)/;

/** The bytes of a dump, offsets checked. */
function bytesOfDump(dump: string): string {
  let bytes = "";
  for (const line of dump.trimEnd().split("\n")) {
    const [, offset = "", shown = ""] = dumpLine.exec(line) ?? [];
    expect(parseInt(offset, 16), line).toBe(bytes.length / 2);
    const [byte = "", times] = shown.split(" × ");
    bytes += times === undefined ? byte.replaceAll(" ", "") : byte.repeat(Number(times));
  }
  return bytes;
}
