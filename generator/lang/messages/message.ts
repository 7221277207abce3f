// How one entry of the message table is written.

/** One message: its code is its key in the table. */
export interface Message<Text extends string = string> {
  readonly severity: "error" | "warning";
  /** One line, lower case, no full stop; `{placeholders}` stand for values. */
  readonly text: Text;
  /** What the rule is and why, for `explain`; the wrong example is the code's fixture. */
  readonly help: string;
}

/** A message that stops the compilation. */
export function error<const Text extends string>(text: Text, help: string): Message<Text> {
  return { severity: "error", text, help };
}

/** A message that does not. */
export function warning<const Text extends string>(text: Text, help: string): Message<Text> {
  return { severity: "warning", text, help };
}

/** The `{placeholders}` of a text, read off it by the type checker. */
export type Placeholders<Text extends string> = Text extends `${string}{${infer Key}}${infer Rest}`
  ? Key | Placeholders<Rest>
  : never;
