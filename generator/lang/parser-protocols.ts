// The grammar of what parties say to each other: messages, interfaces, bindings, devices.

import type {
  BodyNode, ConditionNode, HeaderNode, MessageNode, MessagesNode, Path, ReplyNode, Span,
} from "./ast.ts";
import { given } from "./given.ts";
import { type Bare, MemoryParser } from "./parser-memory.ts";
import {
  Arrow, Assign, Comma, Dot, Equal, Identifier, keyword, LeftParenthesis, NotEqual, Range,
  RightParenthesis, Semicolon, type Word,
} from "./tokens.ts";

/** A node while its clauses are being read, in whatever order they stand. */
export type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const HEADER_WORDS: readonly Word[] = [
  "body_length", "code", "error", "id", "is_reply", "length", "where",
];

/** Declarations of protocols. */
export abstract class ProtocolParser extends MemoryParser {
  readonly condition = this.RULE("condition", (): ConditionNode => {
    const start = this.start();
    const field = this.SUBRULE(this.path);
    let negated = false;
    const value = this.OPTION(() => {
      const sign = this.OR([
        { ALT: () => this.CONSUME(Equal) },
        { ALT: () => this.CONSUME(NotEqual) },
      ]);
      negated = sign.tokenType === NotEqual;
      return this.SUBRULE(this.constant);
    });
    return { field, negated, ...given({ value }), span: this.spanFrom(start) };
  });

  // Messages

  readonly messagesDeclaration = this.RULE("messagesDeclaration", (): Bare<MessagesNode> => {
    this.CONSUME(keyword.messages);
    const name = this.nameOf(this.CONSUME(Identifier));
    this.CONSUME(keyword.on);
    const carrier = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(keyword.stream) },
        { ALT: () => this.CONSUME(keyword.datagram) },
        { ALT: () => this.CONSUME(keyword.queue) },
      ],
      ERR_MSG: "'stream', 'datagram' or 'queue'",
    });
    const body = this.SUBRULE(this.messagesBody);
    return { kind: "messages", name, carrier: carrier.image as MessagesNode["carrier"], ...body };
  });

  readonly messagesBody = this.RULE("messagesBody", () => {
    const parts: Mutable<Pick<MessagesNode, "header" | "request" | "reply">> = {};
    const messages: MessageNode[] = [];
    const seen = new Map<string, Span>();
    const GATE = (): boolean => !this.isNext(LeftParenthesis, Assign);
    this.block({ text: "a message" }, () => {
      const first = this.LA(1);
      this.OR({
        DEF: [
          {
            GATE,
            ALT: () => {
              this.once(seen, first);
              parts.header = this.SUBRULE(this.header);
            },
          },
          {
            GATE,
            ALT: () => {
              this.once(seen, first);
              parts.request = this.SUBRULE(this.plainRequest);
            },
          },
          {
            GATE,
            ALT: () => {
              this.once(seen, first);
              parts.reply = this.SUBRULE(this.plainReply);
            },
          },
          { ALT: () => messages.push(this.SUBRULE(this.message)), IGNORE_AMBIGUITIES: true },
        ],
        ERR_MSG: "a message",
      });
    });
    return { ...parts, messages };
  });

  readonly plainRequest = this.RULE("plainRequest", (): BodyNode => {
    this.CONSUME(keyword.request);
    const body = this.SUBRULE(this.body);
    this.end("the request");
    return body;
  });

  readonly plainReply = this.RULE("plainReply", (): ReplyNode => {
    this.CONSUME(keyword.reply);
    const reply = this.SUBRULE(this.replyWithCondition);
    this.end("the reply");
    return reply;
  });

  readonly header = this.RULE("header", (): HeaderNode => {
    const start = this.start();
    this.CONSUME(keyword.header);
    const record = this.SUBRULE(this.namedType);
    const clauses = this.SUBRULE(this.headerClauses);
    this.OPTION(() => this.CONSUME(Semicolon));
    return { record, ...clauses, span: this.spanFrom(start) };
  });

  readonly headerClauses = this.RULE("headerClauses", () => {
    const clauses: Mutable<Omit<HeaderNode, "record" | "span">> = { id: [], where: [] };
    const where: ConditionNode[] = [];
    const seen = new Map<string, Span>();
    this.block({ text: "a clause of the header", words: HEADER_WORDS }, () => {
      const first = this.LA(1);
      if (first.tokenType !== keyword.where) {
        this.once(seen, first);
      }
      this.OR({
        DEF: [
          {
            ALT: () => {
              this.CONSUME(keyword.code);
              clauses.code = this.SUBRULE(this.path);
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword.body_length);
              clauses.length = { field: this.SUBRULE2(this.path), includesHeader: false };
            },
          },
          { ALT: () => (clauses.length = this.SUBRULE(this.wholeLength)) },
          {
            ALT: () => {
              this.CONSUME(keyword.id);
              const paths: Path[] = [];
              this.AT_LEAST_ONE_SEP({
                SEP: Comma,
                DEF: () => paths.push(this.SUBRULE3(this.path)),
              });
              clauses.id = paths;
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword.is_reply);
              clauses.isReply = this.SUBRULE(this.condition);
            },
          },
          { ALT: () => (clauses.error = this.SUBRULE(this.errorClause)) },
          {
            ALT: () => {
              this.CONSUME(keyword.where);
              where.push(this.SUBRULE2(this.condition));
            },
          },
        ],
        ERR_MSG: "a clause of the header",
      });
      this.end("the clause");
    });
    return { ...clauses, where };
  });

  readonly wholeLength = this.RULE("wholeLength", (): NonNullable<HeaderNode["length"]> => {
    this.CONSUME(keyword.length);
    const field = this.SUBRULE(this.path);
    const including = this.OPTION(() => {
      this.CONSUME(keyword.including);
      return this.CONSUME(keyword.header);
    });
    return { field, includesHeader: including !== undefined };
  });

  readonly errorClause = this.RULE("errorClause", (): NonNullable<HeaderNode["error"]> => {
    this.CONSUME(keyword.error);
    const condition = this.SUBRULE(this.condition);
    const code = this.OPTION(() => {
      this.CONSUME(keyword.code);
      return this.SUBRULE(this.path);
    });
    return { condition, ...given({ code }) };
  });

  readonly message = this.RULE("message", (): MessageNode => {
    const start = this.start();
    const annotations = this.annotationsBefore();
    const name = this.nameOf(this.CONSUME(Identifier));
    const code = this.fixedValue();
    const request = this.SUBRULE(this.bodyInParentheses);
    const reply = this.OPTION(() => {
      this.CONSUME(Arrow);
      return this.SUBRULE(this.replyWithCondition);
    });
    this.annotationsAfter(annotations);
    this.end("the message");
    const rest = this.documented(start, annotations);
    return { name, ...given({ code }), request, ...given({ reply }), ...rest };
  });

  readonly replyWithCondition = this.RULE("replyWithCondition", (): ReplyNode => {
    const body = this.SUBRULE(this.body);
    const when = this.OPTION(() => {
      const word = this.OR([
        { ALT: () => this.CONSUME(keyword.when) },
        { ALT: () => this.CONSUME(keyword.unless) },
      ]);
      const condition = this.SUBRULE(this.condition);
      const negated = condition.negated !== (word.tokenType === keyword.unless);
      return { ...condition, negated };
    });
    return { body, ...given({ when }) };
  });

  readonly body = this.RULE("body", (): BodyNode => {
    const start = this.start();
    return this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.bodyInParentheses) },
        { ALT: () => ({ type: this.SUBRULE(this.namedType), span: this.spanFrom(start) }) },
      ],
      ERR_MSG: "a record's name or '('",
    });
  });

  readonly bodyInParentheses = this.RULE("bodyInParentheses", (): BodyNode => {
    const start = this.start();
    this.CONSUME(LeftParenthesis);
    const content = this.OPTION(() =>
      this.OR<Pick<BodyNode, "type" | "descriptors">>({
        DEF: [
          {
            GATE: () => !this.isNext(Comma, RightParenthesis, Dot),
            ALT: () => ({ descriptors: this.SUBRULE(this.descriptors) }),
          },
          {
            ALT: () => {
              const type = this.SUBRULE(this.namedType);
              const descriptors = this.OPTION2(() => {
                this.CONSUME(Comma);
                return this.SUBRULE2(this.descriptors);
              });
              return { type, ...given({ descriptors }) };
            },
            IGNORE_AMBIGUITIES: true,
          },
        ],
        ERR_MSG: "a record's name or 'descriptors'",
      }),
    );
    this.CONSUME(RightParenthesis);
    return { ...content, span: this.spanFrom(start) };
  });

  readonly descriptors = this.RULE("descriptors", (): NonNullable<BodyNode["descriptors"]> => {
    this.CONSUME(keyword.descriptors);
    const min = this.SUBRULE(this.constant);
    this.CONSUME(Range);
    const max = this.SUBRULE2(this.constant);
    return { min, max };
  });
}
