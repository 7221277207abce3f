// Pictures: nothing overlaps, nothing leaves its frame, and every file is well-formed XML.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesDrawing } from "../generator/emit/docs/drawing/bytes.ts";
import { type Drawing, svg } from "../generator/emit/docs/drawing/drawing.ts";
import { queuesDrawing } from "../generator/emit/docs/drawing/queues.ts";
import { ringDrawing } from "../generator/emit/docs/drawing/ring.ts";
import { statesDrawing } from "../generator/emit/docs/drawing/states.ts";
import { docs } from "../generator/emit/docs/index.ts";
import type { EnumMember, Field, RecordType, States } from "../generator/model.ts";
import { crossingsOf, faultsOf } from "./docs/pictures.ts";
import { tortureSpecs } from "./docs/torture.ts";
import { corpus, modelOf, recordsOf, shippedSpecs } from "./specs/load.ts";

const models = [modelOf([...shippedSpecs(), ...corpus()]), modelOf(tortureSpecs())];
const records = models.flatMap(recordsOf);

describe("in no picture do names cover each other", () => {
  test("bytes of every record", () => {
    expect(records.length).toBeGreaterThan(100);
    expect(records.map(bytesDrawing).flatMap(faultsOf)).toEqual([]);
  });

  test("states, rings and queues of every spec", () => {
    const rings = records.flatMap((record) =>
      record.ring === undefined ? [] : [{ record, ring: record.ring }],
    );
    const devices = models.flatMap(({ modules }) => modules.flatMap((module) => module.devices));
    const drawings = [
      ...records.flatMap(({ name, states }) => states.map((each) => statesDrawing(name, each))),
      ...rings.map(({ record, ring }) => ringDrawing(record, ring)),
      ...devices.map(queuesDrawing),
    ];
    expect(drawings.length).toBeGreaterThan(4);
    expect(drawings.flatMap(faultsOf)).toEqual([]);
    expect(drawings.flatMap(crossingsOf)).toEqual([]);
  });
});

describe("state machines of any shape", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 11])("with %i states", (count) => {
    for (let seed = 1; seed <= 30; seed++) {
      const drawing = statesDrawing("machine", machine(count, seed));
      expect([...faultsOf(drawing), ...crossingsOf(drawing)], `seed ${seed}`).toEqual([]);
    }
  });
});

/** The same state machine for the same seed: loops, moves from any state, several parties. */
function machine(count: number, seed: number): States {
  let state = seed * 7919 + count;
  const next = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 65536) % below;
  };
  const names = ["free", "b", "a_rather_long_name_of_a_state"];
  const members: EnumMember[] = Array.from({ length: count }, (_, index) => ({
    name: `${names[index % names.length] ?? ""}${index}`,
    doc: "",
    value: BigInt(index),
  }));
  const parties = ["host", "backend", "the_other_party_with_a_long_name"];
  const transitions = Array.from({ length: count * 2 }, () => ({
    from: members[next(count)]!,
    to: members[next(count)]!,
    party: parties[next(parties.length)]!,
    doc: "",
    fromAny: next(6) === 0,
  }));
  const named = { name: "e", doc: "", module: "m", qualified: "m_e" };
  return {
    field: "state",
    enum: { ...named, flags: false, closed: false, bits: 8, signed: false, members },
    doc: "",
    initial: members[0]!,
    transitions,
  };
}

describe("records of any shape", () => {
  test("names that are too long for their boxes go to the legend", () => {
    const long = "a_name_that_is_much_too_long_for_the_box_of_one_byte";
    const drawing = bytesDrawing(recordOf(8, [byteField(long, 0), byteField("short", 1)]));
    expect(faultsOf(drawing)).toEqual([]);
    const texts = drawing.labels.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(["(1)", `(1) ${long}, byte 0`]));
  });

  test("a record of four gibibytes is drawn at once", () => {
    const length = { kind: "fixed", count: 2 ** 32 } as const;
    const huge: Field = {
      ...byteField("huge", 3),
      size: length.count,
      type: { kind: "array", element: byte, stride: 1, length },
    };
    const drawing = bytesDrawing(recordOf(2 ** 32 + 3, [byteField("first", 0), huge]));
    expect(drawing.height).toBeLessThan(400);
    expect(faultsOf(drawing)).toEqual([]);
  });
});

const byte = {
  kind: "integer",
  bits: 8,
  signed: false,
  order: "little",
  number: false,
} as const;

function byteField(name: string, offset: number): Field {
  return { name, doc: "", type: byte, offset, size: 1, reserved: false };
}

function recordOf(size: number, fields: readonly Field[]): RecordType {
  const flags = { packed: true, shared: false, union: false, units: [], states: [] };
  return { name: "r", doc: "", module: "m", qualified: "m_r", size, align: 1, fields, ...flags };
}

describe("files", () => {
  const xmllint = spawnSync("xmllint", ["--version"]).error === undefined;

  test.skipIf(!xmllint && process.env["CI"] === undefined)(
    "every picture is well-formed (needs xmllint: apt install libxml2-utils)",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "pictures-"));
      const files = models
        .flatMap((model) => docs.emit(model))
        .filter(({ path }) => path.endsWith(".svg"))
        .map(({ text }, index) => {
          const file = join(folder, `${index}.svg`);
          writeFileSync(file, text);
          return file;
        });
      const { status, stderr } = spawnSync("xmllint", ["--noout", ...files], { encoding: "utf8" });
      rmSync(folder, { recursive: true });
      expect(files.length).toBeGreaterThan(100);
      expect(stderr).toBe("");
      expect(status).toBe(0);
    },
  );

  test("text of any kind stays text", () => {
    const drawing: Drawing = {
      title: `</title><script>"&'`,
      description: "]]> \u0000 \ud800",
      width: 10,
      height: 10,
      boxes: [],
      lines: [],
      labels: [{ x: 0, y: 0, text: "a < b && c", size: 10, anchor: "start", look: "ink" }],
    };
    const text = svg(drawing);
    expect(text).toContain(`&lt;/title&gt;&lt;script&gt;"&amp;'</title>`);
    expect(text).toContain("a &lt; b &amp;&amp; c</text>");
    expect(text).not.toMatch(/[\0\ud800]|\]\]>/);
  });

  test("every picture has a title and a description, and needs nothing from elsewhere", () => {
    for (const { path, text } of models.flatMap((model) => docs.emit(model))) {
      if (path.endsWith(".svg")) {
        const body = text.replace('xmlns="http://www.w3.org/2000/svg"', "");
        expect(body, path).toMatch(/<title id="title">[^<]+<\/title>\n/);
        expect(body, path).toMatch(/<desc id="description">[^<]+<\/desc>\n/);
        expect(body, path).not.toMatch(/https?:|@import|@font-face|href/);
      }
    }
  });
});
