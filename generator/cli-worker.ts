// Emits one target in a thread of its own, while the main thread emits the others.
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { loadBundle } from "./cli-bundles.ts";
import type { Apart } from "./commands/load.ts";
import type { Artefact, Emitter } from "./emit/emitter.ts";
import type { Model } from "./model.ts";

/** Starts a thread that makes itself ready for a target: that takes as long as reading specs. */
export function openApart(target: string): Apart {
  let worker: Worker | undefined;
  let isAsked = false;
  const artefacts = new Promise<readonly Artefact[]>((resolve, reject) => {
    worker = new Worker(__filename, { workerData: target });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error(`the thread for ${target} has ended`)));
  });
  // It may fail before anybody waits for it.
  artefacts.catch(() => undefined);
  return {
    emit: (model) => {
      isAsked = true;
      worker?.postMessage(model);
      return artefacts;
    },
    close: () => {
      // One that has been asked ends by itself, after it has kept the code that V8 compiled.
      if (!isAsked) {
        void worker?.terminate();
      }
    },
  };
}

if (!isMainThread) {
  const target = workerData as string;
  // A target's bundle exports its emitter under the target's name.
  const exported = loadBundle(__dirname, `emit-${target}.cjs`) as Readonly<Record<string, Emitter>>;
  parentPort?.once("message", (model: Model) => {
    parentPort?.postMessage(exported[target]?.emit(model));
  });
}
