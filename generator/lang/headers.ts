// Headers of framed protocols: which of a record's fields play which part.

import type { HeaderNode, Path, Span } from "./ast.ts";
import { diagnostic } from "./diagnostics.ts";
import { given } from "./given.ts";
import { hasFlexible } from "./layout.ts";
import {
  findRecord, findScalar, resolveCondition, resolveConditions, type Scalar,
} from "./paths.ts";
import { pathText, type Scope } from "./scope.ts";
import type { FieldPath, Header, RecordType } from "../model.ts";

/** A header, and the type of the field that tells messages apart. */
export interface FoundHeader {
  readonly header: Header;
  readonly codeType: Scalar;
}

/** Looks up the header's record and the fields of its parts. */
export function resolveHeader(node: HeaderNode, scope: Scope): FoundHeader | undefined {
  const record = findRecord(node.record, scope);
  if (record === undefined) {
    return undefined;
  }
  if (hasFlexible(record)) {
    scope.report(diagnostic("flexible-header", node.record.span, { name: record.name }));
    return undefined;
  }
  const code = codeField(node, record, scope);
  const length = node.length && integerField(node.length.field, record, scope);
  const id = node.id.flatMap((path) => integerField(path, record, scope) ?? []);
  const isReply = node.isReply && resolveCondition(node.isReply, record, scope);
  const error = node.error && errorOf(node.error, record, scope);
  const where = resolveConditions(node.where, record, scope);
  return code && {
    header: {
      record, code: code.field, id, where,
      ...given({
        length: node.length && length && {
          field: length, includesHeader: node.length.includesHeader,
        },
        isReply, error,
      }),
    },
    codeType: code.type,
  };
}

/** Reports a message that is longer than the header's length field can say. */
export function reportLength(
  { record: headerRecord, length }: Pick<Header, "record" | "length">,
  message: { readonly name: string; readonly body: RecordType | undefined; readonly span: Span },
  scope: Scope,
): void {
  const { body } = message;
  if (length === undefined || body === undefined) {
    return;
  }
  const { field } = length.field;
  const most = (1n << BigInt(field.bits?.width ?? field.size * 8)) - 1n;
  const last = body.fields.at(-1)?.type;
  const items = last?.kind === "array" && last.length.kind !== "fixed"
    ? BigInt(last.length.max ?? 0) * BigInt(last.stride)
    : 0n;
  const bytes = BigInt(body.size) + items + BigInt(length.includesHeader ? headerRecord.size : 0);
  if (bytes > most) {
    scope.report(
      diagnostic("length-out-of-reach", message.span, {
        field: length.field.names.join("."), bytes, name: message.name, most,
      }),
    );
  }
}

function codeField(
  node: HeaderNode,
  record: RecordType,
  scope: Scope,
): { readonly field: FieldPath; readonly type: Scalar } | undefined {
  if (node.code === undefined) {
    scope.report(
      diagnostic("header-without-code", node.record.span, { name: record.name }, {
        suggestion: "write `code FIELD;`",
      }),
    );
    return undefined;
  }
  const found = findScalar(node.code, record, scope);
  if (found?.type.kind === "bool") {
    scope.report(diagnostic("not-an-integer", node.code.span, { name: pathText(node.code) }));
    return undefined;
  }
  return found;
}

/** A field that is an unsigned integer. */
function integerField(path: Path, record: RecordType, scope: Scope): FieldPath | undefined {
  const found = findScalar(path, record, scope);
  if (found !== undefined && (found.type.kind !== "integer" || found.type.signed)) {
    scope.report(diagnostic("not-an-integer", path.span, { name: pathText(path) }));
    return undefined;
  }
  return found?.field;
}

function errorOf(
  node: NonNullable<HeaderNode["error"]>,
  record: RecordType,
  scope: Scope,
): Header["error"] {
  const condition = resolveCondition(node.condition, record, scope);
  const code = node.code && findScalar(node.code, record, scope)?.field;
  return condition && { condition, ...given({ code }) };
}
