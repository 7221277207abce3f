// What names stand for: the declarations of every module, and how a name is looked up.

import type {
  ConstantNode, Declaration, DeviceNode, EnumMemberNode, EnumNode, InterfaceNode, MessagesNode,
  ModuleNode, Name, Path, RegistersNode, RingNode, Span, StructNode,
} from "./ast.ts";
import { diagnostic, type Report, suggest } from "./diagnostics.ts";
import type { OperationDraft, RecordDraft } from "./draft.ts";
import type { RegistersDraft } from "./registers.ts";
import type { Device, Enum, Interface, Protocol, Registers } from "../model.ts";

/** One module: its own names, and the modules whose names it sees. */
export interface Scope {
  readonly node: ModuleNode;
  readonly name: string;
  /** What targets put before its names. */
  readonly prefix: string;
  readonly imports: Scope[];
  readonly names: Map<string, Entity>;
  /** Declarations of which the parser has left something out. */
  readonly damaged: ReadonlySet<Declaration>;
  /** Names that are not known may be declared where nobody could read them. */
  open: boolean;
  /** Every record of the module, those without a name of their own too. */
  readonly drafts: RecordDraft[];
  /** What the module lacks and was told so already. */
  readonly missing: Set<string>;
  readonly report: Report;
  /** Names by the kinds asked for, collected when somebody first misspells one. */
  readonly visible: Map<string, readonly string[]>;
}

/**
 * Something with a number: a constant, or an enum's member. `null` means that its value is wrong.
 */
export interface Valued {
  readonly node: ConstantNode | EnumMemberNode;
  readonly scope: Scope;
  value: bigint | null | undefined;
  busy: boolean;
}

/** A member of an enum, as a thing with a number. */
export interface ValuedMember extends Valued {
  readonly node: EnumMemberNode;
}

/** A `const`. */
export interface ConstantEntity {
  readonly kind: "constant";
  readonly name: Name;
  readonly scope: Scope;
  readonly node: ConstantNode;
  readonly valued: Valued;
}
/** An enum or flags; the model is absent when the storage is none. */
export interface EnumEntity {
  readonly kind: "enum";
  readonly name: Name;
  readonly scope: Scope;
  readonly node: EnumNode;
  readonly members: ReadonlyMap<string, ValuedMember>;
  model?: Enum;
}
/** A struct, a union, a ring, or a record that an operation stands for. */
export interface RecordEntity {
  readonly kind: "record";
  readonly name: Name;
  readonly scope: Scope;
  /** Absent for records derived from operations. */
  readonly node?: StructNode | RingNode;
  draft?: RecordDraft;
}
/** A register map. */
export interface RegistersEntity {
  readonly kind: "registers";
  readonly name: Name;
  readonly scope: Scope;
  readonly node: RegistersNode;
  lowered?: RegistersDraft;
  model?: Registers;
}
/** A `messages` declaration. */
export interface ProtocolEntity {
  readonly kind: "messages";
  readonly name: Name;
  readonly scope: Scope;
  readonly node: MessagesNode;
  model?: Protocol;
}
/** An interface; its operations are looked up before layout, its model is made after. */
export interface InterfaceEntity {
  readonly kind: "interface";
  readonly name: Name;
  readonly scope: Scope;
  readonly node: InterfaceNode;
  operations?: readonly OperationDraft[];
  model?: Interface;
}
/** A device. */
export interface DeviceEntity {
  readonly kind: "device";
  readonly name: Name;
  readonly scope: Scope;
  readonly node: DeviceNode;
  model?: Device;
}

/** What a name of a module may stand for. */
export type Entity =
  | ConstantEntity | EnumEntity | RecordEntity | RegistersEntity | ProtocolEntity | InterfaceEntity
  | DeviceEntity;

const entitiesOfEnums = new WeakMap<Enum, EnumEntity>();

/** Lets an enum's declaration be found from its model. */
export function rememberEnum(model: Enum, entity: EnumEntity): void {
  entitiesOfEnums.set(model, entity);
}

/** The declaration of an enum. */
export function enumEntityOf(model: Enum): EnumEntity | undefined {
  return entitiesOfEnums.get(model);
}

/** How messages call the kinds. */
const kindWords: Readonly<Record<Entity["kind"], string>> = {
  constant: "a constant",
  enum: "an enum",
  record: "a record",
  registers: "a register map",
  messages: "a protocol",
  interface: "an interface",
  device: "a device",
};

/** The imported module, or the module itself, of a name. */
export function findModule(scope: Scope, name: string): Scope | undefined {
  return scope.name === name ? scope : scope.imports.find((module) => module.name === name);
}

/** What a plain name stands for: a declaration of its own module goes before imported ones. */
export function findPlain(scope: Scope, name: Name): Entity | undefined {
  const own = scope.names.get(name.text);
  if (own !== undefined) {
    return own;
  }
  let found: Entity | undefined;
  for (const module of scope.imports) {
    const entity = module.names.get(name.text);
    if (found !== undefined && entity !== undefined) {
      scope.report(
        diagnostic("ambiguous-name", name.span, {
          name: name.text, first: found.scope.name, second: module.name,
        }, {
          notes: [found, entity].map(({ name: at }) => ({ span: at.span, text: "declared here" })),
          suggestion: `write \`${found.scope.name}.${name.text}\``,
        }),
      );
      return found;
    }
    found ??= entity;
  }
  return found;
}

/** The first declaration that a path leads to, and the names after it. Reports nothing. */
export function findLeading(
  scope: Scope,
  path: Path,
): { readonly entity: Entity; readonly rest: readonly Name[] } | undefined {
  const [first, second, ...others] = path.names;
  if (first === undefined) {
    return undefined;
  }
  const member = second && findModule(scope, first.text)?.names.get(second.text);
  if (member !== undefined) {
    return { entity: member, rest: others };
  }
  const entity = findPlain(scope, first);
  return entity && { entity, rest: path.names.slice(1) };
}

/** A path as it is written. */
export function pathText(path: Path): string {
  return path.names.map((name) => name.text).join(".");
}

/** Names that a module sees and that stand for one of some kinds. */
export function visibleNames(scope: Scope, kinds: readonly Entity["kind"][]): readonly string[] {
  const key = kinds.join();
  let names = scope.visible.get(key);
  if (names === undefined) {
    names = [scope, ...scope.imports].flatMap((module) =>
      [...module.names.values()]
        .filter((entity) => kinds.includes(entity.kind))
        .map((entity) => entity.name.text),
    );
    scope.visible.set(key, names);
  }
  return names;
}

/** The declaration of one kind that a path names; reports what is wrong with it. */
export function lookUp<Kind extends Entity["kind"]>(
  scope: Scope,
  path: Path,
  kind: Kind,
): Extract<Entity, { kind: Kind }> | undefined {
  const found = findLeading(scope, path);
  const text = pathText(path);
  if (found === undefined || found.rest.length > 0) {
    const last = path.names.at(-1)?.text ?? text;
    scope.report(
      diagnostic("unknown-name", path.span, {
        name: text, kind: kindWords[kind].replace(/^an? /, ""),
      }, {
        suggestion: suggest(last, visibleNames(scope, [kind])),
      }),
    );
    return undefined;
  }
  if (!isKind(found.entity, kind)) {
    reportKind(scope, path.span, found.entity, kindWords[kind]);
    return undefined;
  }
  return found.entity;
}

/** Reports that a name stands for something else than is needed here. */
export function reportKind(scope: Scope, span: Span, entity: Entity, expected: string): void {
  scope.report(
    diagnostic("wrong-kind", span, {
      name: entity.name.text, actual: kindWords[entity.kind], expected,
    }, { notes: [{ span: entity.name.span, text: "declared here" }] }),
  );
}

function isKind<Kind extends Entity["kind"]>(
  entity: Entity,
  kind: Kind,
): entity is Extract<Entity, { kind: Kind }> {
  return entity.kind === kind;
}
