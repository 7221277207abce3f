// Part of hypershim; do not edit.

// What generated code shares. No dependencies; only what is used reaches a bundle. Generated modules
// make constants of what they call often: V8 knows those, and looks imports up each time.

export * from "./hypershim/bounds.ts";
export * from "./hypershim/bytes.ts";
export * from "./hypershim/calls.ts";
export * from "./hypershim/dispatch.ts";
export * from "./hypershim/examples.ts";
export * from "./hypershim/integers.ts";
export * from "./hypershim/memory.ts";
export * from "./hypershim/protocols.ts";
export * from "./hypershim/registers.ts";
