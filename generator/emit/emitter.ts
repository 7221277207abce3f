// What an emitter is: a pure function from the model to files.
import type { Model } from "../model.ts";

/** One generated file; `path` is relative to the target's folder, always with `/`. */
export interface Artefact {
  readonly path: string;
  readonly text: string;
}

/** Makes one target's files of a checked model. */
export interface Emitter {
  readonly name: string;
  emit(model: Model): readonly Artefact[];
}
