// The one contract between the compiler and the emitters: resolved, laid out and checked. Types only.

/** Everything that was compiled, imports before their importers. */
export interface Model {
  readonly modules: readonly Module[];
}

/** One spec file. Names are as written; `words.ts` says how targets spell them. */
export interface Module {
  readonly name: string;
  /** What `qualify` puts before the names: the module's name, or its `@prefix`. */
  readonly prefix: string;
  readonly doc: string;
  /** Path of the spec relative to where the tool was started, or to its root folder; always with `/`. */
  readonly path: string;
  /** Names of the modules it imports, in order. */
  readonly imports: readonly string[];
  readonly constants: readonly ConstantDeclaration[];
  readonly enums: readonly Enum[];
  /** Written, anonymous and derived records, each after those it contains. */
  readonly records: readonly RecordType[];
  readonly registers: readonly Registers[];
  readonly protocols: readonly Protocol[];
  readonly interfaces: readonly Interface[];
  readonly bindings: readonly Binding[];
  readonly devices: readonly Device[];
  readonly examples: readonly Example[];
}

/** What every declaration and member carries. */
export interface Documented {
  readonly name: string;
  /** The words of its `///` comments; lines joined by "\n", may be empty. */
  readonly doc: string;
  readonly since?: string;
  /** The reason given in `@deprecated`. */
  readonly deprecated?: string;
}

/** A declaration: knows its module and its qualified name (`qualify(prefix, name)`, snake_case). */
export interface Declared extends Documented {
  readonly module: string;
  readonly qualified: string;
}

export interface ConstantDeclaration extends Declared {
  readonly value: bigint;
  /** Written in hexadecimal, or as bits. */
  readonly hex?: boolean;
}

export interface Enum extends Declared {
  readonly flags: boolean;
  /** Unknown values are decoding errors. */
  readonly closed: boolean;
  readonly bits: number;
  readonly signed: boolean;
  readonly members: readonly EnumMember[];
  readonly header?: string;
  readonly cType?: string;
}
export interface EnumMember extends Documented {
  readonly value: bigint;
  /** Written in hexadecimal, or as bits. */
  readonly hex?: boolean;
  /** `@alias`: a member declared earlier may have the same value. */
  readonly alias?: boolean;
}

/** A run of bytes with a fixed layout: a struct, a union, a slot, a page, a message. */
export interface RecordType extends Declared {
  /** In bytes; without the flexible array's elements. */
  readonly size: number;
  readonly align: number;
  readonly packed: boolean;
  /** Another party can write it while we read it. */
  readonly shared: boolean;
  /** A union: every field is at offset 0. */
  readonly union: boolean;
  /** For tagged unions: the field of the enclosing record that selects the member. */
  readonly tag?: Tag;
  /** Of an anonymous nested record or a named `bits` group: the record and the field that it is the type of. */
  readonly anonymousIn?: { readonly record: string; readonly field: string };
  /** Derived from an operation rather than written. */
  readonly derived?: DerivedFrom;
  /** Byte-addressed fields and parts of `bits` units, reserved ones too, in order of offset. */
  readonly fields: readonly Field[];
  /** The integers that hold bit fields, in order of offset. */
  readonly units: readonly BitUnit[];
  readonly states: readonly States[];
  readonly ring?: Ring;
  readonly header?: string;
  readonly cType?: string;
}

export interface DerivedFrom {
  readonly interface: string;
  readonly operation: string;
  readonly part: "request" | "reply";
}

/** Which member of a tagged union is valid, by the value of the tag field of the enclosing record. */
export interface Tag {
  readonly field: string;
  readonly enum: Enum;
  /** Union member → the tag's values that select it. */
  readonly members: readonly { readonly field: string; readonly values: readonly EnumMember[] }[];
}

export type ByteOrder = "little" | "big" | "host";

/** An integer in memory. `order` has no meaning for one byte (it is "little" then). */
export interface IntegerType {
  readonly kind: "integer";
  /** 8, 16, 32, 64; for parts of a unit any width from 1 to 64. */
  readonly bits: number;
  readonly signed: boolean;
  readonly order: ByteOrder;
  /** `@number`: a 64-bit value that fits a JavaScript number. */
  readonly number: boolean;
}
export interface BoolType {
  readonly kind: "bool";
}
export interface EnumType {
  readonly kind: "enum";
  readonly enum: Enum;
  /** How it is stored. */
  readonly integer: IntegerType;
}
export interface RecordReference {
  readonly kind: "record";
  readonly record: RecordType;
}
export interface ArrayType {
  readonly kind: "array";
  readonly element: Type;
  readonly length: ArrayLength;
  /** Of one element, in bytes. */
  readonly stride: number;
}
export type ArrayLength =
  | { readonly kind: "fixed"; readonly count: number }
  /** Flexible: the count is in an earlier field of the record. */
  | { readonly kind: "field"; readonly field: string; readonly max?: number }
  /** Flexible: all that is left of the buffer. */
  | { readonly kind: "rest"; readonly max?: number };
/** Travels beside the bytes; only parameters and results have it. */
export interface HandleType {
  readonly kind: "handle";
  /** `memory`, `event`, …: the spec's own word. */
  readonly of: string;
}

/** What a record's field may have as its type. */
export type Type = IntegerType | BoolType | EnumType | RecordReference | ArrayType;

export interface Field extends Documented {
  readonly type: Type;
  /** In bytes from the start of the record. For parts of a unit: the unit's offset. */
  readonly offset: number;
  /** Of the field, or of its unit; 0 for a flexible array. */
  readonly size: number;
  /** Set when the field is only part of the integer at `offset`: bits counted from the integer's least significant. */
  readonly bits?: { readonly unit: string; readonly shift: number; readonly width: number };
  /** Padding: written as zero, ignored when read. Its name is the spec's, or `reserved`, `reserved0`, `reserved1`, … */
  readonly reserved: boolean;
  /** The only value it may have. */
  readonly fixed?: bigint;
  /** Its fixed value is written in hexadecimal, or as bits. */
  readonly hex?: boolean;
  /** It holds the length of that flexible array of the same record. */
  readonly lengthOf?: string;
  /** Member name in the C header where it differs. */
  readonly cName?: string;
}

/** The integer that holds bit fields. */
export interface BitUnit {
  /** `bits`, or `bits0`, `bits1`, … where a record has several; for a named group's record: `value`. */
  readonly name: string;
  readonly offset: number;
  readonly integer: IntegerType;
}

/** Who may move a field from what to what. */
export interface States {
  readonly field: string;
  readonly enum: Enum;
  readonly doc: string;
  readonly initial: EnumMember;
  /** `* -> x` is expanded; order as written. */
  readonly transitions: readonly Transition[];
}
export interface Transition {
  readonly from: EnumMember;
  readonly to: EnumMember;
  readonly party: string;
  readonly doc: string;
  /** It was written `* -> to`. */
  readonly fromAny: boolean;
}

/** The record is a ring of slots. */
export interface Ring {
  /** The field that is the array of slots. */
  readonly slots: string;
  readonly slot: Type;
  /** Absent: not in the record; operations take it as an argument. */
  readonly capacity?: number;
  readonly mode: "free_running" | "masked";
  /** The party that may subtract multiples of the capacity from both indices. */
  readonly foldedBy?: string;
  /** Absent: that side's index is private, not in the record. */
  readonly producer?: RingIndex;
  readonly consumer?: RingIndex;
}
export interface RingIndex {
  readonly field: string;
  readonly party: string;
}

/** A device's register map. */
export interface Registers extends Declared {
  readonly size: number;
  readonly registers: readonly Register[];
}
export interface Register extends Documented {
  readonly offset: number;
  /** Of one register (the whole area for `area`). */
  readonly size: number;
  readonly access: "ro" | "wo" | "rw";
  readonly shape:
    | { readonly kind: "value"; readonly type: IntegerType | EnumType }
    /** The record of its bit ranges: one unit named `value`. */
    | { readonly kind: "bits"; readonly record: RecordType }
    /** A 64-bit register reached as two 32-bit halves, low first. */
    | { readonly kind: "halves"; readonly type: IntegerType | EnumType }
    /** A run of bytes: callbacks get (offset, size). */
    | { readonly kind: "area" }
    | { readonly kind: "array"; readonly type: IntegerType | EnumType; readonly count: number; readonly stride: number };
  /** Allowed access widths in bytes. */
  readonly widths: readonly number[];
  /** The decoder answers reads with it by itself. */
  readonly fixed?: bigint;
  /** Its fixed value is written in hexadecimal, or as bits. */
  readonly hex?: boolean;
}

/** A framed protocol. */
export interface Protocol extends Declared {
  readonly carrier: "stream" | "datagram" | "queue";
  readonly header?: Header;
  /** With a header: one per code. Without: exactly one, whose name is the protocol's and whose code is 0. */
  readonly messages: readonly Message[];
}
export interface Header {
  readonly record: RecordType;
  readonly code: FieldPath;
  /** Absent: the carrier keeps message boundaries. */
  readonly length?: { readonly field: FieldPath; readonly includesHeader: boolean };
  readonly id: readonly FieldPath[];
  readonly isReply?: Condition;
  readonly error?: { readonly condition: Condition; readonly code?: FieldPath };
  readonly where: readonly Condition[];
}
export interface Message extends Documented {
  readonly code: bigint;
  /** The code is written in hexadecimal, or as bits. */
  readonly hex?: boolean;
  readonly request: Body;
  readonly reply?: Reply;
}
export interface Body {
  readonly record?: RecordType;
  readonly descriptors: { readonly min: number; readonly max: number };
}
export interface Reply {
  readonly body: Body;
  /** On the header (or on the request, if there is no header); absent: always answered. */
  readonly when?: Condition;
}

/** A field, reached through nested records; the sum of the offsets is `offset`. */
export interface FieldPath {
  readonly names: readonly string[];
  /** From the start of the outermost record (for bit fields: of the unit). */
  readonly offset: number;
  readonly field: Field;
}
/** `field == value` or `field != value`. */
export interface Condition {
  readonly field: FieldPath;
  readonly negated: boolean;
  readonly value: bigint;
  /** The value is written in hexadecimal, or as bits. */
  readonly hex?: boolean;
  /** The member or constant it was written with. */
  readonly spelling?: string;
}

/** Numbered operations. */
export interface Interface extends Declared {
  readonly operations: readonly Operation[];
}
export interface Operation extends Documented {
  readonly number: number;
  readonly oneway: boolean;
  readonly parameters: readonly Parameter[];
  readonly results: readonly Parameter[];
  /** The enum of its error numbers; absent: any error is only "it failed". */
  readonly error?: Enum;
  /** Body of the request message. */
  readonly request: RecordType;
  /** Body of the reply message, `status` first; absent for one-way operations. */
  readonly reply?: RecordType;
}
export interface Parameter extends Documented {
  readonly type: Type | HandleType;
  /** Only these values are accepted; empty: all. */
  readonly allowed: readonly bigint[];
  /** Only the low bytes count; the number of bytes is in that parameter. */
  readonly bytes?: string;
}

/** How a record or a message stands for calls of an interface. */
export interface Binding extends Declared {
  readonly interface: Interface;
  readonly target:
    | {
        readonly kind: "slot";
        readonly record: RecordType;
        /** The page and its array of slots. */
        readonly page: RecordType;
        readonly slots: string;
        /** What indexes the slots, e.g. `vcpu`. */
        readonly index: string;
        /** The states of the slot that `take` and `done` move. */
        readonly states: States;
        readonly take: { readonly from: EnumMember; readonly to?: EnumMember };
        readonly done?: { readonly from: EnumMember; readonly to: EnumMember };
      }
    | { readonly kind: "messages"; readonly protocol: Protocol; readonly request: RecordType; readonly reply?: RecordType };
  /** Tried in order; the first whose conditions all hold is called. */
  readonly cases: readonly BindingCase[];
}
export interface BindingCase {
  readonly operation: Operation;
  readonly doc: string;
  readonly conditions: readonly Condition[];
  /** For every parameter, in the operation's order. `region` and `offset` of one lookup both refer to `lookup`. */
  readonly arguments: readonly Argument[];
  /** Where the region and the offset come from, if the operation has them. */
  readonly lookup?: Lookup;
  /** For every result: where it is put (in the slot, or in the reply). */
  readonly results: readonly { readonly parameter: Parameter; readonly field: FieldPath }[];
}
export type Argument = { readonly parameter: Parameter; readonly value: Expression };
export type Expression =
  | { readonly kind: "constant"; readonly value: bigint }
  | { readonly kind: "field"; readonly field: FieldPath }
  /** 1 << field. */
  | { readonly kind: "log2"; readonly field: FieldPath }
  /** The region's number, or the offset in it, from the case's lookup. */
  | { readonly kind: "region" }
  | { readonly kind: "offset" };
export type Lookup =
  | {
      /** An absolute address in an address space. */
      readonly kind: "address";
      readonly space: EnumMember;
      readonly address: Expression | PciAddress;
      /** Bytes that must lie in the region: the operation's `size`, or 1. */
      readonly span: Expression;
    }
  /** The region's number and the offset in it. */
  | { readonly kind: "id"; readonly id: Expression; readonly offset: Expression; readonly span: Expression };
/** segment<<48 | bus<<40 | device<<35 | function<<32 | register, each masked to its width (16, 8, 5, 3, 32). */
export interface PciAddress {
  readonly kind: "pci";
  readonly segment: Expression;
  readonly bus: Expression;
  readonly device: Expression;
  readonly function: Expression;
  readonly register: Expression;
}

/** A virtio device that carries interfaces over its queues. */
export interface Device extends Declared {
  readonly id: number;
  readonly header: Header;
  readonly queues: readonly Queue[];
  readonly config?: RecordType;
  /** Values are bit numbers. */
  readonly features: readonly EnumMember[];
  readonly sharedMemory: readonly EnumMember[];
}
export interface Queue extends Documented {
  readonly index: number;
  /** Who puts messages of its own on this queue. */
  readonly party: "driver" | "device";
  readonly does:
    | { readonly kind: "asks"; readonly interface: Interface; readonly messages: readonly DeviceMessage[] }
    | { readonly kind: "answers"; readonly queue: string };
}
/** An operation's messages as this device carries them: header and body in one record. */
export interface DeviceMessage {
  readonly operation: Operation;
  readonly request: RecordType;
  readonly reply?: RecordType;
}

/** Value and bytes, right from the spec. */
export interface Example {
  readonly record: RecordType;
  readonly doc: string;
  readonly bytes: Uint8Array;
  readonly expected:
    | { readonly kind: "value"; readonly value: Value }
    /** Decoding fails, and the message contains this text. */
    | { readonly kind: "error"; readonly text: string };
}
/** A value as a tree, complete: fields that the spec left out are here with their zero. */
export type Value =
  | { readonly kind: "integer"; readonly value: bigint }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "array"; readonly items: readonly Value[] }
  /** Reserved and fixed fields and length fields are left out. */
  | { readonly kind: "record"; readonly fields: readonly { readonly name: string; readonly value: Value }[] }
  /** A tagged union: the member that is set. Untagged unions are `bytes`. */
  | { readonly kind: "member"; readonly name: string; readonly value: Value };
