// `moveX`: the moves that a state field may make, and no others.
import type { Field, RecordType, States } from "../../model.ts";
import { partOf, placePart, takeInteger, withoutPart } from "./bits.ts";
import { exportedFunction } from "./codecs.ts";
import { functionName, localName, memberName, typeName } from "./names.ts";
import {
  asScalar,
  fieldPlace,
  readInteger,
  storage,
  writeInteger,
  type Scalar,
} from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { fieldNamed } from "./shapes.ts";
import { harmless, indent, plus, quote } from "./text.ts";
import type { Statement } from "./types.ts";

/** The function that moves one state field of a record. */
export function declareStates(record: RecordType, states: States, scope: Scope): Statement {
  const type = scope.type(states.enum);
  const field = fieldNamed(record, states.field);
  const { read, current, write } = access(record, field, scope);
  const name = quote(`${typeName(record)}.${field.name}`);
  const isState = `${scope.call("is", states.enum)}(current)`;
  return exportedFunction(
    functionName("move", record, field.name),
    words(record, states),
    [
      { name: "view", type: "DataView" },
      { name: "offset", type: "number" },
      { name: "from", type },
      { name: "to", type },
    ],
    "boolean",
    [
      "const isLegal =",
      ...indent(moves(states, type)),
      "if (!isLegal) {",
      `  throw ${scope.wire("illegalMove")}(${name}, from, to);`,
      "}",
      ...read,
      `const current = ${current};`,
      "if (current !== from) {",
      `  ${scope.run("expectState", isState, "current", name)};`,
      "  return false;",
      "}",
      write,
      "return true;",
    ],
  );
}

function words(record: RecordType, states: States): string {
  const moves = states.transitions
    .filter(
      (move, index, all) =>
        !move.fromAny || all.findIndex((other) => other.fromAny && other.to === move.to) === index,
    )
    .map(({ from, fromAny, to, party }) => {
      const before = fromAny ? "any state" : memberName(from.name);
      return `- ${before} to ${memberName(to.name)}: ${party}`;
    });
  return harmless(
    [
      ...(states.doc === "" ? [] : [states.doc, ""]),
      `Moves \`${memberName(states.field)}\` of the {@link ${typeName(record)}} at \`offset\`;`,
      "says whether it was at `from`.",
      "A RangeError for a move that nobody may make, and for a value that is no state.",
      "Loads and stores are plain: threads that share the memory need Atomics besides.",
      "",
      ...moves,
    ].join("\n"),
  );
}

function moves(states: States, type: string): string[] {
  const free = new Set(
    states.transitions.filter((move) => move.fromAny).map((move) => move.to.name),
  );
  const terms = [
    ...[...free].map((to) => `to === ${type}.${memberName(to)}`),
    ...states.transitions
      .filter((move) => !free.has(move.to.name))
      .map(({ from, to }) => {
        const [before, after] = [memberName(from.name), memberName(to.name)];
        return `(from === ${type}.${before} && to === ${type}.${after})`;
      }),
  ];
  const last = terms.length - 1;
  return terms.map(
    (term, index) => `${index === 0 ? "" : "|| "}${term}${index === last ? ";" : ""}`,
  );
}

interface Access {
  readonly read: readonly string[];
  readonly current: string;
  readonly write: string;
}

/** How a field is read once and written once, with what shares its integer kept as it was. */
function access(record: RecordType, field: Field, scope: Scope): Access {
  const type = asScalar(field.type);
  if (type === undefined) {
    throw new Error(`${field.name}: a state that is no single value`);
  }
  const name = `${typeName(record)}.${field.name}`;
  for (const unit of record.units) {
    for (const part of partOf(field, unit.name)) {
      const place = { view: "view", position: plus("offset", unit.offset), name };
      const local = localName(unit.name);
      const kept = withoutPart(unit, part, local);
      return {
        read: [`const ${local} = ${readInteger(unit.integer, place, scope)};`],
        current: takeInteger(unit, part, name, local, scope),
        write: writeInteger(
          unit.integer,
          place,
          `${kept} | ${placePart(unit, { ...part, type: open(type) }, name, "to", scope)}`,
          scope,
        ),
      };
    }
  }
  const place = fieldPlace(field, "view", "offset", typeName(record));
  return {
    read: [],
    current: readInteger(storage(type), place, scope),
    write: writeInteger(storage(type), place, "to", scope),
  };
}

/** A value that is known to be a member needs no check. */
function open(type: Scalar): Scalar {
  return type.kind === "enum" ? { ...type, enum: { ...type.enum, closed: false } } : type;
}
