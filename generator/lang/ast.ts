// Syntax as written: names, spans and comments, before anything has been looked up.

import type {
  Annotation, AnnotationArgument, Comment, Constant, Damage, Documented, Name, Path, Source, Span,
} from "./ast-basics.ts";

export type {
  Annotation, AnnotationArgument, Comment, Constant, Damage, Documented, Name, Path, Source, Span,
};

export type ByteOrder = "little" | "big" | "host";

/** A whole file. */
export interface ModuleNode extends Documented {
  readonly source: Source;
  /** Absent only when the parser reported that it is missing. */
  readonly name?: Name;
  readonly byteOrder?: { readonly order: ByteOrder; readonly span: Span };
  readonly imports: readonly Name[];
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
  /** Absent when the whole text was understood. */
  readonly damage?: Damage;
}

export type Declaration =
  | ConstantNode | EnumNode | StructNode | RingNode | StatesNode | RegistersNode
  | MessagesNode | InterfaceNode | BindNode | DeviceNode | ExampleNode;

/** `const name = 511;` */
export interface ConstantNode extends Documented {
  readonly kind: "const";
  readonly name: Name;
  readonly value: Constant;
}

/** `enum`, `closed enum` or `flags`. */
export interface EnumNode extends Documented {
  readonly kind: "enum";
  readonly flags: boolean;
  readonly closed: boolean;
  readonly name: Name;
  /** Storage: `u1` to `u64`, `i8` to `i64`. */
  readonly storage: Name;
  readonly members: readonly EnumMemberNode[];
}
export interface EnumMemberNode extends Documented {
  readonly name: Name;
  readonly value: Constant;
  /** Written `= bit N`: the value is 1 << N. */
  readonly isBit: boolean;
}

/** `struct` and `union` declarations. */
export interface StructNode extends Documented {
  readonly kind: "struct";
  readonly union: boolean;
  readonly shared: boolean;
  readonly packed: boolean;
  readonly name: Name;
  readonly size?: Constant;
  readonly align?: Constant;
  readonly members: readonly MemberNode[];
}

export type MemberNode = FieldNode | ReservedNode | BitsGroupNode;

/** `name: type at 8 = 1 @number;`, in a tagged union also `when tag_value`. */
export interface FieldNode extends Documented {
  readonly kind: "field";
  readonly name: Name;
  readonly type: TypeNode;
  readonly at?: Constant;
  /** The only value the field may have. */
  readonly fixed?: Constant;
  /** In a tagged union: the tag's values that select this member; empty means "the one of the same name". */
  readonly when: readonly Constant[];
}

/** `reserved: u16;` or `reserved pad: u8[3];` */
export interface ReservedNode extends Documented {
  readonly kind: "reserved";
  readonly name?: Name;
  readonly type: TypeNode;
  readonly at?: Constant;
}

/** `bits u8 { … }` without a name: its fields belong to the struct. */
export interface BitsGroupNode extends Documented {
  readonly kind: "bits";
  readonly bits: BitsTypeNode;
  readonly at?: Constant;
}

export type TypeNode = NamedTypeNode | ArrayTypeNode | BitsTypeNode | RecordTypeNode | HandleTypeNode;

/** `u32`, `bool`, `slot_state`, `other_module.thing`; with a byte order of its own: `u32 big`. */
export interface NamedTypeNode {
  readonly kind: "named";
  readonly path: Path;
  readonly byteOrder?: ByteOrder;
  readonly span: Span;
}

/** `T[4]`, `T[count]`, `T[count max 8]`, `T[max 256]`, `T[]`. `x: u8[2][3]` is C's `x[2][3]`: outermost first. */
export interface ArrayTypeNode {
  readonly kind: "array";
  readonly element: TypeNode;
  /** A number, a constant's name, or a field that holds the length; absent in `T[]` and `T[max N]`. */
  readonly length?: Constant;
  readonly max?: Constant;
  readonly span: Span;
}

/** `bits u32 { [3:0] state: slot_state; … }` */
export interface BitsTypeNode {
  readonly kind: "bits";
  readonly storage: Name;
  readonly byteOrder?: ByteOrder;
  readonly entries: readonly BitEntryNode[];
  readonly span: Span;
}
export interface BitEntryNode extends Documented {
  readonly high: Constant;
  /** Equal to `high` in `[4]`. */
  readonly low: Constant;
  readonly reserved: boolean;
  /** Absent in `[7] reserved;`. */
  readonly name?: Name;
  /** Absent: an unsigned integer of the range's width. */
  readonly type?: NamedTypeNode;
  readonly fixed?: Constant;
}

/** `struct { … }`, `union { … }`, `union by tag { … }` as a field's type. */
export interface RecordTypeNode {
  readonly kind: "record";
  readonly union: boolean;
  /** The field, declared earlier in the enclosing struct, whose value selects the member. */
  readonly tag?: Name;
  readonly size?: Constant;
  readonly members: readonly MemberNode[];
  readonly span: Span;
}

/** `handle memory`, `handle event`: travels beside the bytes. Only in operations. */
export interface HandleTypeNode {
  readonly kind: "handle";
  readonly of: Name;
  readonly span: Span;
}

/** `shared ring name of slot[511] size 4096 { … }` */
export interface RingNode extends Documented {
  readonly kind: "ring";
  readonly shared: boolean;
  readonly name: Name;
  readonly slot: NamedTypeNode;
  /** Absent in `of slot[]`: the capacity is not in the record. */
  readonly capacity?: Constant;
  readonly size?: Constant;
  /** Fields in order; the slots follow them, or stand where `slots name;` says. */
  readonly members: readonly RingMemberNode[];
  readonly indices?: {
    readonly mode: "free_running" | "masked";
    /** `folded by host`: that party may subtract multiples of the capacity from both indices. */
    readonly foldedBy?: Name;
    readonly span: Span;
  };
}
export type RingMemberNode =
  | (FieldNode & { readonly role?: { readonly kind: "producer" | "consumer"; readonly party: Name } })
  | ReservedNode
  | { readonly kind: "slots"; readonly name: Name; readonly doc: string; readonly span: Span };

/** `states slot.state { initial none; none -> ready: host; * -> none: backend; }` */
export interface StatesNode extends Documented {
  readonly kind: "states";
  /** Record, then field. */
  readonly field: Path;
  readonly initial?: Name;
  readonly transitions: readonly TransitionNode[];
}
export interface TransitionNode extends Documented {
  /** Absent for `*`: any state. */
  readonly from?: Name;
  readonly to: Name;
  readonly party: Name;
}

/** `registers name size 0x200 { 0x000 magic: u32 ro = 1; … }` */
export interface RegistersNode extends Documented {
  readonly kind: "registers";
  readonly name: Name;
  readonly size: Constant;
  readonly registers: readonly RegisterNode[];
}
export interface RegisterNode extends Documented {
  readonly offset: Constant;
  readonly name: Name;
  /** Named, bits, or an array of named. */
  readonly type: TypeNode;
  readonly access?: { readonly mode: "ro" | "wo" | "rw"; readonly span: Span };
  readonly halves: boolean;
  readonly widths: readonly Constant[];
  readonly stride?: Constant;
  readonly fixed?: Constant;
}

/** `field`, `field == value` or `field != value`. */
export interface ConditionNode {
  readonly field: Path;
  readonly negated: boolean;
  /** Absent: the field is true, or not zero. */
  readonly value?: Constant;
  readonly span: Span;
}

/** `messages name on stream { … }` */
export interface MessagesNode extends Documented {
  readonly kind: "messages";
  readonly name: Name;
  readonly carrier: "stream" | "datagram" | "queue";
  readonly header?: HeaderNode;
  /** Header-less form: `request T; reply T when …;`. */
  readonly request?: BodyNode;
  readonly reply?: ReplyNode;
  readonly messages: readonly MessageNode[];
}

/** `header record { code f; body_length f; length f including header; id f, g; is_reply c; error c code f; where c; }` */
export interface HeaderNode {
  readonly record: NamedTypeNode;
  readonly code?: Path;
  readonly length?: { readonly field: Path; readonly includesHeader: boolean };
  readonly id: readonly Path[];
  readonly isReply?: ConditionNode;
  readonly error?: { readonly condition: ConditionNode; readonly code?: Path };
  readonly where: readonly ConditionNode[];
  readonly span: Span;
}

/** One message: `set_mem_table = 5 (memory_table, descriptors 1..8) -> answer when need_reply;` */
export interface MessageNode extends Documented {
  readonly name: Name;
  /** Absent: the member of the code field's enum that has the message's name. */
  readonly code?: Constant;
  readonly request: BodyNode;
  /** Absent: never answered. */
  readonly reply?: ReplyNode;
}
export interface BodyNode {
  /** Absent in `()`. */
  readonly type?: NamedTypeNode;
  readonly descriptors?: { readonly min: Constant; readonly max: Constant };
  readonly span: Span;
}
export interface ReplyNode {
  readonly body: BodyNode;
  /** Absent: always. `unless` is a negated condition. */
  readonly when?: ConditionNode;
}

/** `interface name { op 1 read(…) -> (…) error e; oneway op 4 gone(…); }` */
export interface InterfaceNode extends Documented {
  readonly kind: "interface";
  readonly name: Name;
  readonly operations: readonly OperationNode[];
}
export interface OperationNode extends Documented {
  readonly oneway: boolean;
  readonly number: Constant;
  readonly name: Name;
  readonly parameters: readonly ParameterNode[];
  readonly results: readonly ParameterNode[];
  readonly error?: NamedTypeNode;
}
/** `size: u8 in (1, 2, 4, 8)`, `data: u64 @bytes(size)`, `memory: handle memory`, `value: u8[max 256]`. */
export interface ParameterNode extends Documented {
  readonly name: Name;
  readonly type: TypeNode;
  readonly allowed: readonly Constant[];
}

/** `bind backend to slot request of page.requests[cpu] { … }` or `bind backend to messages_name { … }` */
export interface BindNode extends Documented {
  readonly kind: "bind";
  readonly interface: NamedTypeNode;
  readonly target:
    | { readonly kind: "slot"; readonly record: NamedTypeNode; readonly page: Path; readonly index: Name }
    | { readonly kind: "messages"; readonly messages: NamedTypeNode };
  readonly take?: { readonly from: Name; readonly to?: Name };
  readonly done?: { readonly from: Name; readonly to: Name };
  readonly cases: readonly BindCaseNode[];
}
export interface BindCaseNode extends Documented {
  readonly operation: Name;
  readonly conditions: readonly ConditionNode[];
  readonly equations: readonly EquationNode[];
}
/** `size = log2(size_exponent);` or `(region, offset) = region_at(mmio, addr);` */
export interface EquationNode {
  readonly targets: readonly Name[];
  readonly value: ExpressionNode;
  readonly span: Span;
}
export type ExpressionNode =
  | { readonly kind: "integer"; readonly value: bigint; readonly span: Span }
  | { readonly kind: "path"; readonly path: Path; readonly span: Span }
  | { readonly kind: "call"; readonly function: Name; readonly arguments: readonly ExpressionNode[]; readonly span: Span };

/** `virtio device name id 63 { … }` */
export interface DeviceNode extends Documented {
  readonly kind: "device";
  readonly name: Name;
  readonly id: Constant;
  readonly header?: HeaderNode;
  readonly queues: readonly QueueNode[];
  readonly config?: NamedTypeNode;
  readonly features: readonly EnumMemberNode[];
  readonly sharedMemory: readonly EnumMemberNode[];
}
export interface QueueNode extends Documented {
  readonly name: Name;
  readonly party: "driver" | "device";
  readonly does:
    | { readonly kind: "asks"; readonly interface: NamedTypeNode }
    | { readonly kind: "answers"; readonly queue: Name };
}

/** `example T = hex"…" { … }` or `bad example T = hex"…" "what is wrong";` */
export interface ExampleNode extends Documented {
  readonly kind: "example";
  readonly record: NamedTypeNode;
  readonly bytes: HexNode;
  readonly expected:
    | { readonly kind: "value"; readonly value: ValueNode }
    | { readonly kind: "error"; readonly text: string; readonly span: Span };
}
export interface HexNode {
  readonly bytes: Uint8Array;
  /** Of the whole `hex"…"` literal. */
  readonly span: Span;
}
export type ValueNode =
  | { readonly kind: "integer"; readonly value: bigint; readonly span: Span }
  /** An enum member, a constant, `true`, `false`. */
  | { readonly kind: "name"; readonly path: Path; readonly span: Span }
  /** Flags: `read | write`. */
  | { readonly kind: "flags"; readonly members: readonly Constant[]; readonly span: Span }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly span: Span }
  | { readonly kind: "array"; readonly items: readonly ValueNode[]; readonly span: Span }
  | { readonly kind: "record"; readonly fields: readonly { readonly name: Name; readonly value: ValueNode }[]; readonly span: Span };
