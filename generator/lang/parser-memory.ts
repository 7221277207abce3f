// The grammar of what lies in memory: constants, enums, structs, rings, states, register maps.

import type {
  Annotation, BitsTypeNode, Constant, ConstantNode, EnumMemberNode, EnumNode, FieldNode, Name,
  RegisterNode, RegistersNode, RingMemberNode, RingNode, Span, StatesNode, StructNode,
  TransitionNode,
} from "./ast.ts";
import { given } from "./given.ts";
import { type MemberStart, TypeParser } from "./parser-types.ts";
import {
  Arrow, Assign, At, Colon, Comma, Identifier, keyword, LeftBracket, RightBracket, Semicolon, Star,
} from "./tokens.ts";

/** What a declaration's rule makes; `declaration` adds documentation, annotations and span. */
export type Bare<Node> = Node extends unknown ? Omit<Node, "doc" | "annotations" | "span"> : never;

/** Declarations of memory. */
export abstract class MemoryParser extends TypeParser {
  readonly constantDeclaration = this.RULE("constantDeclaration", (): Bare<ConstantNode> => {
    this.CONSUME(keyword.const);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(Assign);
    const value = this.SUBRULE(this.constant);
    this.end("the constant");
    return { kind: "const", name, value };
  });

  // Enums

  readonly enumDeclaration = this.RULE("enumDeclaration", (): Bare<EnumNode> => {
    const closed = this.OPTION(() => this.CONSUME(keyword.closed)) !== undefined;
    this.CONSUME(keyword.enum);
    return { ...this.SUBRULE(this.enumRest), kind: "enum", flags: false, closed };
  });

  readonly flagsDeclaration = this.RULE("flagsDeclaration", (): Bare<EnumNode> => {
    this.CONSUME(keyword.flags);
    return { ...this.SUBRULE(this.enumRest), kind: "enum", flags: true, closed: false };
  });

  readonly enumRest = this.RULE("enumRest", (): Pick<EnumNode, "name" | "storage" | "members"> => {
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(Colon);
    const storage = this.nameOf(this.CONSUME2(Identifier));
    const members = this.SUBRULE(this.enumMembers);
    return { name, storage, members };
  });

  readonly enumMembers = this.RULE("enumMembers", (): readonly EnumMemberNode[] => {
    const members: EnumMemberNode[] = [];
    this.block({ text: "a member such as 'name = 1;'" }, () => {
      members.push(this.SUBRULE(this.enumMember));
    });
    return members;
  });

  readonly enumMember = this.RULE("enumMember", (): EnumMemberNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(Assign);
    const isBit = this.OPTION({
      // A constant may be called `bit`, too.
      GATE: () => !this.isNext(Semicolon, At),
      DEF: () => this.CONSUME(keyword.bit),
    });
    const value = this.SUBRULE(this.constant);
    this.annotationsAfter(annotations);
    this.end("the member's value");
    return { name, value, isBit: isBit !== undefined, ...this.documented(start, annotations) };
  });

  // Structs

  readonly memoryDeclaration = this.RULE("memoryDeclaration", (): Bare<StructNode | RingNode> => {
    const shared = this.OPTION(() => this.CONSUME(keyword.shared)) !== undefined;
    const ARGS: [boolean] = [shared];
    return this.OR<Bare<StructNode | RingNode>>({
      DEF: [
        { ALT: () => this.SUBRULE(this.structDeclaration, { ARGS }) },
        { ALT: () => this.SUBRULE(this.ringDeclaration, { ARGS }) },
      ],
      ERR_MSG: "'struct', 'union', 'packed' or 'ring'",
    });
  });

  readonly structDeclaration = this.RULE(
    "structDeclaration",
    (shared: boolean = false): Bare<StructNode> => {
      const packed = this.OPTION(() => this.CONSUME(keyword.packed)) !== undefined;
      const word = this.OR({
        DEF: [
          { ALT: () => this.CONSUME(keyword.struct) },
          { ALT: () => this.CONSUME(keyword.union) },
        ],
        ERR_MSG: "'struct' or 'union' ('shared' stands before 'packed')",
      });
      const union = word.image === "union";
      const name = this.nameOf(this.CONSUME(Identifier));
      const before = this.size();
      const align = this.OPTION2(() => {
        this.CONSUME(keyword.align);
        return this.SUBRULE(this.constant);
      });
      const after = this.OPTION3({
        GATE: () => before === undefined,
        DEF: () => {
          this.CONSUME(keyword.size);
          return this.SUBRULE2(this.constant);
        },
      });
      const size = before ?? after;
      const members = this.SUBRULE(this.members);
      return { kind: "struct", union, shared, packed, name, ...given({ size, align }), members };
    },
  );

  /** `size 32` or nothing; a rule may have one such place. */
  private size(): Constant | undefined {
    return this.OPTION5(() => {
      this.CONSUME5(keyword.size);
      return this.SUBRULE5(this.constant);
    });
  }

  // Rings

  readonly ringDeclaration = this.RULE(
    "ringDeclaration",
    (shared: boolean = false): Bare<RingNode> => {
      this.CONSUME(keyword.ring);
      const name = this.nameOf(this.CONSUME(Identifier));
      this.CONSUME(keyword.of);
      const slot = this.SUBRULE(this.namedType);
      this.CONSUME(LeftBracket);
      const capacity = this.OPTION(() => this.SUBRULE(this.constant));
      this.CONSUME(RightBracket);
      const size = this.size();
      const body = this.SUBRULE(this.ringBody);
      return { kind: "ring", shared, name, slot, ...given({ capacity, size }), ...body };
    },
  );

  readonly ringBody = this.RULE("ringBody", (): Pick<RingNode, "members" | "indices"> => {
    const members: RingMemberNode[] = [];
    const seen = new Map<string, Span>();
    let indices: RingNode["indices"];
    this.block({ text: "a member" }, () => {
      this.OR({
        DEF: [
          {
            GATE: () => !this.isNext(Colon),
            ALT: () => {
              this.once(seen, this.LA(1));
              indices = this.SUBRULE(this.indices);
            },
          },
          {
            GATE: () => !this.isNext(Colon),
            ALT: () => members.push(this.SUBRULE(this.slots)),
          },
          { ALT: () => members.push(this.SUBRULE(this.ringMember)), IGNORE_AMBIGUITIES: true },
        ],
        ERR_MSG: "a member",
      });
    });
    return { members, ...given({ indices }) };
  });

  readonly indices = this.RULE("indices", (): NonNullable<RingNode["indices"]> => {
    const start = this.start();
    this.CONSUME(keyword.indices);
    const mode = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(keyword.free_running) },
        { ALT: () => this.CONSUME(keyword.masked) },
      ],
      ERR_MSG: "'free_running' or 'masked'",
    });
    const foldedBy = this.OPTION(() => {
      this.CONSUME(keyword.folded);
      this.CONSUME(keyword.by);
      return this.nameOf(this.CONSUME(Identifier));
    });
    this.end("the mode of the indices");
    const span = this.spanFrom(start);
    return { mode: mode.image as "free_running" | "masked", ...given({ foldedBy }), span };
  });

  readonly slots = this.RULE("slots", (): RingMemberNode & { readonly kind: "slots" } => {
    const start = this.start();
    this.CONSUME(keyword.slots);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.end("the name of the slots");
    const { doc, span } = this.documented(start, []);
    return { kind: "slots", name, doc, span };
  });

  readonly ringMember = this.RULE("ringMember", (): RingMemberNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const ARGS: MemberStart = [start, annotations];
    return this.OR<RingMemberNode>({
      DEF: [
        { ALT: () => this.SUBRULE(this.reserved, { ARGS }) },
        { ALT: () => this.SUBRULE(this.ringField, { ARGS }), IGNORE_AMBIGUITIES: true },
      ],
      ERR_MSG: "a member",
    });
  });

  readonly ringField = this.RULE(
    "ringField",
    (start: number, annotations: Annotation[] = []): RingMemberNode => {
      const name = this.nameOf(this.CONSUME(Identifier));
      this.CONSUME(Colon);
      const type = this.SUBRULE(this.type);
      const at = this.offset();
      const role = this.OPTION({
        GATE: () => !this.isNext(Colon),
        DEF: () => {
          const word = this.OR([
            { ALT: () => this.CONSUME(keyword.producer) },
            { ALT: () => this.CONSUME(keyword.consumer) },
          ]);
          const party = this.nameOf(this.CONSUME2(Identifier));
          return { kind: word.image as "producer" | "consumer", party };
        },
      });
      const fixed = this.fixedValue();
      this.annotationsAfter(annotations);
      this.endAfterBlock("the field");
      const field: Omit<FieldNode, "doc" | "annotations" | "span"> = {
        kind: "field", name, type, ...given({ at, fixed }), when: [],
      };
      return { ...field, ...given({ role }), ...this.documented(start, annotations) };
    },
  );

  // States

  readonly statesDeclaration = this.RULE("statesDeclaration", (): Bare<StatesNode> => {
    this.CONSUME(keyword.states);
    const field = this.SUBRULE(this.path);
    const transitions: TransitionNode[] = [];
    const seen = new Map<string, Span>();
    let initial: Name | undefined;
    this.block({ text: "a transition" }, () => {
      this.OR({
        DEF: [
          {
            GATE: () => !this.isNext(Arrow),
            ALT: () => {
              this.once(seen, this.LA(1));
              initial = this.SUBRULE(this.initialState);
            },
          },
          { ALT: () => transitions.push(this.SUBRULE(this.transition)), IGNORE_AMBIGUITIES: true },
        ],
        ERR_MSG: "a transition such as 'ready -> done: host;'",
      });
    });
    return { kind: "states", field, ...given({ initial }), transitions };
  });

  readonly initialState = this.RULE("initialState", (): Name => {
    this.CONSUME(keyword.initial);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.end("the initial state");
    return name;
  });

  readonly transition = this.RULE("transition", (): TransitionNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const from = this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(Star);
            return undefined;
          },
        },
        { ALT: () => this.nameOf(this.CONSUME(Identifier)) },
      ],
      ERR_MSG: "a state or '*'",
    });
    this.CONSUME(Arrow);
    const to = this.nameOf(this.CONSUME2(Identifier));
    this.CONSUME(Colon);
    const party = this.nameOf(this.CONSUME3(Identifier));
    this.annotationsAfter(annotations);
    this.end("the transition's party");
    return { ...given({ from }), to, party, ...this.documented(start, annotations) };
  });

  // Registers

  readonly registersDeclaration = this.RULE("registersDeclaration", (): Bare<RegistersNode> => {
    this.CONSUME(keyword.registers);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(keyword.size);
    const size = this.SUBRULE(this.constant);
    const registers: RegisterNode[] = [];
    this.block({ text: "a register such as '0x10 name: u32 ro;'" }, () => {
      registers.push(this.SUBRULE(this.register));
    });
    return { kind: "registers", name, size, registers };
  });

  readonly register = this.RULE("register", (): RegisterNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const offset = this.SUBRULE(this.constant);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(Colon);
    const widths: Constant[] = [];
    const typed = this.OR<Pick<RegisterNode, "type" | "access">>({
      DEF: [
        { ALT: () => this.SUBRULE(this.registerBits, { ARGS: [widths] }) },
        { ALT: () => ({ type: this.SUBRULE(this.type) }), IGNORE_AMBIGUITIES: true },
      ],
      ERR_MSG: "a type",
    });
    const access = this.OPTION(() => this.SUBRULE(this.access)) ?? typed.access;
    const halves = this.OPTION2(() => {
      this.CONSUME(keyword.as);
      return this.CONSUME(keyword.halves);
    });
    this.OPTION3(() => this.SUBRULE(this.widths, { ARGS: [widths] }));
    const stride = this.OPTION4(() => {
      this.CONSUME(keyword.stride);
      return this.SUBRULE3(this.constant);
    });
    const fixed = this.fixedValue();
    this.annotationsAfter(annotations);
    this.endAfterBlock("the register");
    return {
      offset, name, type: typed.type, ...given({ access }), halves: halves !== undefined, widths,
      ...given({ stride, fixed }), ...this.documented(start, annotations),
    };
  });

  readonly widths = this.RULE("widths", (widths: Constant[] = []): void => {
    this.CONSUME(keyword.widths);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => widths.push(this.SUBRULE(this.constant)) });
  });

  readonly registerBits = this.RULE("registerBits", (
    widths: Constant[] = [],
  ): Pick<RegisterNode, "type" | "access"> => {
    const start = this.start();
    this.CONSUME(keyword.bits);
    const storage = this.nameOf(this.CONSUME(Identifier));
    const byteOrder = this.byteOrder();
    const access = this.OPTION(() => this.SUBRULE(this.access));
    this.OPTION2(() => this.SUBRULE(this.widths, { ARGS: [widths] }));
    const entries = this.SUBRULE(this.bitEntries);
    const span = this.spanFrom(start);
    const type: BitsTypeNode = { kind: "bits", storage, ...given({ byteOrder }), entries, span };
    return { type, ...given({ access }) };
  });

  readonly access = this.RULE("access", (): NonNullable<RegisterNode["access"]> => {
    const start = this.start();
    const token = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(keyword.ro) },
        { ALT: () => this.CONSUME(keyword.wo) },
        { ALT: () => this.CONSUME(keyword.rw) },
      ],
      ERR_MSG: "'ro', 'wo' or 'rw'",
    });
    return { mode: token.image as "ro" | "wo" | "rw", span: this.spanFrom(start) };
  });
}
