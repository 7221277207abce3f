// A binding's `dispatch`: what a slot or a message says becomes a call, and its result the answer.
import type { Binding, BindingCase, FieldPath, Parameter, RecordType, States } from "../../model.ts";
import { knownName } from "./accessors.ts";
import {
  argumentText,
  hiddenWords,
  inputName,
  pathsOf,
  planActions,
  privateReader,
  requestOf,
  selectorOf,
  termsOf,
  valueText,
  widest,
  type Action,
  type Helper,
  type PlannedCase,
  type Reader,
  type Selector,
  type Spaces,
} from "./binding-plan.ts";
import renderSource from "./bindings-source.hbs";
import { kernelDoc } from "./comments.ts";
import { countedBy, isByteCount, refusedValues, shapeOf } from "./interfaces.ts";
import {
  extract,
  fetch,
  insert,
  insertConstant,
  leafAt,
  load,
  store,
  swapped,
  valueType,
  type Leaf,
} from "./leaves.ts";
import { acquire, goesToAnother, storeAtomic } from "./shared.ts";
import { block, call, chain, enumerator, identifier, recordName, signature } from "./spelling.ts";

/** The head of `dispatch` with its documentation. */
export function dispatchDeclaration(binding: Binding): string {
  return `${dispatchComment(binding)}\n${dispatchHead(binding)};`;
}

/** `dispatch`, and a function per operation that it calls. */
export function emitDispatch(binding: Binding, spaces: Spaces): string {
  const plan = binding.target.kind === "slot" ? slotPlan(binding) : messagePlan(binding);
  const actions = planActions(binding, plan.reader, spaces);
  const helpers = [...new Map(actions.map((action) => [action.helper.name, action.helper])).values()];
  return renderSource({
    helpers: helpers.map((helper) => ({
      head: signature("static inline int", helper.name, helperParameters(binding, helper)),
      body: block(helperStatements(helper)),
    })),
    decided: !isDirect(binding, actions),
    constants: actions.map((action) => action.constant),
    none: `${binding.qualified}_call_none`.toUpperCase(),
    dispatchHead: dispatchHead(binding),
    dispatchBody: block(dispatchStatements(binding, plan, actions)),
  });
}

/** What differs between slots in shared memory and messages in private memory. */
interface Plan {
  readonly reader: Reader;
  /** Declarations and the taking of the slot. */
  readonly open: readonly string[];
  /** Declarations of what is fetched later. */
  readonly declared: readonly string[];
  /** What a case of the selector fetches before its conditions. */
  readonly fetched: (cases: readonly BindingCase[]) => readonly string[];
  /** Stores a result. */
  readonly answer: (field: FieldPath, value: string) => readonly string[];
  readonly close: readonly string[];
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
  return kernelDoc({
    subject: `${binding.qualified}_dispatch()`,
    doc: `${binding.doc === "" ? `Make the call of ${binding.interface.name} that a ${slot ? "slot" : "request"} stands for.` : binding.doc}\n\n${
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
        ? `-EAGAIN when the slot is not ${target.take.from.name}, -EPROTO when its state is none, both without touching it; else `
        : "") +
      "0, what the operation returned, -ENOTSUP when no case fits, -EINVAL for a value that the operation " +
      "does not take, -ENXIO when no region holds the access, or -ENOSYS.",
  });
}

// The helpers: one call, checked.

function helperParameters(binding: Binding, helper: Helper): readonly string[] {
  return [
    `const struct ${binding.interface.qualified}_ops *ops`,
    "void *self",
    ...(helper.lookup === "none" ? [] : ["const struct hypershim_regions *regions"]),
    ...helper.inputs.map((input) => `${input.type} ${input.name}`),
    ...helper.operation.results.map((result) => `${typeOf(result)} *${inputName(result)}`),
  ];
}

function typeOf(parameter: Parameter): string {
  const shape = shapeOf(parameter.type);
  if (shape.kind !== "number") {
    throw new Error(`${parameter.name}: only numbers can be bound to fields`);
  }
  return shape.type;
}

function helperStatements(helper: Helper): readonly string[] {
  const { operation, lookup } = helper;
  const member = `ops->${identifier(operation.name)}`;
  const counted = countedBy(operation);
  const results = operation.results;
  const declarations = [
    ...(lookup === "none" ? [] : ["const struct hypershim_region *region;"]),
    ...(lookup === "address" ? ["uint64_t offset;"] : []),
    ...helper.inputs.flatMap(({ exponent, parameter }) =>
      exponent && parameter !== undefined ? [`${typeOf(parameter)} ${inputName(parameter)};`] : [],
    ),
    ...results.map((result) => `${typeOf(result)} got_${result.name} = ${isBool(result) ? "false" : "0"};`),
    ...(results.length === 0 ? [] : ["int ret;"]),
  ];
  const checks = helper.inputs.flatMap((input) => inputChecks(input, counted));
  const known = results
    .filter((result) => result.bytes !== undefined && counted !== undefined)
    .map((result) => `*${inputName(result)} = ${lowBytes(helper, allOnes(typeOf(result)), counted)};`);
  const given = operation.parameters.map((parameter) => helperArgument(helper, parameter, counted));
  const invocation = ["self", ...given, ...results.map((result) => `&got_${result.name}`)];
  return [
    ...declarations,
    ...(declarations.length === 0 ? [] : [""]),
    ...checks,
    ...known,
    ...lookupStatements(helper),
    `if (${member} == NULL)`,
    "    return -ENOSYS;",
    ...(results.length === 0
      ? [call("", `return ${member}`, invocation)]
      : [
          call("", `ret = ${member}`, invocation),
          ...(results.length === 1 ? ["if (ret == 0)"] : ["if (ret == 0) {"]),
          ...results.map((result) =>
            result.bytes !== undefined && counted !== undefined
              ? `    *${inputName(result)} &= got_${result.name};`
              : `    *${inputName(result)} = got_${result.name};`,
          ),
          ...(results.length === 1 ? [] : ["}"]),
          "",
          "return ret;",
        ]),
  ];
}

function isBool(parameter: Parameter): boolean {
  return parameter.type.kind === "bool";
}

/** From the raw value to the parameter, or -EINVAL. */
function inputChecks(input: Helper["inputs"][number], counted: Parameter | undefined): readonly string[] {
  const { parameter } = input;
  if (parameter === undefined) {
    return [];
  }
  const shape = shapeOf(parameter.type);
  if (shape.kind !== "number") {
    return [];
  }
  const name = inputName(parameter);
  const refused = refusedValues(parameter, name);
  const isCount = counted?.name === parameter.name && !isByteCount(parameter);
  const after = [
    ...(refused === undefined ? [] : [chain("if (", "&&", refused.split(" && "), ")"), "    return -EINVAL;"]),
    ...(isCount ? [`if (${name} < 1 || ${name} > 8)`, "    return -EINVAL;"] : []),
  ];
  if (input.exponent) {
    const limit = shape.bits - (shape.signed ? 1 : 0);
    const wide = shape.bits === 64 ? "UINT64_C(1)" : "1u";
    return [
      `if (${input.name} >= ${limit})`,
      "    return -EINVAL;",
      `${name} = (${shape.type})(${wide} << ${input.name});`,
      ...after,
    ];
  }
  return [...(refused === undefined && !isCount ? rangeCheck(input.type, shape, name) : []), ...after];
}

function rangeCheck(
  raw: string,
  shape: Extract<ReturnType<typeof shapeOf>, { kind: "number" }>,
  name: string,
): readonly string[] {
  if (raw === "bool" || shape.bool) {
    return [];
  }
  const bits = Number(/\d+/.exec(raw)?.[0]);
  const signed = raw.startsWith("int");
  const terms: string[] = [];
  if (bits - (signed ? 1 : 0) > shape.bits - (shape.signed ? 1 : 0)) {
    terms.push(`${name} > ${shape.signed ? "INT" : "UINT"}${shape.bits}_MAX`);
  }
  if (signed && !shape.signed) {
    terms.unshift(`${name} < 0`);
  } else if (signed && bits > shape.bits) {
    terms.unshift(`${name} < INT${shape.bits}_MIN`);
  }
  return terms.length === 0 ? [] : [`if (${terms.join(" || ")})`, "    return -EINVAL;"];
}

/** The bytes of a number that count; their number has been checked. */
function lowBytes(helper: Helper, value: string, counted: Parameter | undefined): string {
  if (counted === undefined) {
    return value;
  }
  const input = helper.inputs.find(({ parameter }) => parameter?.name === counted.name);
  const cast = input?.type.includes("64") === true && !input.exponent ? `(${typeOf(counted)})` : "";
  return `hypershim_low_bytes(${value}, ${cast}${inputName(counted)})`;
}

function lookupStatements(helper: Helper): readonly string[] {
  const size = helper.operation.parameters.find((parameter) => parameter.name === "size");
  const span = size === undefined ? "1" : inputName(size);
  if (helper.lookup === "none") {
    return [];
  }
  return [
    helper.lookup === "address"
      ? call("", "region = hypershim_region_at", ["regions", "space", "address", span, "&offset"])
      : call("", "region = hypershim_region_of", ["regions", "id", "offset", span]),
    "if (region == NULL)",
    "    return -ENXIO;",
  ];
}

function helperArgument(helper: Helper, parameter: Parameter, counted: Parameter | undefined): string {
  const input = helper.inputs.find((candidate) => candidate.parameter?.name === parameter.name);
  if (input === undefined) {
    return helper.lookup !== "none" && parameter.name === "region" ? "region->id" : "offset";
  }
  const name = inputName(parameter);
  if (parameter.bytes !== undefined && counted !== undefined) {
    return lowBytes(helper, name, counted);
  }
  const type = typeOf(parameter);
  if (type === "bool") {
    return input.type === "bool" ? name : `${name} != 0`;
  }
  return input.exponent || input.type === type ? name : `(${type})${name}`;
}

// Where a call's arguments come from and its results go.

function messagePlan(binding: Binding): Plan {
  const { target } = binding;
  const reply = target.kind === "messages" ? target.reply : undefined;
  return {
    reader: privateReader(requestOf(binding), "request"),
    open: reply === undefined ? [] : [`${reply.qualified}_init(reply);`],
    declared: [],
    fetched: () => [],
    answer: (field, value) => (reply === undefined ? [] : [storePrivate("reply", leafAt(reply, field.names), value)]),
    close: [],
  };
}

function storePrivate(pointer: string, leaf: Leaf, value: string): string {
  const place = `${pointer}->${leaf.path}`;
  return store(leaf.storage, place, insert(leaf, load(leaf.storage, place), converted(leaf, value)));
}

/** A value as the type of the field that takes it. */
function converted(leaf: Leaf, value: string): string {
  return leaf.bool || leaf.storage.bits === 64 ? value : `(${valueType(leaf)})${value}`;
}

function slotPlan(binding: Binding): Plan {
  const { target } = binding;
  if (target.kind !== "slot") {
    throw new Error("a slot is wanted");
  }
  const { record, states, take, done } = target;
  const state = leafAt(record, [states.field]);
  const stateName = state.part === undefined ? "state" : identifier(lastName(state.path));
  const locals = localsOf(binding, state, stateName);
  const early = locals.filter((local) => !local.late);
  const type = `uint${state.storage.bits}_t`;
  const taken = take.to;
  const order = (from: string, to: string): string =>
    releases(states, from, to) ? "__ATOMIC_RELEASE" : "__ATOMIC_RELAXED";
  return {
    reader: {
      unit: (leaf) => (leaf.path === state.path ? stateName : (locals.find(({ path }) => path === leaf.path)?.name ?? "")),
    },
    open: [
      `${type} ${stateName} = ${acquire(record, state, "slot")};`,
      "\u0001",
      ...refuseState(states, state, stateName, take.from),
      ...(taken === undefined
        ? []
        : [
            `${stateName} = ${insertConstant(state, stateName, enumerator(states.enum, taken))};`,
            storeAtomic(record, state, "slot", stateName, order(take.from.name, taken.name)),
          ]),
      "",
      ...(early.length === 0 ? [] : ["/* The slot is shared: fetch each field once, and trust only the copy. */"]),
      ...early.map((local) => `const ${local.type} ${local.name} = ${fetch(local.leaf.storage, `slot->${local.path}`)};`),
    ],
    declared: [...new Map(locals.filter(({ late }) => late).map(({ name, type: held }) => [name, `${held} ${name} = 0;`])).values()],
    fetched: (cases) => {
      const wanted = new Set(cases.flatMap(pathsOf).map((path) => leafAt(record, path.names).path));
      return locals
        .filter((local) => local.late && wanted.has(local.path))
        .map((local) => `${local.name} = ${fetch(local.leaf.storage, `slot->${local.path}`)};`);
    },
    answer: (field, value) => answerSlot(leafAt(record, field.names), value, state, stateName, locals),
    close:
      done === undefined
        ? []
        : [
            "",
            `${stateName} = ${insertConstant(state, stateName, enumerator(states.enum, done.to))};`,
            storeAtomic(record, state, "slot", stateName, order(done.from.name, done.to.name)),
          ],
  };
}

function releases(states: States, from: string, to: string): boolean {
  const transition = states.transitions.find((each) => each.from.name === from && each.to.name === to);
  return transition === undefined || goesToAnother(states, transition);
}

function refuseState(states: States, leaf: Leaf, unit: string, wanted: { readonly name: string }): readonly string[] {
  const value = extract(leaf, unit);
  const known = `${knownName(states.enum)}(${value})`;
  return [
    `if (${leaf.part === undefined ? value : `(${value})`} != ${enumerator(states.enum, wanted)})`,
    `    return ${known} ? -EAGAIN : -EPROTO;`,
  ];
}

/** A variable of `dispatch` that holds what one place of the slot held. */
interface Local {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly leaf: Leaf;
  /** In a union: fetched only where its member is the right one. */
  readonly late: boolean;
}

const dispatchNames = ["slot", "ops", "self", "regions", "ret", "call", "space", "result"];

function localsOf(binding: Binding, state: Leaf, stateName: string): readonly Local[] {
  const record = requestOf(binding);
  const selector = selectorOf(binding);
  const found = new Map<string, { leaf: Leaf; names: readonly string[]; late: boolean }>();
  for (const { names } of binding.cases.flatMap(pathsOf)) {
    const leaf = leafAt(record, names);
    if (leaf.path !== state.path && !found.has(leaf.path)) {
      found.set(leaf.path, { leaf, names, late: selector !== undefined && passesUnion(record, names) });
    }
  }
  const places = [...found.entries()];
  const base = (path: string): string => identifier(lastName(path));
  const taken = (name: string, path: string): boolean =>
    name === stateName ||
    dispatchNames.includes(name) ||
    places.some(([other, { late }]) => other !== path && !late && base(other) === name);
  return places.map(([path, { leaf, late }]) => {
    const name = taken(base(path), path) ? `${path.replaceAll(".", "_")}_` : base(path);
    const sharing = late ? places.filter(([other, each]) => each.late && base(other) === base(path)) : [];
    return { name, path, leaf, late, type: widest([storageType(leaf), ...sharing.map(([, each]) => storageType(each.leaf))]) };
  });
}

function storageType(leaf: Leaf): string {
  return `${leaf.storage.signed && leaf.part === undefined ? "int" : "uint"}${leaf.storage.bits}_t`;
}

function lastName(path: string): string {
  return path.split(".").at(-1) ?? path;
}

/** Whether a union is on the way, whose members share their bytes. */
function passesUnion(record: RecordType, names: readonly string[]): boolean {
  let current: RecordType | undefined = record;
  for (const name of names) {
    if (current?.union === true) {
      return true;
    }
    const type: RecordType["fields"][number]["type"] | undefined = current?.fields.find(
      (field) => field.name === name,
    )?.type;
    current = type?.kind === "record" ? type.record : undefined;
  }
  return false;
}

function answerSlot(
  leaf: Leaf,
  value: string,
  state: Leaf,
  stateName: string,
  locals: readonly Local[],
): readonly string[] {
  const place = leaf.path;
  if (leaf.part === undefined) {
    return [`slot->${place} = ${swappedValue(leaf, converted(leaf, value))};`];
  }
  if (leaf.path === state.path) {
    return [`${stateName} = ${insert(leaf, stateName, converted(leaf, value))};`];
  }
  const local = locals.find(({ path }) => path === leaf.path);
  const unit = local?.name ?? fetch(leaf.storage, `slot->${place}`);
  return [`slot->${place} = ${swapped(insert(leaf, unit, converted(leaf, value)), leaf.storage)};`];
}

function swappedValue(leaf: Leaf, value: string): string {
  const signed = leaf.signed && leaf.storage.bits > 8 && leaf.storage.order !== "host";
  const { bits } = leaf.storage;
  return signed ? `(int${bits}_t)${swapped(`(uint${bits}_t)${value}`, leaf.storage)}` : swapped(value, leaf.storage);
}

// The function itself.

function dispatchStatements(binding: Binding, plan: Plan, actions: readonly Action[]): readonly string[] {
  const record = requestOf(binding);
  const results = resultsOf(actions);
  const none = `${binding.qualified}_call_none`.toUpperCase();
  const choices = [...new Map(actions.flatMap(({ given }) => given.filter(({ variable }) => variable).map((each) => [each.text, each.type] as const))).entries()];
  const declarations = [
    ...plan.declared,
    ...choices.map(([name, type]) => `${type} ${name} = ${type === "bool" ? "false" : "0"};`),
    ...results.map(({ variable, type }) => `${type} ${variable} = ${allOnes(type)};`),
    `int call = ${none};`,
    "int ret;",
  ];
  const [first = "", ...opening] = plan.open.includes("\u0001") ? plan.open : ["", ...plan.open];
  if (isDirect(binding, actions)) {
    return [
      ...results.map(({ variable, type }) => `${type} ${variable} = ${allOnes(type)};`),
      "int ret;",
      "",
      ...(actions.some(({ helper }) => helper.lookup !== "none") ? [] : ["(void)regions;"]),
      ...plan.open,
      ...(plan.open.length === 0 ? [] : [""]),
      ...performDirectly(binding, plan, actions, results),
      "",
      "return ret;",
    ];
  }
  const usesRegions = actions.some(({ helper }) => helper.lookup !== "none");
  return [
    ...(first === "" ? [] : [first]),
    ...declarations,
    "",
    ...(usesRegions ? [] : ["(void)regions;"]),
    ...opening.filter((line) => line !== "\u0001"),
    ...(opening.length === 0 ? [] : [""]),
    ...choose(record, binding, plan, actions),
    "",
    "switch (call) {",
    ...actions.flatMap((action) => [
      `case ${action.constant}:`,
      ...perform(action, results, plan).map((line) => (line === "" ? "" : indent(line))),
      "    break;",
    ]),
    ...unmatched(binding, plan, results),
    "}",
    ...plan.close,
    "",
    "return ret;",
  ];
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

function performDirectly(
  binding: Binding,
  plan: Plan,
  actions: readonly Action[],
  results: readonly Result[],
): readonly string[] {
  const selector = selectorOf(binding);
  return [
    `switch (${selector === undefined ? "0" : argumentText(selector.leaf, plan.reader)}) {`,
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
  return `    ${line.replaceAll("\n", "\n    ")}`;
}

function allOnes(type: string): string {
  return type === "bool" ? "true" : type.startsWith("int") ? "-1" : `UINT${/\d+/.exec(type)?.[0] ?? ""}_MAX`;
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
    seen.set(variable, seen.get(variable) ?? { variable, type: typeOf(parameter), field, name: parameter.name });
  }
  return [...seen.values()];
}

/** Decides which action it is; the first case that fits is taken. */
function choose(record: RecordType, binding: Binding, plan: Plan, actions: readonly Action[]): readonly string[] {
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
    caseChain(record, plan, cases, selector, find).map((line) => (line === "" ? "" : indentation + line.replaceAll("\n", `\n${indentation}`)));
  if (selector === undefined) {
    return branch(binding.cases, "");
  }
  const groups = new Map<string, BindingCase[]>();
  for (const each of binding.cases) {
    const condition = each.conditions.find(({ field }) => field.names.join(".") === selector.path.names.join("."));
    const label = condition === undefined ? "" : valueText(condition);
    groups.set(label, [...(groups.get(label) ?? []), each]);
  }
  return [
    `switch (${argumentText(selector.leaf, plan.reader)}) {`,
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
      ({ field }) => selector === undefined || field.names.join(".") !== selector.path.names.join("."),
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
