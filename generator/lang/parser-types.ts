// The grammar of names, constants, annotations, types and members.

import type { IToken, ParserMethod } from "chevrotain";
import type {
  Annotation, AnnotationArgument, ArrayTypeNode, BitEntryNode, BitsGroupNode, BitsTypeNode,
  ByteOrder, Constant, FieldNode, HandleTypeNode, MemberNode, NamedTypeNode, Path, RecordTypeNode,
  ReservedNode, TypeNode,
} from "./ast.ts";
import { diagnostic } from "./diagnostics.ts";
import { given } from "./given.ts";
import { integerValue, isClosed, stringValue } from "./literals.ts";
import { BaseParser } from "./parser-base.ts";
import {
  Assign, At, Colon, Comma, Dot, Identifier, Integer, keyword, LeftBracket, LeftParenthesis,
  RightBrace, RightBracket, RightParenthesis, Text,
} from "./tokens.ts";

/** How deep types, values and brackets of any kind may nest. */
export const NESTING_LIMIT = 64;

/** An array type's `[…]`. */
type Dimension = Pick<ArrayTypeNode, "length" | "max"> & { readonly end: number };

/** Where a member begins, and the annotations in front of it. */
export type MemberStart = [start: number, annotations: Annotation[]];

/** Rules that the declarations are made of. */
export abstract class TypeParser extends BaseParser {
  readonly path = this.RULE("path", (): Path => {
    const start = this.start();
    const names = [this.nameOf(this.CONSUME(Identifier))];
    this.MANY(() => {
      this.CONSUME(Dot);
      names.push(this.nameOf(this.CONSUME2(Identifier)));
    });
    const [first] = names;
    const span = names.length === 1 && first !== undefined ? first.span : this.spanFrom(start);
    return { names, span };
  });

  readonly constant = this.RULE("constant", (): Constant =>
    this.OR<Constant>({
      DEF: [
        { ALT: () => this.integerOf(this.CONSUME(Integer)) },
        {
          ALT: () => {
            const path = this.SUBRULE(this.path);
            return { kind: "name", path, span: path.span };
          },
        },
      ],
      ERR_MSG: "an integer or a name",
    }),
  );

  protected integerOf(token: IToken): Constant & { readonly kind: "integer" } {
    const span = this.spanOf(token);
    const value = this.RECORDING_PHASE ? 0n : integerValue(token.image, span, this.report);
    return { kind: "integer", value, span };
  }

  protected textOf(token: IToken): string {
    if (this.RECORDING_PHASE) {
      return "";
    }
    this.forgiveAfter(token);
    return stringValue(token.image, this.spanOf(token), this.report);
  }

  /** A literal without its closing quote has swallowed the signs that should follow it. */
  protected forgiveAfter(literal: IToken): void {
    if (!isClosed(literal.image)) {
      this.forgiveNext();
    }
  }

  // Annotations

  readonly annotation = this.RULE("annotation", (): Annotation => {
    const start = this.start();
    this.CONSUME(At);
    const name = this.nameOf(this.CONSUME(Identifier));
    const values: AnnotationArgument[] = [];
    this.OPTION(() => {
      this.CONSUME(LeftParenthesis);
      this.MANY_SEP({
        SEP: Comma,
        DEF: () => values.push(this.SUBRULE(this.annotationArgument)),
      });
      this.CONSUME(RightParenthesis);
    });
    return { name, arguments: values, span: this.spanFrom(start) };
  });

  readonly annotationArgument = this.RULE("annotationArgument", (): AnnotationArgument =>
    this.OR<AnnotationArgument>({
      DEF: [
        {
          ALT: () => {
            const token = this.CONSUME(Text);
            return { kind: "string", value: this.textOf(token), span: this.spanOf(token) };
          },
        },
        { ALT: () => this.SUBRULE(this.constant) },
      ],
      ERR_MSG: "a string, an integer or a name",
    }),
  );

  /** Annotations in front of something; a rule may have one such place. */
  protected annotationsBefore(): Annotation[] {
    const annotations: Annotation[] = [];
    this.MANY8(() => annotations.push(this.SUBRULE8(this.annotation)));
    return annotations;
  }

  /**
   * Annotations at a thing's end; a rule may have one such place. After a closing brace, where no
   * ';' need follow, those in the next line belong to what comes there.
   */
  protected annotationsAfter(annotations: Annotation[]): void {
    const braced = this.LA(0).tokenType === RightBrace;
    this.MANY9({
      GATE: () => !braced || !this.isFirstInLine(this.LA(1), this.LA(0)),
      DEF: () => annotations.push(this.SUBRULE9(this.annotation)),
    });
  }

  // Types

  readonly namedType = this.RULE("namedType", (): NamedTypeNode => {
    const start = this.start();
    const path = this.SUBRULE(this.path);
    const byteOrder = this.byteOrder();
    // By far the most frequent node: most have nothing of their own to say about their place.
    return byteOrder === undefined
      ? { kind: "named", path, span: path.span }
      : { kind: "named", path, byteOrder, span: this.spanFrom(start) };
  });

  /** `little`, `big`, `host` or nothing; a rule may have one such place. */
  protected byteOrder(): ByteOrder | undefined {
    return this.OPTION8(() => {
      const token = this.OR8([
        { ALT: () => this.CONSUME8(keyword.little) },
        { ALT: () => this.CONSUME8(keyword.big) },
        { ALT: () => this.CONSUME8(keyword.host) },
      ]);
      return token.image as ByteOrder;
    });
  }

  readonly type: ParserMethod<[], TypeNode> = this.RULE("type", (): TypeNode => {
    const start = this.start();
    const element = this.OR<TypeNode>({
      DEF: [
        { ALT: () => this.SUBRULE(this.bitsType) },
        { ALT: () => this.SUBRULE(this.recordType) },
        { ALT: () => this.SUBRULE(this.handleType) },
        { ALT: () => this.SUBRULE(this.namedType), IGNORE_AMBIGUITIES: true },
      ],
      ERR_MSG: "a type",
    });
    const dimensions: Dimension[] = [];
    this.MANY(() => dimensions.push(this.SUBRULE(this.dimension)));
    if (dimensions.length === 0 && !this.RECORDING_PHASE) {
      return element;
    }
    // `u32[4] big` is as good as `u32 big[4]`.
    const unordered = element.kind === "named" && element.byteOrder === undefined;
    const byteOrder = unordered || this.RECORDING_PHASE ? this.byteOrder() : undefined;
    return this.arrayOf(start, { ...element, ...given({ byteOrder }) }, dimensions);
  });

  readonly dimension = this.RULE("dimension", (): Dimension => {
    this.CONSUME(LeftBracket);
    const length = this.OPTION({
      GATE: () => this.LA(1).tokenType !== keyword.max || this.LA(2).tokenType === RightBracket,
      DEF: () => this.SUBRULE(this.constant),
    });
    const max = this.OPTION2(() => {
      this.CONSUME(keyword.max);
      return this.SUBRULE2(this.constant);
    });
    const end = this.CONSUME(RightBracket).startOffset + 1;
    return { ...given({ length, max }), end };
  });

  /** The last dimension is the innermost array, as in C. */
  private arrayOf(start: number, element: TypeNode, dimensions: readonly Dimension[]): TypeNode {
    if (dimensions.length > NESTING_LIMIT) {
      const span = this.spanFrom(start);
      this.report(diagnostic("nesting-too-deep", span, { limit: NESTING_LIMIT }));
      return element;
    }
    return dimensions.reduceRight<TypeNode>((inner, { end, ...lengths }) => {
      const span = { source: this.source, start, end };
      return { kind: "array", element: inner, ...lengths, span };
    }, element);
  }

  readonly handleType = this.RULE("handleType", (): HandleTypeNode => {
    const start = this.start();
    this.CONSUME(keyword.handle);
    const of = this.nameOf(this.CONSUME(Identifier));
    return { kind: "handle", of, span: this.spanFrom(start) };
  });

  readonly recordType: ParserMethod<[], RecordTypeNode> = this.RULE("recordType", () => {
    const start = this.start();
    const union = this.OR([
      { ALT: () => this.CONSUME(keyword.struct) },
      { ALT: () => this.CONSUME(keyword.union) },
    ]);
    const tag = this.OPTION(() => {
      this.CONSUME(keyword.by);
      return this.nameOf(this.CONSUME(Identifier));
    });
    const size = this.OPTION2(() => {
      this.CONSUME(keyword.size);
      return this.SUBRULE(this.constant);
    });
    const members = this.SUBRULE(this.members);
    const kind = { kind: "record", union: union.image === "union" } as const;
    return { ...kind, ...given({ tag, size }), members, span: this.spanFrom(start) };
  });

  // Bits

  readonly bitsType = this.RULE("bitsType", (): BitsTypeNode => {
    const start = this.start();
    this.CONSUME(keyword.bits);
    const storage = this.nameOf(this.CONSUME(Identifier));
    const byteOrder = this.byteOrder();
    const entries = this.SUBRULE(this.bitEntries);
    return { kind: "bits", storage, ...given({ byteOrder }), entries, span: this.spanFrom(start) };
  });

  readonly bitEntries = this.RULE("bitEntries", (): readonly BitEntryNode[] => {
    const entries: BitEntryNode[] = [];
    this.block({ text: "a range of bits such as '[3:0]'" }, () => {
      entries.push(this.SUBRULE(this.bitEntry));
    });
    return entries;
  });

  readonly bitEntry = this.RULE("bitEntry", (): BitEntryNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    this.CONSUME(LeftBracket);
    const high = this.SUBRULE(this.constant);
    const low = this.OPTION(() => {
      this.CONSUME(Colon);
      return this.SUBRULE2(this.constant);
    });
    this.CONSUME(RightBracket);
    const entry = this.OR<Pick<BitEntryNode, "reserved" | "name" | "type" | "fixed">>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword.reserved);
            const name = this.OPTION2(() => this.nameOf(this.CONSUME(Identifier)));
            return { reserved: true, ...given({ name }) };
          },
        },
        {
          ALT: () => {
            const name = this.nameOf(this.CONSUME2(Identifier));
            const type = this.OPTION3(() => {
              this.CONSUME2(Colon);
              return this.SUBRULE(this.namedType);
            });
            const fixed = this.fixedValue();
            return { reserved: false, name, ...given({ type, fixed }) };
          },
          IGNORE_AMBIGUITIES: true,
        },
      ],
      ERR_MSG: "a name or 'reserved'",
    });
    this.annotationsAfter(annotations);
    this.end("the bits");
    return { high, low: low ?? high, ...entry, ...this.documented(start, annotations) };
  });

  /** `= 1` or nothing; a rule may have one such place. */
  protected fixedValue(): Constant | undefined {
    return this.OPTION7(() => {
      this.CONSUME7(Assign);
      return this.SUBRULE7(this.constant);
    });
  }

  // Members

  readonly members: ParserMethod<[], readonly MemberNode[]> = this.RULE("members", () => {
    const members: MemberNode[] = [];
    this.block({ text: "a member" }, () => {
      members.push(this.SUBRULE(this.member));
    });
    return members;
  });

  readonly member = this.RULE("member", (): MemberNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const ARGS: MemberStart = [start, annotations];
    return this.OR<MemberNode>({
      DEF: [
        { ALT: () => this.SUBRULE(this.reserved, { ARGS }) },
        { GATE: () => !this.isNext(Colon), ALT: () => this.SUBRULE(this.bitsGroup, { ARGS }) },
        { ALT: () => this.SUBRULE(this.field, { ARGS }), IGNORE_AMBIGUITIES: true },
      ],
      ERR_MSG: "a member",
    });
  });

  readonly reserved = this.RULE(
    "reserved",
    (start: number, annotations: Annotation[] = []): ReservedNode => {
      this.CONSUME(keyword.reserved);
      const name = this.OPTION(() => this.nameOf(this.CONSUME(Identifier)));
      this.CONSUME(Colon);
      const type = this.SUBRULE(this.type);
      const at = this.offset();
      this.annotationsAfter(annotations);
      this.end("the reserved bytes");
      const rest = this.documented(start, annotations);
      return { kind: "reserved", ...given({ name }), type, ...given({ at }), ...rest };
    },
  );

  readonly bitsGroup = this.RULE(
    "bitsGroup",
    (start: number, annotations: Annotation[] = []): BitsGroupNode => {
      const from = this.start();
      this.CONSUME(keyword.bits);
      const storage = this.nameOf(this.CONSUME(Identifier));
      const byteOrder = this.byteOrder();
      const at = this.offset();
      const entries = this.SUBRULE(this.bitEntries);
      const span = this.spanFrom(from);
      const bits: BitsTypeNode = { kind: "bits", storage, ...given({ byteOrder }), entries, span };
      this.annotationsAfter(annotations);
      this.endAfterBlock("the bits");
      return { kind: "bits", bits, ...given({ at }), ...this.documented(start, annotations) };
    },
  );

  readonly field = this.RULE(
    "field",
    (start: number, annotations: Annotation[] = []): FieldNode => {
      const name = this.nameOf(this.CONSUME(Identifier));
      this.CONSUME(Colon);
      const type = this.SUBRULE(this.type);
      const at = this.offset();
      const fixed = this.fixedValue();
      const when: Constant[] = [];
      this.OPTION({
        GATE: () => !this.isNext(Colon),
        DEF: () => {
          this.CONSUME(keyword.when);
          this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => when.push(this.SUBRULE(this.constant)) });
        },
      });
      this.annotationsAfter(annotations);
      this.endAfterBlock("the field");
      const rest = this.documented(start, annotations);
      return { kind: "field", name, type, ...given({ at, fixed }), when, ...rest };
    },
  );

  /** `at 8` or nothing; a rule may have one such place. */
  protected offset(): Constant | undefined {
    return this.OPTION6({
      // After a closing brace the next member may have that name.
      GATE: () => !this.isNext(Colon),
      DEF: () => {
        this.CONSUME6(keyword.at);
        return this.SUBRULE6(this.constant);
      },
    });
  }
}
