// An interface: its operations, what they take and give, and the records that carry them.
import type { Interface, Operation, Parameter } from "../../model.ts";
import { lifetime, meaning } from "./facts.ts";
import { code, list, paragraphs, plural } from "./markdown.ts";
import { anchor, link, operationLink, type Page, typeLink, typeWords } from "./types.ts";

/** One interface. */
export function interfaceView(declared: Interface, page: Page) {
  return {
    anchor: anchor("interface", declared.name),
    title: code(declared.name),
    paragraphs: paragraphs(declared.doc, lifetime(declared)),
    table: {
      head: ["Number", "Operation", "Takes", "Gives"],
      rows: declared.operations.map((operation) => [
        `${operation.number}`,
        operationLink(declared, operation, page),
        operation.parameters.map(({ name }) => code(name)).join(", "),
        operation.oneway ? "no answer" : operation.results.map(({ name }) => code(name)).join(", "),
      ]),
    },
    operations: declared.operations.map((operation) => ({
      anchor: anchor("operation", `${declared.name}.${operation.name}`),
      title: code(operation.name),
      signature: signature(operation),
      paragraphs: paragraphs(operation.doc, operationFacts(operation, page)),
      tables: parameterTables(operation, page),
    })),
  };
}

/** The operation as a spec writes it. */
function signature({ oneway, number, name, parameters, results, error }: Operation): string {
  const inside = (items: readonly Parameter[]): string =>
    `(${items.map(parameterWords).join(", ")})`;
  const gives = oneway ? "" : ` -> ${inside(results)}`;
  const fails = error === undefined ? "" : ` error ${error.name}`;
  return `${oneway ? "oneway " : ""}op ${number} ${name}${inside(parameters)}${gives}${fails}`;
}

function parameterWords({ name, type, allowed }: Parameter): string {
  const values = allowed.length === 0 ? "" : ` in (${allowed.join(", ")})`;
  return `${name}: ${typeWords(asWritten(type))}${values}`;
}

function operationFacts(operation: Operation, page: Page): readonly string[] {
  const { oneway, error, request, reply } = operation;
  const answer = reply === undefined ? "" : `, the reply ${link(reply, page)}`;
  return [
    oneway ? "It is never answered." : "",
    error === undefined ? "" : `It fails with one of ${link(error, page)}.`,
    `The request is ${link(request, page)}${answer}.`,
    ...lifetime(operation),
  ];
}

function parameterTables(operation: Operation, page: Page): readonly object[] {
  const rows = [
    ...operation.parameters.map((parameter) => parameterRow(parameter, "in", page)),
    ...operation.results.map((parameter) => parameterRow(parameter, "out", page)),
  ];
  return rows.length === 0 ? [] : [{ head: ["", "Name", "Type", "Meaning"], rows }];
}

function parameterRow(parameter: Parameter, direction: string, page: Page): readonly string[] {
  const { name, type } = parameter;
  const facts = parameterFacts(parameter);
  return [direction, code(name), typeLink(asWritten(type), page), meaning(parameter, facts)];
}

/** The length of a variable parameter is a field of the message, not of the operation. */
function asWritten(type: Parameter["type"]): Parameter["type"] {
  if (type.kind !== "array" || type.length.kind !== "field") {
    return type;
  }
  const { max } = type.length;
  return { ...type, length: max === undefined ? { kind: "rest" } : { kind: "rest", max } };
}

function parameterFacts({ type, allowed, bytes }: Parameter): readonly string[] {
  const values = list(allowed.map(String), "or");
  const most = type.kind === "array" && type.length.kind !== "fixed" ? type.length.max : undefined;
  return [
    values === "" ? "" : `${values}; anything else is refused.`,
    bytes === undefined ? "" : `Only the low ${code(bytes)} bytes count.`,
    type.kind === "integer" && type.number ? "Below 2<sup>53</sup>." : "",
    type.kind === "handle" ? "It travels beside the bytes." : "",
    most === undefined ? "" : `At most ${plural(most, "element")}.`,
  ];
}

