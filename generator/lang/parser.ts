// The grammar of examples and whole modules, and `parse`, which runs it over a source.

import { EOF, type IToken, type ParserMethod } from "chevrotain";
import type {
  ByteOrder, Declaration, Documented, ExampleNode, HexNode, ModuleNode, Name, Source, Span,
  ValueNode,
} from "./ast.ts";
import { type Diagnostic, diagnostic, type Report } from "./diagnostics.ts";
import { collectDocs, type Docs, unclaimed } from "./docs.ts";
import { damageOf } from "./damage.ts";
import { type Lexed, tokenize } from "./lexer.ts";
import { hexValue } from "./literals.ts";
import { DECLARATION } from "./parser-base.ts";
import { InterfaceParser } from "./parser-interfaces.ts";
import type { Bare } from "./parser-memory.ts";
import type { Mutable } from "./parser-protocols.ts";
import { NESTING_LIMIT } from "./parser-types.ts";
import {
  Assign, At, Bar, Colon, Comma, Hex, Identifier, keyword, LeftBrace, LeftBracket, LeftParenthesis,
  RightBrace, RightBracket, RightParenthesis, Semicolon, Text,
} from "./tokens.ts";

/** A module while its declarations are being read. */
interface ModuleDraft extends Mutable<Pick<ModuleNode, "name" | "byteOrder" | keyof Documented>> {
  readonly imports: Name[];
  readonly declarations: Declaration[];
}

/** The whole grammar. */
export class Parser extends InterfaceParser {
  private seen = new Map<string, Span>();

  /** `validate` makes the library look for mistakes in the grammar itself, which is slow. */
  constructor(validate: boolean) {
    super(validate);
    this.performSelfAnalysis();
  }

  /** Parses the tokens of one source into a draft; `report` hears of what is wrong. */
  run(
    source: Source,
    tokens: IToken[],
    docs: Docs,
    report: Report,
  ): { readonly draft: ModuleDraft; readonly skipped: readonly Span[] } {
    this.begin(source, tokens, docs, report);
    this.seen = new Map();
    const draft: ModuleDraft = {
      doc: "",
      annotations: [],
      span: { source, start: 0, end: 0 },
      imports: [],
      declarations: [],
    };
    this.module(draft);
    return { draft, skipped: this.damage };
  }

  readonly module = this.RULE("module", (draft: ModuleDraft): void => {
    const ARGS: [ModuleDraft] = [draft];
    do {
      this.MANY(() => this.attempt(() => this.SUBRULE(this.item, { ARGS })));
    } while (this.skipsStrayDeclaration());
  });

  private skipsStrayDeclaration(): boolean {
    if (this.RECORDING_PHASE || this.LA(1).tokenType === EOF) {
      return false;
    }
    this.stray(DECLARATION);
    return true;
  }

  readonly item = this.RULE("item", (draft: ModuleDraft): void => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const first = this.LA(1);
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.once(this.seen, first);
            const name = this.SUBRULE(this.moduleClause);
            const rest = this.documented(start, annotations);
            this.ACTION(() => Object.assign(draft, { name, ...rest }));
          },
        },
        {
          GATE: () => annotations.length === 0,
          ALT: () => {
            const name = this.SUBRULE(this.importClause);
            this.ACTION(() => draft.imports.push(name));
          },
        },
        {
          GATE: () => annotations.length === 0,
          ALT: () => {
            this.once(this.seen, first);
            const byteOrder = this.SUBRULE(this.endianClause);
            this.ACTION(() => Object.assign(draft, { byteOrder }));
          },
        },
        {
          ALT: () => {
            const bare = this.SUBRULE(this.declaration);
            this.OPTION({
              GATE: () => this.LA(0).tokenType === RightBrace,
              DEF: () => this.CONSUME(Semicolon),
            });
            const rest = this.documented(start, annotations);
            this.ACTION(() => draft.declarations.push({ ...bare, ...rest } as Declaration));
          },
        },
      ],
      ERR_MSG: DECLARATION.text,
    });
  });

  readonly moduleClause = this.RULE("moduleClause", (): Name => {
    this.CONSUME(keyword.module);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.end("the module's name");
    return name;
  });

  readonly importClause = this.RULE("importClause", (): Name => {
    this.CONSUME(keyword.import);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.end("the module's name");
    return name;
  });

  readonly endianClause = this.RULE("endianClause", (): NonNullable<ModuleNode["byteOrder"]> => {
    this.CONSUME(keyword.endian);
    const start = this.start();
    const token = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(keyword.little) },
        { ALT: () => this.CONSUME(keyword.big) },
        { ALT: () => this.CONSUME(keyword.host) },
      ],
      ERR_MSG: "'little', 'big' or 'host'",
    });
    const span = this.spanFrom(start);
    this.end("the byte order");
    return { order: token.image as ByteOrder, span };
  });

  readonly declaration = this.RULE("declaration", (): Bare<Declaration> =>
    this.OR<Bare<Declaration>>({
      DEF: [
        { ALT: () => this.SUBRULE(this.constantDeclaration) },
        { ALT: () => this.SUBRULE(this.enumDeclaration) },
        { ALT: () => this.SUBRULE(this.flagsDeclaration) },
        { ALT: () => this.SUBRULE(this.memoryDeclaration) },
        { ALT: () => this.SUBRULE(this.statesDeclaration) },
        { ALT: () => this.SUBRULE(this.registersDeclaration) },
        { ALT: () => this.SUBRULE(this.messagesDeclaration) },
        { ALT: () => this.SUBRULE(this.interfaceDeclaration) },
        { ALT: () => this.SUBRULE(this.bindDeclaration) },
        { ALT: () => this.SUBRULE(this.deviceDeclaration) },
        { ALT: () => this.SUBRULE(this.exampleDeclaration) },
      ],
      ERR_MSG: DECLARATION.text,
    }),
  );

  // Examples

  readonly exampleDeclaration = this.RULE("exampleDeclaration", (): Bare<ExampleNode> => {
    const bad = this.OPTION(() => this.CONSUME(keyword.bad)) !== undefined;
    this.CONSUME(keyword.example);
    const record = this.SUBRULE(this.namedType);
    this.CONSUME(Assign);
    const bytes = this.hexOf(this.CONSUME(Hex));
    const expected = this.OR<ExampleNode["expected"]>({
      DEF: [
        {
          GATE: () => bad,
          ALT: () => {
            const token = this.CONSUME(Text);
            const text = this.textOf(token);
            this.end("what is wrong");
            return { kind: "error", text, span: this.spanOf(token) };
          },
        },
        {
          GATE: () => !bad,
          ALT: () => ({ kind: "value", value: this.SUBRULE(this.recordValue) }),
        },
      ],
      ERR_MSG: bad ? "a string that says what is wrong" : "a value in braces",
    });
    return { kind: "example", record, bytes, expected };
  });

  private hexOf(token: IToken): HexNode {
    const span = this.spanOf(token);
    if (this.RECORDING_PHASE) {
      return { bytes: new Uint8Array(), span };
    }
    this.forgiveAfter(token);
    return { bytes: hexValue(token.image, span, this.report), span };
  }

  readonly value: ParserMethod<[], ValueNode> = this.RULE("value", (): ValueNode =>
    this.OR<ValueNode>({
      DEF: [
        { ALT: () => this.SUBRULE(this.scalarValue) },
        { ALT: () => ({ kind: "bytes", ...this.hexOf(this.CONSUME(Hex)) }) },
        { ALT: () => this.SUBRULE(this.arrayValue) },
        { ALT: () => this.SUBRULE(this.recordValue) },
      ],
      ERR_MSG: "a value",
    }),
  );

  readonly scalarValue = this.RULE("scalarValue", (): ValueNode => {
    const start = this.start();
    const first = this.SUBRULE(this.constant);
    const members = [first];
    this.MANY(() => {
      this.CONSUME(Bar);
      members.push(this.SUBRULE2(this.constant));
    });
    return members.length === 1 ? first : { kind: "flags", members, span: this.spanFrom(start) };
  });

  readonly arrayValue = this.RULE("arrayValue", (): ValueNode => {
    const start = this.start();
    const items: ValueNode[] = [];
    this.CONSUME(LeftBracket);
    this.MANY_SEP({ SEP: Comma, DEF: () => items.push(this.SUBRULE(this.value)) });
    this.CONSUME(RightBracket);
    return { kind: "array", items, span: this.spanFrom(start) };
  });

  readonly recordValue: ParserMethod<[], ValueNode> = this.RULE("recordValue", (): ValueNode => {
    const start = this.start();
    const fields: { readonly name: Name; readonly value: ValueNode }[] = [];
    this.CONSUME(LeftBrace);
    this.MANY_SEP({
      SEP: Comma,
      DEF: () => {
        const name = this.nameOf(this.CONSUME(Identifier));
        this.CONSUME(Colon);
        fields.push({ name, value: this.SUBRULE(this.value) });
      },
    });
    this.CONSUME(RightBrace);
    return { kind: "record", fields, span: this.spanFrom(start) };
  });
}

let shared: Parser | undefined;

/** Parses a source. What is wrong is reported and left out of the module. */
export function parse(source: Source, report: Report): ModuleNode {
  const found: Diagnostic[] = [];
  const collect: Report = (problem) => found.push(problem);
  const lexed = tokenize(source, collect);
  const { node, skipped } = parseLexed(source, lexed, collect);
  const damage = damageOf(lexed, skipped, found, node.name === undefined);
  const ends = new Set(
    found.flatMap(({ code, span }) => (code === "invalid-character" ? [span.end] : [])),
  );
  const sound = found.filter((problem) => !followsBadCharacter(problem, ends));
  sound.sort((one, other) => one.span.start - other.span.start);
  sound.forEach(report);
  return damage === undefined ? node : { ...node, damage };
}

/** Whether what is missing may be what a character that is not allowed stands for. */
function followsBadCharacter({ code, span }: Diagnostic, ends: ReadonlySet<number>): boolean {
  if (code !== "unexpected-token" || ends.size === 0) {
    return false;
  }
  let at = span.start;
  while (at > 0 && /\s/.test(span.source.text.charAt(at - 1))) {
    at--;
  }
  return ends.has(at);
}

/** A tree, and the text that is not in it. */
interface Understood {
  readonly node: ModuleNode;
  readonly skipped: readonly Span[];
}

function parseLexed(source: Source, lexed: Lexed, report: Report): Understood {
  const { tokens, comments, truncated } = lexed;
  const deep = tooDeep(tokens);
  if (deep !== undefined) {
    const span = { source, start: deep.startOffset, end: deep.startOffset + 1 };
    report(diagnostic("nesting-too-deep", span, { limit: NESTING_LIMIT }));
    const empty = { doc: "", annotations: [], span, imports: [], declarations: [] };
    const skipped = [{ source, start: 0, end: source.text.length }];
    return { node: { source, ...empty, comments }, skipped };
  }
  let clean = true;
  const docs = collectDocs(source, lexed);
  shared ??= new Parser(false);
  const { draft, skipped } = shared.run(source, tokens, docs, (problem) => {
    clean = false;
    // What a comment has swallowed is not missing.
    if (!truncated || problem.code !== "unexpected-end") {
      report(problem);
    }
  });
  if (!beginsWithModule(tokens) && !truncated) {
    report(missingModule(source, tokens[0]));
  } else if (clean) {
    unclaimed(docs).forEach((span) => report(diagnostic("dangling-doc", span, {})));
  }
  return { node: { source, ...draft, comments }, skipped };
}

/** The bracket with which nesting gets too deep; asked before the recursive grammar is entered. */
function tooDeep(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  for (const token of tokens) {
    const { tokenType } = token;
    if (tokenType === LeftBrace || tokenType === LeftBracket || tokenType === LeftParenthesis) {
      if (++depth > NESTING_LIMIT) {
        return token;
      }
    } else if (
      tokenType === RightBrace || tokenType === RightBracket || tokenType === RightParenthesis
    ) {
      depth = Math.max(0, depth - 1);
    }
  }
  return undefined;
}

/** Whether the first thing but annotations is the module's name. */
function beginsWithModule(tokens: readonly IToken[]): boolean {
  let index = 0;
  while (tokens[index]?.tokenType === At) {
    index += 2;
    if (tokens[index]?.tokenType === LeftParenthesis) {
      while (index < tokens.length && tokens[index]?.tokenType !== RightParenthesis) {
        index++;
      }
      index++;
    }
  }
  return tokens[index]?.tokenType === keyword.module;
}

function missingModule(source: Source, first: IToken | undefined): Diagnostic {
  const start = first?.startOffset ?? 0;
  const end = start + (first?.image.length ?? 0);
  const stem = /([^/\\]*?)(?:\.[^./\\]*)?$/.exec(source.path)?.[1] ?? "";
  const name = stem.replaceAll("-", "_");
  const known = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : "name";
  const suggestion = `begin the file with \`module ${known};\``;
  return diagnostic("missing-module", { source, start, end }, {}, { suggestion });
}
