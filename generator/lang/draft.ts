// Records between syntax and layout: everything is looked up, nothing has an offset yet. Types
// only.

import type { OperationNode, Span } from "./ast.ts";
import type { Scope } from "./scope.ts";
import type {
  ArrayLength, ArrayType, BoolType, DerivedFrom, Enum, EnumType, HandleType, IntegerType,
  RecordType, Ring, States, Tag,
} from "../model.ts";

/** A number as evaluated, and where it is written. */
export interface Written<Value> {
  readonly value: Value;
  readonly span: Span;
}

/** What `///` and annotations say about anything. */
export interface Documentation {
  readonly doc: string;
  readonly since?: string;
  readonly deprecated?: string;
}

/** Written and derived records alike; layout turns it into a `RecordType`. */
export interface RecordDraft extends Documentation {
  readonly name: string;
  readonly scope: Scope;
  /** Where messages about the record point. */
  readonly span: Span;
  readonly shared: boolean;
  readonly packed: boolean;
  readonly union: boolean;
  readonly size?: Written<number>;
  readonly align?: Written<number>;
  /** Padding is an error in what people write, and is put into what is derived. */
  readonly padding: "refused" | "inserted";
  readonly members: MemberDraft[];
  tag?: Tag;
  readonly anonymousIn?: { readonly record: string; readonly field: string };
  readonly derived?: DerivedFrom;
  readonly states: States[];
  /** Layout adds the slots' type. */
  ring?: Omit<Ring, "slot">;
  readonly header?: string;
  readonly cType?: string;
  /**
   * Something in it has been reported: it gets no layout, and nobody complains about that again.
   */
  broken: boolean;
  /** Set by layout. */
  record?: RecordType;
  /** How deep records nest in it; set by layout. */
  depth?: number;
}

/** What a record consists of. */
export type MemberDraft = FieldDraft | UnitDraft;

/** A field with bytes of its own. */
export interface FieldDraft extends Documentation {
  readonly kind: "field";
  readonly name: string;
  readonly span: Span;
  readonly type: TypeDraft;
  readonly at?: Written<number>;
  readonly fixed?: bigint;
  readonly hex?: boolean;
  readonly reserved: boolean;
  readonly cName?: string;
}

/** An integer that holds bit fields. */
export interface UnitDraft {
  readonly kind: "unit";
  readonly name: string;
  readonly span: Span;
  readonly integer: IntegerType;
  readonly at?: Written<number>;
  readonly parts: readonly PartDraft[];
}

/** A bit field; `shift` counts from the unit's least significant bit. */
export interface PartDraft extends Documentation {
  readonly name: string;
  readonly span: Span;
  readonly shift: number;
  readonly width: number;
  readonly type: IntegerType | BoolType | EnumType;
  readonly reserved: boolean;
  readonly fixed?: bigint;
  readonly hex?: boolean;
  readonly cName?: string;
}

/** A field's type; records in it are drafts. */
export type TypeDraft =
  | IntegerType
  | BoolType
  | EnumType
  | { readonly kind: "record"; readonly draft: RecordDraft }
  | {
      readonly kind: "array";
      readonly element: TypeDraft;
      readonly length: ArrayLength;
      readonly span: Span;
    };

/** An operation whose records have no layout yet. */
export interface OperationDraft {
  readonly node: OperationNode;
  readonly number: number;
  readonly parameters: readonly ParameterDraft[];
  readonly results: readonly ParameterDraft[];
  readonly error?: Enum;
  readonly request: RecordDraft;
  readonly reply?: RecordDraft;
}

/** A parameter or a result. */
export interface ParameterDraft extends Documentation {
  readonly name: string;
  readonly span: Span;
  readonly type: ParameterType;
  readonly allowed: readonly bigint[];
  /** The parameter that says how many bytes count. */
  readonly bytes?: string;
}

/** What travels in operations; the array is of bytes, and its length varies. */
export type ParameterType =
  | (ArrayType & { readonly element: IntegerType })
  | IntegerType | BoolType | EnumType | HandleType;
