// What specs mean: names across modules, values, and what becomes of each kind of declaration.

import { describe, expect, test } from "vitest";
import { compile } from "../generator/compile.ts";
import type { Source } from "../generator/lang/ast.ts";
import { render } from "../generator/lang/render.ts";
import { codesOf, modelOf, moduleOf, recordOf, shippedModel } from "./models.ts";

function source(path: string, text: string): Source {
  return { path, text };
}

const pages = `
  enum phase : u8 { idle = 0; ready = 1; busy = 2; done = 3; }
  enum space : u8 { memory = 0; ports = 1; }
  shared struct slot {
    address: u64; data: u64; number: u32; exponent: u8; phase: phase; load: bool; segment: u8;
  }
  states slot.phase {
    idle -> ready: host; ready -> busy: backend; busy -> done: backend; done -> idle: host;
    * -> idle: backend;
  }
  shared struct page { slots: slot[16]; }
  interface backend {
    op 1 read(region: u32, offset: u64, size: u8) -> (data: u64 @bytes(size));
    op 2 reset() -> ();
  }`;

describe("modules", () => {
  test("come after those they import, whatever the order of the files", () => {
    const model = modelOf(
      "module top; import middle; import base;", "module middle; import base;", "module base;",
    );
    expect(model.modules.map(({ name }) => name)).toEqual(["base", "middle", "top"]);
    expect(model.modules[2]!.imports).toEqual(["middle", "base"]);
  });

  test("are looked for when they were not given", () => {
    const asked: string[] = [];
    const { model } = compile([source("top.idl", "module top; import base;")], {
      find: (name) => {
        asked.push(name);
        return source("lib/base.idl", "module base;");
      },
    });
    expect(asked).toEqual(["base"]);
    expect(model?.modules.map(({ path }) => path)).toEqual(["lib/base.idl", "top.idl"]);
  });

  test("have paths relative to the root", () => {
    const { model } = compile([source("/home/a/specs/x.idl", "module x;")], { root: "/home/a" });
    expect(model?.modules[0]?.path).toBe("specs/x.idl");
  });

  test("see what they import, by plain and by full name; their own names go first", () => {
    const model = modelOf(
      "module base; const size = 4; enum phase : u8 { idle = 0; } struct cell { a: u8; }",
      `module top; import base;
       struct cell { a: u8[size]; b: base.cell; c: phase = base.phase.idle; d: u8[base.size]; }
       struct row { cells: cell[2]; }`,
    );
    const top = model.modules[1]!;
    expect(recordOf(top, "cell").size).toBe(10);
    expect(recordOf(top, "row").size).toBe(20);
  });

  test("put their prefix before names", () => {
    const [module] = modelOf(
      '@prefix("io") module io_backend; const limit = 1; const io_most = 2;',
    ).modules;
    expect(module!.constants.map(({ qualified }) => qualified)).toEqual(["io_limit", "io_most"]);
  });
});

describe("values", () => {
  test("of constants and members may refer to each other in any order", () => {
    const module = moduleOf(
      "const a = b; const b = kind.two; enum kind : u8 { two = c; one = 1; } const c = 0x2;",
    );
    expect(module.constants.map(({ value }) => value)).toEqual([2n, 2n, 2n]);
  });

  test("of flags are masks", () => {
    const [flags] = moduleOf(
      "flags set : u64 { a = 1; b = bit 4; both = 0x11; top = bit 63; }",
    ).enums;
    expect(flags!.members.map(({ value }) => value)).toEqual([1n, 16n, 17n, 1n << 63n]);
  });

  test("may have a second name that says so", () => {
    const [kind] = moduleOf("enum kind : u8 { a = 1; b = 1 @alias; }").enums;
    expect(kind!.members.map(({ alias }) => alias)).toEqual([undefined, true]);
  });

  test("may be long chains", () => {
    const links = Array.from({ length: 10_000 }, (_, index) => `const c${index} = c${index + 1};`);
    const module = moduleOf(`${links.join("\n")}\nconst c10000 = 7;`);
    expect(module.constants[0]!.value).toBe(7n);
  });
});

describe("byte order", () => {
  test("is the module's, or the field's own", () => {
    const record = recordOf(
      moduleOf("struct s { a: u16; b: u16 big; c: u32 host; d: u8; reserved: u8[3]; }"),
      "s",
    );
    expect(
      record.fields.slice(0, 4).map(({ type }) => (type.kind === "integer" ? type.order : "")),
    ).toEqual([
      "little", "big", "host", "little",
    ]);
  });

  test("is only needed where there is something to order", () => {
    expect(compile([source("a.idl", "module a; struct s { x: u8; }")]).diagnostics).toEqual([]);
    const codes = compile([source("a.idl", "module a; struct s { x: u16; y: u16; }")]).diagnostics;
    expect(codes.map(({ code }) => code)).toEqual(["missing-endian"]);
  });
});

describe("rings", () => {
  test("have their slots last, named after the slots, or where they say", () => {
    const module = moduleOf(`
      struct entry { a: u32; }
      shared ring first of entry[4] {
        tail: u32 producer host; head: u32 consumer backend; indices masked;
      }
      shared ring second of u16[] {
        flags: u16; idx: u16 producer driver; slots ring; indices free_running;
      }
      shared ring third of entry[3] {
        slots entries; tail: u32 producer host; indices free_running folded by host;
      }`);
    expect(recordOf(module, "first").ring).toMatchObject({
      slots: "entry", capacity: 4, mode: "masked", slot: { kind: "record" },
      producer: { field: "tail", party: "host" }, consumer: { field: "head", party: "backend" },
    });
    const second = recordOf(module, "second");
    expect(second.ring).not.toHaveProperty("capacity");
    expect(second.ring).not.toHaveProperty("consumer");
    expect(
      second.fields.at(-1),
    ).toMatchObject({ name: "ring", type: { length: { kind: "rest" } } });
    expect(recordOf(module, "third").fields[0]).toMatchObject({ name: "entries", offset: 0 });
    expect(recordOf(module, "third").ring).toMatchObject({ foldedBy: "host" });
  });
});

describe("states", () => {
  test("expand moves from any state, without saying one twice", () => {
    const [states] = recordOf(moduleOf(pages), "slot").states;
    expect(states!.initial.name).toBe("idle");
    const moves = states!.transitions.map(({ from, to, party, fromAny }) =>
      `${from.name} ${to.name} ${party}${fromAny ? " *" : ""}`,
    );
    expect(moves).toEqual([
      "idle ready host", "ready busy backend", "busy done backend", "done idle host",
      "ready idle backend *", "busy idle backend *", "done idle backend *",
    ]);
  });
});

describe("registers", () => {
  test("have shapes, widths and places", () => {
    const [map] = moduleOf(`
      enum phase : u32 { off = 0; on = 1; }
      registers card size 0x100 {
        0x40 area: u8[16] rw widths 1, 2, 4;
        0x00 magic: u32 ro = 0x1234;
        0x04 phase: phase rw;
        0x08 base: u64 wo as halves;
        0x10 irq: bits u32 ro { [0] used: bool; [31:1] reserved; }
        0x20 vector: u16[4] rw stride 4;
      }`).registers;
    expect(
      map!.registers.map(({ name, shape, size, widths }) => [name, shape.kind, size, ...widths]),
    ).toEqual([
      ["magic", "value", 4, 4], ["phase", "value", 4, 4], ["base", "halves", 8, 4],
      ["irq", "bits", 4, 4], ["vector", "array", 2, 2], ["area", "area", 16, 1, 2, 4],
    ]);
    expect(map!.registers[0]!.fixed).toBe(0x1234n);
  });
});

describe("messages", () => {
  const header = `
    enum code : u16 { ping = 1; push = 2; }
    struct head {
      code: code; token: u16; size: u32;
      bits u32 { [0] reply: bool; [1] ask: bool; [31:2] reserved; }
    }
    struct text { length: u32; data: u8[length max 16]; }`;

  test("find their codes, conditions and descriptors", () => {
    const [protocol] = moduleOf(`${header}
      messages wire on stream {
        header head {
          code code; length size including header; id token; is_reply reply; where token != 0;
        }
        ping () -> ();
        push (text, descriptors 1..2) -> text when ask;
        other = 7 (text);
      }`).protocols;
    expect(protocol!.header).toMatchObject({
      code: { names: ["code"] }, length: { field: { offset: 4 }, includesHeader: true },
      isReply: { negated: false, value: 1n, field: { names: ["reply"], offset: 8 } },
      where: [{ negated: true, value: 0n }],
    });
    expect(protocol!.messages).toMatchObject([
      { name: "ping", code: 1n, request: { descriptors: { max: 0 } }, reply: { body: {} } },
      {
        name: "push", code: 2n, request: { descriptors: { min: 1, max: 2 } },
        reply: { when: { value: 1n } },
      },
      { name: "other", code: 7n },
    ]);
    expect(protocol!.messages[2]).not.toHaveProperty("reply");
  });

  test("compare a lone number with zero", () => {
    const [protocol] = moduleOf(`${header}
      messages wire on queue { request head; reply head unless token; }`).protocols;
    expect(protocol!.messages).toMatchObject([
      { name: "wire", code: 0n, reply: { when: { negated: false, value: 0n } } },
    ]);
  });
});

describe("bindings", () => {
  const bind = (cases: string): string =>
    `${pages}
     bind backend to slot slot of page.slots[cpu] {
       take ready -> busy; done busy -> done; ${cases}
     }`;

  test("say where each parameter comes from and each result goes", () => {
    const [binding] = moduleOf(bind(`
      read when load, number != 3 {
        (region, offset) = region_at(ports, pci(0, number, 2, segment, address));
        size = log2(exponent);
      }
      reset;`)).bindings;
    expect(
      binding!.target,
    ).toMatchObject({ slots: "slots", index: "cpu", take: { to: { name: "busy" } } });
    const [read, reset] = binding!.cases;
    expect(read!.arguments.map(({ parameter, value }) => [parameter.name, value.kind])).toEqual([
      ["region", "region"], ["offset", "offset"], ["size", "log2"],
    ]);
    expect(read!.lookup).toMatchObject({
      kind: "address", space: { name: "ports" }, span: { kind: "log2" },
      address: { kind: "pci", bus: { kind: "field" }, device: { kind: "constant", value: 2n } },
    });
    expect(read!.results).toMatchObject([{ field: { names: ["data"], offset: 8 } }]);
    expect(reset!.conditions).toEqual([]);
  });

  test("span one byte where the operation has no size", () => {
    const [binding] = moduleOf(`
      interface bell { op 1 ring(region: u32, offset: u64) -> (); }
      struct note { id: u64; offset: u64; }
      messages wire on datagram { request note; }
      bind bell to wire { ring { (region, offset) = region_of(id, offset); } }`).bindings;
    expect(
      binding!.cases[0]!.lookup,
    ).toMatchObject({ kind: "id", span: { kind: "constant", value: 1n } });
  });

  test("may have a general case after a special one", () => {
    const region = "{ (region, offset) = region_at(memory, address); size = 1; }";
    expect(
      codesOf(bind(`read when load, number == 1 ${region} read when load ${region}`)),
    ).toEqual([]);
    expect(
      codesOf(bind(`read when load ${region} read when load, number == 1 ${region}`)),
    ).toEqual([
      "unreachable-case",
    ]);
  });
});

describe("devices", () => {
  test("carry the messages of the interfaces that are asked", () => {
    const { modules } = shippedModel();
    const device = modules.flatMap(({ devices }) => devices)[0]!;
    for (const { does } of device.queues) {
      if (does.kind === "asks") {
        expect(does.messages.map(({ operation }) => operation)).toEqual(does.interface.operations);
      }
    }
    for (const module of modules) {
      const seen = new Set<string>();
      for (const record of module.records) {
        seen.add(record.name);
        for (const { type } of record.fields) {
          const inner = type.kind === "array" ? type.element : type;
          if (inner.kind === "record" && inner.record.module === module.name) {
            expect(seen).toContain(inner.record.name);
          }
        }
      }
    }
  });
});

describe("wrong specs", () => {
  test("are told everything in one run, in the order of the text", () => {
    expect(codesOf(`
      struct a { x: u8; x: u8; }
      struct b { x: u46; }
      enum c : u8 { big = 300; }
      struct d { x: u8; y: u32; }
      interface e { op 1 f() -> (); op 1 g() -> (); }
      example d = hex"00" { }`)).toEqual([
      "duplicate-name", "bits-only-type", "value-out-of-range", "implicit-padding",
      "duplicate-number",
    ]);
  });

  test("are not told what follows from something else", () => {
    expect(codesOf(`
      struct a { x: nothing; y: u8; z: u32; }
      struct b { a: a; x: u8; }
      messages wire on stream { request a; reply b when x; }
      example b = hex"00" { a: { x: 1 } }`)).toEqual(["unknown-type"]);
  });

  test("get no model, but warnings do not stop it", () => {
    const lost = `${pages}\nenum mood : u8 { calm = 0; wild = 1; }
      shared struct pet { mood: mood; } states pet.mood { initial wild; wild -> calm: host; }
      shared struct dog { mood: mood; } states dog.mood { calm -> wild: host; }`;
    expect(codesOf(lost)).toEqual([]);
    const { model, diagnostics } = compile([source("a.idl", `module a;
      enum mood : u8 { calm = 0; wild = 1; odd = 2; }
      shared struct pet { mood: mood; }
      states pet.mood { calm -> wild: host; odd -> calm: host; }`)]);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(model).toBeDefined();
  });

  test("with ten thousand errors still end", () => {
    const structs = Array.from({ length: 10_000 }, (_, index) =>
      `struct s${index} { a: nope${index}; }`);
    const { diagnostics } = compile([source("many.idl", `module many;\n${structs.join("\n")}`)]);
    expect(diagnostics).toHaveLength(10_000);
    expect(render(diagnostics)).toMatch(/… and 9900 more errors$/);
  });

  test("with ten thousand records in a circle are one error", () => {
    const structs = Array.from({ length: 10_000 }, (_, index) =>
      `struct s${index} { a: s${(index + 1) % 10_000}; }`);
    expect(codesOf(structs.join("\n"))).toEqual(["recursive-record"]);
  });

  test("with ten thousand records inside each other are one error", () => {
    const structs = Array.from({ length: 10_000 }, (_, index) =>
      `struct s${index} { a: ${index === 0 ? "u8" : `s${index - 1}`}; }`);
    expect(codesOf(structs.reverse().join("\n"))).toEqual(["record-depth"]);
  });
});
