// Stands for compile.ts in the built tool: the shipped specs were compiled when the tool was built.
import { recall } from "./cli-recall.ts";
import type { Compilation, compile as compileSources, CompileOptions } from "./compile.ts";
import type { Source } from "./lang/ast.ts";
import type { Model } from "./model.ts";

/** Compiles specs; the compiler itself is loaded only for others than the shipped ones. */
export function compile(sources: readonly Source[], options: CompileOptions = {}): Compilation {
  const words = sources.flatMap((source) => [source.label ?? source.path, source.text]);
  const model = recall("shipped", words.join("\0"), "model") as Model | undefined;
  return model === undefined ? loadCompiler()(sources, options) : { model, diagnostics: [] };
}

function loadCompiler(): typeof compileSources {
  const { compile: real } = require("./compiler.cjs") as { readonly compile: typeof compileSources };
  return real;
}
