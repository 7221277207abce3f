// A binding's `dispatch`: what a slot or a message says becomes a call, and its result the answer.
import type { Binding, BindingCase, FieldPath, RecordType } from "../../../model.ts";
import { compared } from "../records/leaves.ts";
import { passesUnion } from "../../calls.ts";
import { kernelDoc } from "../spell/comments.ts";
import { block, call, chain, signature } from "../spell/lines.ts";
import { constantName, recordName } from "../spell/names.ts";
import {
  hiddenWords,
  type Reader,
  requestOf,
  type Selector,
  selectorOf,
  termsOf,
  valueText,
} from "./conditions.ts";
import renderSource from "./dispatch.hbs";
import { allOnes, helperParameters, helperStatements, typeOf } from "./helpers.ts";
import { messagePlan, type Plan, slotPlan } from "./places.ts";
import { type Action, planActions, type PlannedCase, type Spaces } from "./plan.ts";

/** The head of `dispatch` with its documentation. */
export function dispatchDeclaration(binding: Binding): string {
  return `${dispatchComment(binding)}\n${dispatchHead(binding)};`;
}

/** `dispatch`, and a function per operation that it calls. */
export function emitDispatch(binding: Binding, spaces: Spaces): string {
  const plan = binding.target.kind === "slot" ? slotPlan(binding) : messagePlan(binding);
  const actions = planActions(binding, plan.reader, spaces);
  const helpers = [
    ...new Map(actions.map((action) => [action.helper.name, action.helper])).values(),
  ];
  return renderSource({
    helpers: helpers.map((helper) => ({
      head: signature("static inline int", helper.name, helperParameters(binding, helper)),
      body: block(helperStatements(helper)),
    })),
    decided: !isDirect(binding, actions),
    constants: actions.map((action) => action.constant),
    none: noneConstant(binding),
    dispatchHead: dispatchHead(binding),
    dispatchBody: block(dispatchStatements(binding, plan, actions)),
  });
}

function dispatchHead(binding: Binding): string {
  const { target } = binding;
  const first =
    target.kind === "slot"
      ? [`volatile ${recordName(target.record)} *slot`]
      : [
          `const ${recordName(target.request)} *request`,
          ...(target.reply === undefined ? [] : [`${recordName(target.reply)} *reply`]),
        ];
  return signature("int", `${binding.qualified}_dispatch`, [
    ...first,
    `const struct ${binding.interface.qualified}_ops *ops`,
    "void *self",
    "const struct hypershim_regions *regions",
  ]);
}

function dispatchComment(binding: Binding): string {
  const { target } = binding;
  const slot = target.kind === "slot";
  const record = slot ? "slot" : "request";
  const what = `Make the call of ${binding.interface.name} that a ${record} stands for.`;
  return kernelDoc({
    subject: `${binding.qualified}_dispatch()`,
    doc: `${binding.doc === "" ? what : binding.doc}\n\n${
      slot
        ? "Every field is fetched from shared memory once. " +
          (target.done === undefined
            ? "The caller completes the slot, whatever is returned but -EAGAIN and -EPROTO."
            : "Whatever goes wrong, a slot that was taken is completed: somebody waits for it.")
        : "Nothing in the request is trusted, and @reply is an answer whatever is returned."
    } A result that could not be had is all ones.`,
    members: [
      ...(slot
        ? [{ name: "slot", text: "in shared memory" }]
        : [
            { name: "request", text: "the message, in private memory" },
            ...(target.reply === undefined ? [] : [{ name: "reply", text: "filled in" }]),
          ]),
      { name: "ops", text: "the operations" },
      { name: "self", text: "handed to them" },
      { name: "regions", text: "where addresses lead" },
    ],
    returns:
      (slot
        ? `-EAGAIN when the slot is not ${target.take.from.name}, ` +
          "-EPROTO when its state is none, both without touching it; else "
        : "") +
      "0, what the operation returned, -ENOTSUP when no case fits, -EINVAL for a value that the " +
      "operation does not take, -ENXIO when no region holds the access, or -ENOSYS.",
  });
}

function dispatchStatements(
  binding: Binding,
  plan: Plan,
  actions: readonly Action[],
): readonly string[] {
  const results = resultsOf(actions);
  const isDecidedFirst = !isDirect(binding, actions);
  const usesRegions = actions.some(({ helper }) => helper.lookup !== "none");
  return [
    ...plan.declared,
    ...(isDecidedFirst ? choicesOf(actions) : []),
    ...results.map(({ variable, type }) => `${type} ${variable} = ${allOnes(type)};`),
    ...(isDecidedFirst ? [`int call = ${noneConstant(binding)};`] : []),
    "int ret;",
    "",
    ...(usesRegions ? [] : ["(void)regions;"]),
    ...plan.open,
    ...(plan.open.length === 0 ? [] : [""]),
    ...(isDecidedFirst
      ? [...choose(binding, plan, actions), "", ...performChosen(binding, plan, actions, results)]
      : performDirectly(binding, plan, actions, results)),
    ...plan.close,
    "",
    "return ret;",
  ];
}

/** Variables for the arguments that differ between the cases of an action. */
function choicesOf(actions: readonly Action[]): readonly string[] {
  const choices = actions.flatMap(({ given }) => given.filter(({ variable }) => variable));
  return [...new Map(choices.map(({ text, type }) => [text, type])).entries()].map(
    ([name, type]) => `${type} ${name} = ${type === "bool" ? "false" : "0"};`,
  );
}

/** Makes the call that was decided on. */
function performChosen(
  binding: Binding,
  plan: Plan,
  actions: readonly Action[],
  results: readonly Result[],
): readonly string[] {
  return [
    "switch (call) {",
    ...actions.flatMap((action) => [
      `case ${action.constant}:`,
      ...perform(action, results, plan).map(indent),
      "    break;",
    ]),
    ...unmatched(binding, plan, results),
    "}",
  ];
}

function noneConstant(binding: Binding): string {
  return constantName(binding, "call", "none");
}

/** What a request gets that no case fits. */
function unmatched(binding: Binding, plan: Plan, results: readonly Result[]): readonly string[] {
  return [
    "default:",
    ...results
      .filter(({ field }) => !passesUnion(answerRecord(binding), field.names))
      .flatMap(({ field, variable }) => plan.answer(field, variable).map(indent)),
    "    ret = -ENOTSUP;",
    "    break;",
  ];
}

/** Whether the selector alone decides, so that its `switch` can make the calls. */
function isDirect(binding: Binding, actions: readonly Action[]): boolean {
  const selector = selectorOf(binding);
  const values = new Set(binding.cases.flatMap(({ conditions }) => conditions.map(valueText)));
  return (
    binding.target.kind === "messages" &&
    selector !== undefined &&
    values.size === binding.cases.length &&
    binding.cases.every(({ conditions }) => conditions.length === 1) &&
    actions.every(({ cases }) => cases.length === 1)
  );
}

function selectorText(selector: Selector, reader: Reader): string {
  return reader.value?.(selector.leaf) ?? compared(selector.leaf, reader.unit(selector.leaf));
}

/** Without the parentheses that the statement has itself. */
function unparenthesised(text: string): string {
  return text.startsWith("((") || /^\(\w+ & /.test(text) ? text.slice(1, -1) : text;
}

function performDirectly(
  binding: Binding,
  plan: Plan,
  actions: readonly Action[],
  results: readonly Result[],
): readonly string[] {
  const selector = selectorOf(binding);
  const chosen =
    selector === undefined ? "0" : unparenthesised(selectorText(selector, plan.reader));
  return [
    `switch (${chosen}) {`,
    ...actions.flatMap((action) => {
      const condition = action.cases[0]?.binding.conditions[0];
      return [
        `case ${condition === undefined ? "0" : valueText(condition)}:`,
        ...perform(action, results, plan).map(indent),
        "    break;",
      ];
    }),
    ...unmatched(binding, plan, results),
    "}",
  ];
}

function answerRecord(binding: Binding): RecordType {
  const { target } = binding;
  return target.kind === "slot" ? target.record : (target.reply ?? target.request);
}

function indent(line: string): string {
  return line === "" ? "" : `    ${line.replaceAll("\n", "\n    ")}`;
}

interface Result {
  readonly variable: string;
  readonly type: string;
  readonly field: FieldPath;
  readonly name: string;
}

/** The variables that results go through, and every field that one can go to. */
function resultsOf(actions: readonly Action[]): readonly Result[] {
  const all = actions.flatMap(({ results }) => results);
  const names = new Set(all.map(({ parameter }) => `${parameter.name} ${typeOf(parameter)}`));
  const seen = new Map<string, Result>();
  for (const { parameter, field } of all) {
    const variable = names.size === 1 ? "result" : `result_${parameter.name}`;
    seen.set(
      variable,
      seen.get(variable) ?? { variable, type: typeOf(parameter), field, name: parameter.name },
    );
  }
  return [...seen.values()];
}

/** Decides which action it is; the first case that fits is taken. */
function choose(binding: Binding, plan: Plan, actions: readonly Action[]): readonly string[] {
  const record = requestOf(binding);
  const selector = selectorOf(binding);
  const find = (each: BindingCase): { action: Action; planned: PlannedCase } | undefined => {
    for (const action of actions) {
      const planned = action.cases.find((candidate) => candidate.binding === each);
      if (planned !== undefined) {
        return { action, planned };
      }
    }
    return undefined;
  };
  const branch = (cases: readonly BindingCase[], indentation: string): readonly string[] =>
    caseChain(record, plan, cases, selector, find).map((line) =>
      line === "" ? "" : indentation + line.replaceAll("\n", `\n${indentation}`),
    );
  if (selector === undefined) {
    return branch(binding.cases, "");
  }
  const groups = new Map<string, BindingCase[]>();
  for (const each of binding.cases) {
    const condition = each.conditions.find(
      ({ field }) => field.names.join(".") === selector.path.names.join("."),
    );
    const label = condition === undefined ? "" : valueText(condition);
    groups.set(label, [...(groups.get(label) ?? []), each]);
  }
  return [
    `switch (${unparenthesised(selectorText(selector, plan.reader))}) {`,
    ...[...groups.entries()].flatMap(([label, cases]) => [
      `case ${label}:`,
      ...plan.fetched(cases).map(indent),
      ...branch(cases, "    "),
      "    break;",
    ]),
    "default:",
    "    break;",
    "}",
  ];
}

function caseChain(
  record: RecordType,
  plan: Plan,
  cases: readonly BindingCase[],
  selector: Selector | undefined,
  find: (each: BindingCase) => { action: Action; planned: PlannedCase } | undefined,
): readonly string[] {
  const lines: string[] = [];
  for (const each of cases) {
    const found = find(each);
    const conditions = each.conditions.filter(
      ({ field }) =>
        selector === undefined || field.names.join(".") !== selector.path.names.join("."),
    );
    const terms = termsOf(record, conditions, plan.reader);
    const body = found === undefined ? [] : assignments(found.action, found.planned);
    const hidden = hiddenWords(conditions);
    const opened = lines.length === 0 ? "" : "} else ";
    if (terms.length === 0) {
      return lines.length === 0 ? body : [...lines, `${opened}{`, ...body.map(indent), "}"];
    }
    lines.push(
      chain(`${opened}if (`, "&&", terms, ") {"),
      ...(hidden === "" ? [] : [`    /* ${hidden} */`]),
      ...body.map(indent),
    );
  }
  return lines.length === 0 ? [] : [...lines, "}"];
}

function assignments(action: Action, planned: PlannedCase): readonly string[] {
  return [
    `call = ${action.constant};`,
    ...action.given.flatMap(({ text, variable }, index) =>
      variable ? [`${text} = ${planned.given[index] ?? "0"};`] : [],
    ),
  ];
}

/** Makes the call and puts the results where they belong. */
function perform(action: Action, results: readonly Result[], plan: Plan): readonly string[] {
  const { helper } = action;
  const variables = helper.operation.results.map(
    (parameter) => results.find(({ name }) => name === parameter.name)?.variable ?? "result",
  );
  return [
    call("", `ret = ${helper.name}`, [
      "ops",
      "self",
      ...(helper.lookup === "none" ? [] : ["regions"]),
      ...action.given.map(({ text }) => text),
      ...variables.map((variable) => `&${variable}`),
    ]),
    ...action.results.flatMap(({ parameter, field }) => {
      const variable = results.find(({ name }) => name === parameter.name)?.variable ?? "result";
      return plan.answer(field, variable);
    }),
  ];
}
