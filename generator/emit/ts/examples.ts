// The examples of a spec as checks of its codecs: value → bytes and bytes → value.
import type { Example, Module, RecordType, Type, Value } from "../../model.ts";
import { pascal } from "../../words.ts";
import { wrap } from "../text.ts";
import { exportedFunction } from "./codecs.ts";
import { memberName } from "./names.ts";
import { asScalar, literal } from "./scalars.ts";
import type { Scope } from "./scope.ts";
import { fieldNamed, isTagged, unknownKind } from "./shapes.ts";
import { indent, quote } from "./text.ts";
import type { Statement } from "./types.ts";

/** `checkXExamples` of a module that has any. */
export function declareExamples(module: Module, scope: Scope): Statement[] {
  return [
    exportedFunction(
      `check${pascal(module.name)}Examples`,
      "Throws at the first example of the spec that the codecs contradict.",
      [],
      "void",
      module.examples.flatMap((example) => check(example, scope)),
    ),
  ];
}

function check(example: Example, scope: Scope): string[] {
  const { record, bytes, expected } = example;
  const name = example.doc === "" ? record.name : example.doc.replaceAll("\n", " ");
  const decode = scope.call("decode", record);
  const common = [...literalLines(wrap(name, 88)), ...literalLines(hexLines(bytes))];
  if (expected.kind === "error") {
    return [
      `${scope.wire("checkBadExample")}(`,
      ...indent([`${quote(record.name)},`, ...common, `${decode},`, `${quote(expected.text)},`]),
      ");",
    ];
  }
  const value = spell({ kind: "record", record }, expected.value, scope);
  return [
    `${scope.wire("checkExample")}(`,
    ...indent([
      ...common,
      ...value.slice(0, -1),
      `${value.at(-1) ?? ""},`,
      `${decode},`,
      `${scope.call("encode", record)},`,
    ]),
    ");",
  ];
}

/** Bytes in groups of eight, four groups to a line. */
function hexLines(bytes: Uint8Array): string[] {
  const groups = [];
  for (let at = 0; at < bytes.length; at += 8) {
    groups.push(Buffer.from(bytes.subarray(at, at + 8)).toString("hex"));
  }
  const lines = [];
  for (let at = 0; at < groups.length; at += 4) {
    lines.push(groups.slice(at, at + 4).join(" "));
  }
  return lines;
}

/** One argument: a string literal of words that may take several lines. */
function literalLines(lines: readonly string[]): string[] {
  const pieces = lines.length === 0 ? [""] : lines;
  return pieces.map(
    (line, index) =>
      quote(index === 0 ? line : ` ${line}`) + (index < pieces.length - 1 ? " +" : ","),
  );
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** A value as lines of a literal. */
function spell(type: Type, value: Value, scope: Scope): string[] {
  switch (value.kind) {
    case "integer": {
      const scalar = asScalar(type);
      return [scalar === undefined ? String(value.value) : literal(scalar, value.value)];
    }
    case "bool":
      return [String(value.value)];
    case "bytes": {
      const bytes = scope.run("fromHex", quote(hex(value.bytes)));
      return [
        type.kind === "record" && isTagged(type.record)
          ? `{ kind: "${unknownKind(type.record)}", value: ${bytes} }`
          : bytes,
      ];
    }
    case "array":
      return bracket(
        "[",
        value.items.map((item) => spell(type.kind === "array" ? type.element : type, item, scope)),
        "]",
      );
    case "record": {
      const { record } = type as { readonly record: RecordType };
      return bracket(
        "{ ",
        value.fields.map((field) => {
          const [first = "", ...rest] = spell(
            fieldNamed(record, field.name).type,
            field.value,
            scope,
          );
          return [`${memberName(field.name)}: ${first}`, ...rest];
        }),
        " }",
      );
    }
    case "member": {
      const { record } = type as { readonly record: RecordType };
      const [first = "", ...rest] = spell(fieldNamed(record, value.name).type, value.value, scope);
      return bracket(
        "{ ",
        [[`kind: "${memberName(value.name)}"`], [`value: ${first}`, ...rest]],
        " }",
      );
    }
  }
}

/** Items on one line if they are short, else one after the other. */
function bracket(open: string, items: readonly (readonly string[])[], close: string): string[] {
  const line = `${open}${items.map((item) => item.join(" ")).join(", ")}${close}`;
  if (items.length === 0) {
    return [`${open}${close}`.replaceAll(" ", "")];
  }
  if (line.length <= 88 && items.every((item) => item.length === 1)) {
    return [line];
  }
  return [
    open.trim(),
    ...items.flatMap((item) => indent([...item.slice(0, -1), `${item.at(-1) ?? ""},`])),
    close.trim(),
  ];
}
