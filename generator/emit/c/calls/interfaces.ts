// An interface: its table of operations, and the two ends of a call that travels as a message.
import type { Interface, Operation } from "../../../model.ts";
import { cName } from "../../../words.ts";
import { leafAt, store } from "../records/leaves.ts";
import { oneLine } from "../../text.ts";
import { enumWords, kernelDoc } from "../spell/comments.ts";
import { block, call, signature } from "../spell/lines.ts";
import { recordName } from "../spell/names.ts";
import { forwardStatements } from "./forward.ts";
import renderHeader from "./interface-header.hbs";
import renderSource from "./interface-source.hbs";
import { operationConstant, parameterList } from "./parameters.ts";
import { callStatements, fillsAnswer, serveStatements, sidesOf, usesReply } from "./serve.ts";

/** The numbers of the operations, the table, and the heads of `serve` and `forward`. */
export function emitInterfaceHeader(declaration: Interface): string {
  return renderHeader({
    name: declaration.qualified,
    numbersComment: kernelDoc({
      subject: `enum ${declaration.qualified}_op`,
      doc: `The operations of ${declaration.name} in messages.`,
      members: declaration.operations.map((operation) => ({
        name: operationConstant(declaration, operation),
        text: operation.oneway ? "has no reply" : "",
      })),
    }),
    numbers: declaration.operations.map((operation) => ({
      name: operationConstant(declaration, operation),
      value: operation.number,
    })),
    opsComment: kernelDoc({
      subject: `struct ${declaration.qualified}_ops`,
      doc: opsDoc(declaration),
      members: declaration.operations.map((operation) => ({
        name: cName(operation.name),
        text: operationDoc(operation),
      })),
    }),
    callbacks: declaration.operations.map((operation) =>
      call("    ", `int (*${cName(operation.name)})`, ["void *self", ...parameterList(operation)]),
    ),
    serveComment: kernelDoc({
      subject: `${declaration.qualified}_serve()`,
      doc:
        "Make the call that a message asks for, and answer it.\n\n" +
        "Nothing in @request is trusted. Whatever is wrong with it, @reply is an answer; " +
        "only a one-way operation has none, and then its size is 0.",
      members: [
        { name: "ops", text: "the operations" },
        { name: "self", text: "handed to them" },
        { name: "request", text: "the message" },
        { name: "reply", text: "filled in; its capacity is that of the longest reply" },
      ],
      returns: "0, or the negative errno that @reply carries.",
    }),
    serveHead: serveHead(declaration),
    forwardComment: kernelDoc({
      subject: `${declaration.qualified}_forward`,
      doc: "Operations that are messages to the other side; self is a struct hypershim_caller.",
    }),
  });
}

/** `serve` and `forward`. */
export function emitInterfaceSource(declaration: Interface): string {
  return renderSource({
    name: declaration.qualified,
    serveHead: serveHead(declaration),
    unknown: block(unknownStatements(declaration), "        "),
    operations: declaration.operations.map((operation) => operationView(declaration, operation)),
  });
}

/** An operation that nobody knows is answered with a status alone. */
function unknownStatements(declaration: Interface): readonly string[] {
  const reply = declaration.operations.find((operation) => operation.reply !== undefined)?.reply;
  if (reply === undefined) {
    return ["return -ENOSYS;"];
  }
  const { storage } = leafAt(reply, ["status"]);
  return [
    "if (reply->capacity < sizeof(uint32_t))",
    "    return -EMSGSIZE;",
    store(storage, "\u0000", "hypershim_status(-ENOSYS)").replace("&\u0000", "reply->body"),
    "reply->size = sizeof(uint32_t);",
    "return -ENOSYS;",
  ];
}

function opsDoc(declaration: Interface): string {
  const doc = declaration.doc === "" ? "Operations." : declaration.doc;
  return (
    `${doc}\n\nEvery operation answers 0 or a negative errno. NULL stands for -ENOSYS. ` +
    "A handle is borrowed when it is given, and the caller's when it is a result."
  );
}

function operationDoc(operation: Operation): string {
  const error =
    operation.error === undefined ? "" : ` Fails with an enum ${operation.error.qualified}.`;
  const enums = [...operation.parameters, ...operation.results].flatMap(({ name, type }) =>
    type.kind === "enum"
      ? [`@${name} ${type.enum.flags ? "holds" : "is"} ${enumWords(type.enum)}`]
      : [],
  );
  const notes = enums.length === 0 ? "" : ` ${enums.join(", ")}.`;
  return `${oneLine(operation.doc)}${notes}${error}`;
}

function serveHead(declaration: Interface): string {
  return signature("int", `${declaration.qualified}_serve`, [
    `const struct ${declaration.qualified}_ops *ops`,
    "void *self",
    "const struct hypershim_message *request",
    "struct hypershim_message *reply",
  ]);
}

function operationView(declaration: Interface, operation: Operation): object {
  const sides = sidesOf(operation);
  const prefix = declaration.qualified;
  return {
    constant: operationConstant(declaration, operation),
    member: cName(operation.name),
    served:
      sides.reply === undefined
        ? `${prefix}_call_${operation.name}(ops, self, request)`
        : `${prefix}_serve_${operation.name}(ops, self, request, reply)`,
    forwardName: `${prefix}_forward_${operation.name}`,
    answered: sides.reply !== undefined,
    callHead: signature("static int", `${prefix}_call_${operation.name}`, [
      `const struct ${prefix}_ops *ops`,
      "void *self",
      "const struct hypershim_message *request",
      ...(sides.reply === undefined || !fillsAnswer(operation)
        ? []
        : [`${recordName(sides.reply)} *answer`]),
      ...(usesReply(sides) ? ["struct hypershim_message *reply"] : []),
    ]),
    callBody: block(callStatements(operation, sides)),
    serveHead: signature("static int", `${prefix}_serve_${operation.name}`, [
      `const struct ${prefix}_ops *ops`,
      "void *self",
      "const struct hypershim_message *request",
      "struct hypershim_message *reply",
    ]),
    serveBody: block(serveStatements(prefix, operation, sides)),
    forwardHead: signature("static int", `${prefix}_forward_${operation.name}`, [
      "void *self",
      ...parameterList(operation),
    ]),
    forwardBody: block(forwardStatements(declaration, operation, sides)),
  };
}
