// The grammar of interfaces, of bindings to them, and of devices that carry them.

import type { ParserMethod } from "chevrotain";
import type {
  BindCaseNode, BindNode, ConditionNode, Constant, DeviceNode, EnumMemberNode, EquationNode,
  ExpressionNode, InterfaceNode, Name, NamedTypeNode, OperationNode, ParameterNode, QueueNode, Span,
} from "./ast.ts";
import { given } from "./given.ts";
import type { Bare } from "./parser-memory.ts";
import { type Mutable, ProtocolParser } from "./parser-protocols.ts";
import {
  Arrow, Assign, Colon, Comma, Dot, Identifier, Integer, keyword, LeftBrace, LeftBracket,
  LeftParenthesis, RightBracket, RightParenthesis, Semicolon, type Word,
} from "./tokens.ts";

const DEVICE_WORDS: readonly Word[] = ["config", "features", "header", "queue", "shared_memory"];

/** Declarations of operations and of how they travel. */
export abstract class InterfaceParser extends ProtocolParser {
  readonly interfaceDeclaration = this.RULE("interfaceDeclaration", (): Bare<InterfaceNode> => {
    this.CONSUME(keyword.interface);
    const name = this.nameOf(this.CONSUME(Identifier));
    const operations: OperationNode[] = [];
    this.block({ text: "an operation", words: ["op", "oneway"] }, () => {
      operations.push(this.SUBRULE(this.operation));
    });
    return { kind: "interface", name, operations };
  });

  readonly operation = this.RULE("operation", (): OperationNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const oneway = this.OPTION(() => this.CONSUME(keyword.oneway)) !== undefined;
    this.CONSUME(keyword.op);
    const number = this.SUBRULE(this.constant);
    const name = this.nameOf(this.CONSUME(Identifier));
    const parameters = this.SUBRULE(this.parameters);
    const results = this.OPTION2(() => {
      this.CONSUME(Arrow);
      return this.SUBRULE2(this.parameters);
    });
    const error = this.OPTION3(() => {
      this.CONSUME(keyword.error);
      return this.SUBRULE(this.namedType);
    });
    this.annotationsAfter(annotations);
    this.end("the operation");
    return {
      oneway, number, name, parameters, results: results ?? [], ...given({ error }),
      ...this.documented(start, annotations),
    };
  });

  readonly parameters = this.RULE("parameters", (): readonly ParameterNode[] => {
    const parameters: ParameterNode[] = [];
    this.CONSUME(LeftParenthesis);
    this.MANY_SEP({ SEP: Comma, DEF: () => parameters.push(this.SUBRULE(this.parameter)) });
    this.CONSUME(RightParenthesis);
    return parameters;
  });

  readonly parameter = this.RULE("parameter", (): ParameterNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(Colon);
    const type = this.SUBRULE(this.type);
    const allowed: Constant[] = [];
    this.OPTION(() => {
      this.CONSUME(keyword.in);
      this.CONSUME(LeftParenthesis);
      this.AT_LEAST_ONE_SEP({
        SEP: Comma, ERR_MSG: "a value that is allowed",
        DEF: () => allowed.push(this.SUBRULE(this.constant)),
      });
      this.CONSUME(RightParenthesis);
    });
    this.annotationsAfter(annotations);
    return { name, type, allowed, ...this.documented(start, annotations) };
  });

  // Bindings

  readonly bindDeclaration = this.RULE("bindDeclaration", (): Bare<BindNode> => {
    this.CONSUME(keyword.bind);
    const bound = this.SUBRULE(this.namedType);
    this.CONSUME(keyword.to);
    const target = this.OR<BindNode["target"]>({
      DEF: [
        {
          GATE: () => !this.isNext(LeftBrace, Dot),
          ALT: () => this.SUBRULE(this.slotTarget),
        },
        {
          ALT: () => ({ kind: "messages", messages: this.SUBRULE2(this.namedType) }),
          IGNORE_AMBIGUITIES: true,
        },
      ],
      ERR_MSG: "the name of messages or 'slot'",
    });
    const body = this.SUBRULE(this.bindBody);
    return { kind: "bind", interface: bound, target, ...body };
  });

  readonly slotTarget = this.RULE("slotTarget", (): BindNode["target"] => {
    this.CONSUME(keyword.slot);
    const record = this.SUBRULE(this.namedType);
    this.CONSUME(keyword.of);
    const page = this.SUBRULE(this.path);
    this.CONSUME(LeftBracket);
    const index = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(RightBracket);
    return { kind: "slot", record, page, index };
  });

  readonly bindBody = this.RULE("bindBody", (): Pick<BindNode, "take" | "done" | "cases"> => {
    const moves: Mutable<Pick<BindNode, "take" | "done">> = {};
    const cases: BindCaseNode[] = [];
    const seen = new Map<string, Span>();
    // Operations may have these names.
    const GATE = (): boolean => !this.isNext(keyword.when, LeftBrace, Semicolon);
    this.block({ text: "a case" }, () => {
      const first = this.LA(1);
      this.OR({
        DEF: [
          {
            GATE,
            ALT: () => {
              this.once(seen, first);
              moves.take = this.SUBRULE(this.takeClause);
            },
          },
          {
            GATE,
            ALT: () => {
              this.once(seen, first);
              moves.done = this.SUBRULE(this.doneClause);
            },
          },
          { ALT: () => cases.push(this.SUBRULE(this.bindCase)), IGNORE_AMBIGUITIES: true },
        ],
        ERR_MSG: "a case",
      });
    });
    return { ...moves, cases };
  });

  readonly takeClause = this.RULE("takeClause", (): NonNullable<BindNode["take"]> => {
    this.CONSUME(keyword.take);
    const from = this.nameOf(this.CONSUME(Identifier));
    const to = this.OPTION(() => {
      this.CONSUME(Arrow);
      return this.nameOf(this.CONSUME2(Identifier));
    });
    this.end("the state");
    return { from, ...given({ to }) };
  });

  readonly doneClause = this.RULE("doneClause", (): NonNullable<BindNode["done"]> => {
    this.CONSUME(keyword.done);
    const from = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(Arrow);
    const to = this.nameOf(this.CONSUME2(Identifier));
    this.end("the state");
    return { from, to };
  });

  readonly bindCase = this.RULE("bindCase", (): BindCaseNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const operation = this.nameOf(this.CONSUME(Identifier));
    const conditions: ConditionNode[] = [];
    this.OPTION(() => {
      this.CONSUME(keyword.when);
      this.AT_LEAST_ONE_SEP({
        SEP: Comma,
        DEF: () => conditions.push(this.SUBRULE(this.condition)),
      });
    });
    const equations = this.OPTION2(() => this.SUBRULE(this.equations)) ?? [];
    this.endAfterBlock("the case");
    return { operation, conditions, equations, ...this.documented(start, annotations) };
  });

  readonly equations = this.RULE("equations", (): readonly EquationNode[] => {
    const equations: EquationNode[] = [];
    this.block({ text: "an equation" }, () => {
      equations.push(this.SUBRULE(this.equation));
    });
    return equations;
  });

  readonly equation = this.RULE("equation", (): EquationNode => {
    const start = this.start();
    const targets: Name[] = [];
    this.OR({
      DEF: [
        { ALT: () => targets.push(this.nameOf(this.CONSUME(Identifier))) },
        {
          ALT: () => {
            this.CONSUME(LeftParenthesis);
            this.AT_LEAST_ONE_SEP({
              SEP: Comma,
              DEF: () => targets.push(this.nameOf(this.CONSUME2(Identifier))),
            });
            this.CONSUME(RightParenthesis);
          },
        },
      ],
      ERR_MSG: "a parameter's name or '('",
    });
    this.CONSUME(Assign);
    const value = this.SUBRULE(this.expression);
    this.end("the equation");
    return { targets, value, span: this.spanFrom(start) };
  });

  readonly expression: ParserMethod<[], ExpressionNode> = this.RULE("expression", () => {
    const start = this.start();
    return this.OR<ExpressionNode>({
      DEF: [
        { ALT: () => this.integerOf(this.CONSUME(Integer)) },
        {
          GATE: () => this.isNext(LeftParenthesis),
          ALT: () => {
            const called = this.nameOf(this.CONSUME(Identifier));
            this.CONSUME(LeftParenthesis);
            const values: ExpressionNode[] = [];
            this.MANY_SEP({ SEP: Comma, DEF: () => values.push(this.SUBRULE(this.expression)) });
            this.CONSUME(RightParenthesis);
            const span = this.spanFrom(start);
            return { kind: "call", function: called, arguments: values, span };
          },
        },
        {
          ALT: () => {
            const path = this.SUBRULE(this.path);
            return { kind: "path", path, span: this.spanFrom(start) };
          },
          IGNORE_AMBIGUITIES: true,
        },
      ],
      ERR_MSG: "an integer, a field or a call",
    });
  });

  // Devices

  readonly deviceDeclaration = this.RULE("deviceDeclaration", (): Bare<DeviceNode> => {
    this.CONSUME(keyword.virtio);
    this.CONSUME(keyword.device);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(keyword.id);
    const id = this.SUBRULE(this.constant);
    const body = this.SUBRULE(this.deviceBody);
    return { kind: "device", name, id, ...body };
  });

  readonly deviceBody = this.RULE("deviceBody", () => {
    const parts: Mutable<Pick<DeviceNode, "header" | "config" | "features">> = { features: [] };
    const queues: QueueNode[] = [];
    const sharedMemory: EnumMemberNode[] = [];
    const seen = new Map<string, Span>();
    this.block({ text: "a clause of the device", words: DEVICE_WORDS }, () => {
      const first = this.LA(1);
      this.OR({
        DEF: [
          {
            ALT: () => {
              this.once(seen, first);
              parts.header = this.SUBRULE(this.header);
            },
          },
          {
            ALT: () => {
              this.once(seen, first);
              parts.config = this.SUBRULE(this.configClause);
            },
          },
          {
            ALT: () => {
              this.once(seen, first);
              this.CONSUME(keyword.features);
              parts.features = this.SUBRULE(this.enumMembers);
              this.OPTION(() => this.CONSUME(Semicolon));
            },
          },
          { ALT: () => queues.push(this.SUBRULE(this.queue)) },
          { ALT: () => sharedMemory.push(this.SUBRULE(this.sharedMemory)) },
        ],
        ERR_MSG: "a clause of the device",
      });
    });
    return { ...parts, queues, sharedMemory };
  });

  readonly configClause = this.RULE("configClause", (): NamedTypeNode => {
    this.CONSUME(keyword.config);
    const record = this.SUBRULE(this.namedType);
    this.end("the configuration's record");
    return record;
  });

  readonly queue = this.RULE("queue", (): QueueNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    this.CONSUME(keyword.queue);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(Colon);
    const party = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(keyword.driver) },
        { ALT: () => this.CONSUME(keyword.device) },
      ],
      ERR_MSG: "'driver' or 'device'",
    });
    const does = this.OR2<QueueNode["does"]>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(keyword.asks);
            return { kind: "asks", interface: this.SUBRULE(this.namedType) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(keyword.answers);
            return { kind: "answers", queue: this.nameOf(this.CONSUME2(Identifier)) };
          },
        },
      ],
      ERR_MSG: "'asks' or 'answers'",
    });
    this.annotationsAfter(annotations);
    this.end("the queue");
    const rest = this.documented(start, annotations);
    return { name, party: party.image as QueueNode["party"], does, ...rest };
  });

  readonly sharedMemory = this.RULE("sharedMemory", (): EnumMemberNode => {
    const start = this.start();
    this.CONSUME(keyword.shared_memory);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(Assign);
    const value = this.SUBRULE(this.constant);
    this.end("the shared memory's number");
    return { name, value, isBit: false, ...this.documented(start, []) };
  });
}
