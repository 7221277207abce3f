// Messages of a device: its header, then the body of an interface's message, in one record.

import type { Name, Span } from "./ast.ts";
import { declare, messageName } from "./declare.ts";
import { diagnostic } from "./diagnostics.ts";
import { given } from "./given.ts";
import { limitsOf } from "./integers.ts";
import type { Scalar } from "./paths.ts";
import type { Scope } from "./scope.ts";
import { reportLength } from "./headers.ts";
import type {
  DeviceMessage, Field, Header, Interface, Operation, RecordType,
} from "../model.ts";
import { qualify } from "../words.ts";

/** What all messages of a device have in common. */
export interface MessageSource {
  readonly header: Header;
  readonly codeType: Scalar;
  readonly device: Name;
  readonly scope: Scope;
}

/** The field that holds the header. */
const headerField = "header";

/** The records of an interface's messages; `span` is where the device names the interface. */
export function deviceMessages(
  asked: Interface,
  span: Span,
  source: MessageSource,
): readonly DeviceMessage[] {
  return asked.operations.flatMap((operation) => {
    checkCode(operation, span, source);
    const request = derive(operation.request, operation, asked, "request", span, source);
    const reply = operation.reply &&
      derive(operation.reply, operation, asked, "reply", span, source);
    return request === undefined ? [] : [{ operation, request, ...given({ reply }) }];
  });
}

function checkCode(operation: Operation, span: Span, source: MessageSource): void {
  const { codeType, header, scope } = source;
  const integer = codeType.kind === "enum" ? codeType.integer : codeType;
  if (integer.kind === "integer" && BigInt(operation.number) > limitsOf(integer).max) {
    scope.report(
      diagnostic("device-code-width", span, {
        field: header.code.names.join("."), number: operation.number, name: operation.name,
      }),
    );
  }
}

function derive(
  body: RecordType,
  operation: Operation,
  asked: Interface,
  part: "request" | "reply",
  span: Span,
  source: MessageSource,
): RecordType | undefined {
  const { header: { record: header }, scope } = source;
  // Beside an interface of its own module, a device's messages need names of their own.
  const of = asked.module === scope.name ? `${source.device.text}_${asked.name}` : asked.name;
  const name = messageName(of, operation.name, part);
  if (header.size % body.align !== 0) {
    scope.report(
      diagnostic("device-header-size", span, { size: header.size, name, align: body.align }),
    );
    return undefined;
  }
  reportLength(source.header, { name, body, span }, scope);
  if (body.fields.some((field) => field.name === headerField)) {
    scope.report(
      diagnostic("reserved-name", span, { name: headerField, use: "the header of every message" }),
    );
    return undefined;
  }
  const record = join(header, body, name, scope);
  enter(record, span, source);
  return record;
}

/** Header and body in one record, without anything between or after them. */
function join(header: RecordType, body: RecordType, name: string, scope: Scope): RecordType {
  const first: Field = {
    name: headerField, doc: "", reserved: false, offset: 0, size: header.size,
    type: { kind: "record", record: header },
  };
  const size = header.size + body.size;
  const align = Math.max(header.align, body.align);
  // A message ends where its body ends, also where C would round its size up.
  const packed = size % align !== 0;
  return {
    name, doc: body.doc, module: scope.name, qualified: qualify(scope.prefix, name),
    size, align: packed ? 1 : align, packed, shared: false, union: false, units: [], states: [],
    ...given({ derived: body.derived }),
    fields: [
      first,
      ...body.fields.map((field) => ({ ...field, offset: field.offset + header.size })),
    ],
  };
}

/** Makes the record known by its name, for examples, and part of the module. */
function enter(record: RecordType, span: Span, { scope }: MessageSource): void {
  const { name, doc } = record;
  const draft = {
    name, doc, scope, span, shared: false, packed: record.packed, union: false,
    padding: "inserted" as const, members: [], states: [], broken: false, record,
  };
  scope.drafts.push(draft);
  declare(scope, { kind: "record", name: { text: name, span }, scope, draft });
}
