// The table of everything the compiler can complain about, by code.

import { bindingMessages } from "./messages/bindings.ts";
import { exampleMessages } from "./messages/examples.ts";
import { layoutMessages } from "./messages/layout.ts";
import type { Placeholders } from "./messages/message.ts";
import { memoryMessages } from "./messages/memory.ts";
import { nameMessages } from "./messages/names.ts";
import { operationMessages } from "./messages/operations.ts";
import { protocolMessages } from "./messages/protocols.ts";
import { registerMessages } from "./messages/registers.ts";
import { syntaxMessages } from "./messages/syntax.ts";
import { valueMessages } from "./messages/values.ts";

/** All messages, in the order of the compiler's steps. */
export const messages = {
  ...syntaxMessages,
  ...nameMessages,
  ...valueMessages,
  ...layoutMessages,
  ...memoryMessages,
  ...registerMessages,
  ...operationMessages,
  ...protocolMessages,
  ...bindingMessages,
  ...exampleMessages,
};

/** A message's stable name, in kebab case. */
export type Code = keyof typeof messages;

/** What the placeholders of a code's text need. */
export type Values<C extends Code> = Readonly<
  Record<Placeholders<(typeof messages)[C]["text"]>, string | number | bigint>
>;

/** Whether a string is one of our codes. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(messages, text);
}
