// Emits one target in a thread of its own, while the main thread emits the others.
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { loadBundle } from "./cli-bundles.ts";
import type { Artefact, Emitter } from "./emit/emitter.ts";
import type { Model } from "./model.ts";

/** What a thread is told: the target's bundle exports its emitter under the target's name. */
interface Task {
  readonly target: string;
  readonly model: Model;
}

/** Starts emitting a target. */
export function emitApart(target: string, model: Model): Promise<readonly Artefact[]> {
  const task: Task = { target, model };
  const worker = new Worker(__filename, { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

if (!isMainThread) {
  const { target, model } = workerData as Task;
  const exported = loadBundle(__dirname, `emit-${target}.cjs`) as Readonly<Record<string, Emitter>>;
  parentPort?.postMessage(exported[target]?.emit(model));
}
