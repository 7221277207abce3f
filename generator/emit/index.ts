// The registry of targets; an emitter and its library are loaded only when it has work to do.
import type { Emitter } from "./emitter.ts";

/** A target by the name that `--target` takes and its folder bears. */
export interface Target {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Emitter>;
  /** It takes as long as all the others together, which a thread can do meanwhile. */
  readonly slow?: true;
}

/** Every target, in the order in which they are generated. */
export const targets: readonly Target[] = [
  {
    name: "c",
    summary: "C headers and sources",
    load: async () => (await import("./c/index.ts")).c,
  },
  {
    name: "ts",
    summary: "TypeScript codecs",
    load: async () => (await import("./ts/index.ts")).ts,
    slow: true,
  },
  {
    name: "docs",
    summary: "Markdown pages with diagrams",
    load: async () => (await import("./docs/index.ts")).docs,
  },
  {
    name: "model",
    summary: "the checked model as JSON",
    load: async () => (await import("./model/index.ts")).model,
  },
];
