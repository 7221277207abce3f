// A binding in words: when which operation is called, and with what.
import type {
  Argument,
  Binding,
  BindingCase,
  Expression,
  Lookup,
  Parameter,
  PciAddress,
} from "../../model.ts";
import { conditionsWords, lifetime, pathWords } from "./facts.ts";
import { cell, code, list, paragraphs } from "./markdown.ts";
import { anchor, interfaceLink, link, operationLink, type Page } from "./types.ts";
import { number } from "./values.ts";

/** One binding. */
export function bindingView(binding: Binding, page: Page) {
  const facts = [...targetFacts(binding, page), "The first row that holds is the call."];
  return {
    anchor: anchor("binding", binding.name),
    title: `${code(binding.interface.name)} by ${code(binding.name)}`,
    paragraphs: paragraphs(binding.doc, [...facts, ...lifetime(binding)]),
    table: {
      head: ["When", "Then", "With"],
      rows: binding.cases.map((each) => [
        each.conditions.length === 0 ? "always" : conditionsWords(each.conditions),
        operationLink(binding.interface, each.operation, page),
        caseWords(each).join("<br>"),
      ]),
    },
  };
}

function targetFacts({ interface: called, target }: Binding, page: Page): readonly string[] {
  const calls = `calls of ${interfaceLink(called, page)}`;
  if (target.kind === "messages") {
    const { protocol, request, reply } = target;
    const results = reply === undefined ? "" : ` and ${link(reply, page)} for their results`;
    return [`In ${code(protocol.name)}, ${link(request, page)} stands for ${calls}${results}.`];
  }
  const { record, page: where, slots, index, take, done, states } = target;
  const field = code(states.field);
  return [
    `A slot ${link(record, page)} stands for ${calls}.`,
    `The slots are ${link(where, page)}${code(`.${slots}`)}, one for each ${code(index)}.`,
    take.to === undefined
      ? `It is ours while ${field} is ${code(take.from.name)}.`
      : `It is taken by moving ${field} from ${code(take.from.name)} to ${code(take.to.name)}.`,
    done === undefined
      ? "Somebody else completes it."
      : `It is given back by moving on to ${code(done.to.name)}, also when the call failed.`,
  ];
}

/** A line for the lookup, for each argument and each result; fields of the same name share one. */
function caseWords({ doc, arguments: given, lookup, results }: BindingCase): readonly string[] {
  const same = given.filter(isSameName);
  const found = given.filter(({ value }) => value.kind === "region" || value.kind === "offset");
  const plain = given.filter((argument) => !same.includes(argument) && !found.includes(argument));
  const fields = same.length === 1 ? "field" : "fields";
  const lines = [
    cell(doc),
    lookup === undefined ? "" : `${names(found)}: ${lookupWords(lookup)}`,
    ...plain.map((argument) => `${names([argument])}: ${argumentWords(argument)}`),
    same.length === 0 ? "" : `${names(same)}: the ${fields} of that name`,
    ...results.map((result) => `the result ${names([result])} goes to ${pathWords(result.field)}`),
  ];
  return lines.filter((line) => line !== "");
}

function isSameName({ parameter, value }: Argument): boolean {
  return value.kind === "field" && value.field.names.join(".") === parameter.name;
}

function names(given: readonly { readonly parameter: Parameter }[]): string {
  return list(given.map(({ parameter }) => code(parameter.name)));
}

/** A constant that an enum has a name for is called by it. */
function argumentWords({ parameter: { type }, value }: Argument): string {
  const member =
    type.kind === "enum" && value.kind === "constant"
      ? type.enum.members.find((each) => each.value === value.value)
      : undefined;
  return member === undefined ? valueWords(value) : code(member.name);
}

function lookupWords(lookup: Lookup): string {
  const span = spanWords(lookup.span);
  if (lookup.kind === "id") {
    const [id, offset] = [lookup.id, lookup.offset].map(valueWords);
    return `the region whose number is ${id}, and ${offset}${span}`;
  }
  const { address, space } = lookup;
  const where = address.kind === "pci" ? pciWords(address) : valueWords(address);
  return `the claimed region at ${code(space.name)} address ${where}, and the offset in it${span}`;
}

/** How many bytes must lie in the region, unless it is one. */
function spanWords(span: Expression): string {
  const isOne = span.kind === "constant" && span.value === 1n;
  return isOne ? "" : ` (${valueWords(span)} bytes must lie in it)`;
}

function pciWords({ segment, bus, device, function: part, register }: PciAddress): string {
  const words = [
    ["segment", segment],
    ["bus", bus],
    ["device", device],
    ["function", part],
    ["register", register],
  ] as const;
  return `of ${list(words.map(([name, value]) => `${name} ${valueWords(value)}`))}`;
}

function valueWords(value: Expression): string {
  switch (value.kind) {
    case "constant":
      return number(value.value);
    case "field":
      return pathWords(value.field);
    case "log2":
      return `2 to the power of ${pathWords(value.field)}`;
    case "region":
      return "the region";
    case "offset":
      return "the offset";
    default:
      return value satisfies never;
  }
}
