// What all syntax consists of: places in a text, names, constants, documentation, annotations.

/** One spec file. */
export interface Source {
  /** As given by the user; used in diagnostics. */
  readonly path: string;
  /** What generated files call it where that differs: the same words on every machine. */
  readonly label?: string;
  readonly text: string;
}

/** A run of characters of a source; line and column are computed only when printed. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** An identifier as written. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** A dotted name: `state`, `slot.state`, `parts.load.address`. Never empty. */
export interface Path {
  readonly names: readonly Name[];
  readonly span: Span;
}

/** An integer literal, or the name of a constant, enum member or flag. */
export type Constant =
  | { readonly kind: "integer"; readonly value: bigint; readonly span: Span }
  | { readonly kind: "name"; readonly path: Path; readonly span: Span };

/** `@name` or `@name(arguments)`. */
export interface Annotation {
  readonly name: Name;
  readonly arguments: readonly AnnotationArgument[];
  readonly span: Span;
}
export type AnnotationArgument =
  | { readonly kind: "string"; readonly value: string; readonly span: Span }
  | Constant;

/** What every documented thing carries. */
export interface Documented {
  /** The text of its `///` comments, lines joined by "\n", markers and one leading space removed. */
  readonly doc: string;
  readonly annotations: readonly Annotation[];
  /** From the first token (annotations included, comments not) to the last. */
  readonly span: Span;
}

/** Any comment, kept for formatters: line, block and documentation comments alike. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}

/** What the parser could not make anything of, and has reported. */
export interface Damage {
  /** The runs of text that were left out of the tree. */
  readonly spans: readonly Span[];
  /** Every word in them: what one of them stands for may have been declared there. */
  readonly names: ReadonlySet<string>;
  /** An import or the byte order may be among it, or the rest of the file. */
  readonly open: boolean;
}
