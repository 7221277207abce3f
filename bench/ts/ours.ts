// Generated codecs as contestants.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { compile } from "../../generator/compile.ts";
import { ts } from "../../generator/emit/ts/index.ts";
import {
  decodeXenIoreq,
  encodeXenIoreq,
  getXenIoreqAddr,
  getXenIoreqDir,
  getXenIoreqState,
  setXenIoreqState,
} from "../../generated/ts/xen-ioreq.ts";
import { slots, type Codec, type Message, type Request } from "./subjects.ts";

/** Requests on one page, reached by offset. */
export function ourRequests(): Codec<Request> {
  const page = new DataView(new ArrayBuffer(32 * slots));
  let values: readonly Request[] = [];
  return {
    name: "hypershim",
    prepare(given) {
      values = given;
      values.forEach((value, slot) => encodeXenIoreq(value, page, slot * 32));
    },
    decode: (slot) => decodeXenIoreq(page, slot * 32),
    encode: (slot) => encodeXenIoreq(values[slot] as Request, page, slot * 32),
    plain: (decoded) => decoded as Request,
  };
}

/** In place: state, direction and address of a request, and the state moved on. */
export function ourInPlace(given: readonly Request[]): (slot: number) => unknown {
  const page = new DataView(new ArrayBuffer(32 * slots));
  given.forEach((value, slot) => encodeXenIoreq(value, page, slot * 32));
  return (slot) => {
    const at = slot * 32;
    const state = getXenIoreqState(page, at);
    const dir = getXenIoreqDir(page, at);
    const addr = getXenIoreqAddr(page, at);
    setXenIoreqState(page, at, (state + 1) & 3);
    return addr >= 0x100_0000 && dir === 1;
  };
}

interface MessageCodec {
  decodeBenchMessage(view: DataView): Message;
  encodeBenchMessage(value: Message, view: DataView): number;
  benchMessageBytes(value: Message): number;
}

/** Messages, each in a view of its own as it would arrive; generated from message.idl. */
export async function ourMessages(): Promise<Codec<Message>> {
  const { decodeBenchMessage, encodeBenchMessage, benchMessageBytes } = await generate();
  let values: readonly Message[] = [];
  let views: readonly DataView[] = [];
  return {
    name: "hypershim",
    prepare(given) {
      values = given;
      views = values.map((value) => new DataView(new ArrayBuffer(benchMessageBytes(value))));
      values.forEach((value, slot) => encodeBenchMessage(value, views[slot] as DataView));
    },
    decode: (slot) => decodeBenchMessage(views[slot] as DataView),
    encode: (slot) => encodeBenchMessage(values[slot] as Message, views[slot] as DataView),
    plain: (decoded) => decoded as Message,
  };
}

async function generate(): Promise<MessageCodec> {
  const spec = path.resolve("bench/ts/message.idl");
  const { model } = compile([{ path: spec, text: readFileSync(spec, "utf8") }]);
  if (model === undefined) {
    throw new Error(`${spec} does not compile`);
  }
  const folder = mkdtempSync(path.join(tmpdir(), "hypershim-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const artefact of ts.emit(model)) {
    writeFileSync(path.join(folder, artefact.path), artefact.text);
  }
  const outfile = path.join(folder, "bench.mjs");
  await esbuild.build({
    entryPoints: [path.join(folder, "bench.ts")],
    outfile,
    bundle: true,
    format: "esm",
    target: "node20.19",
  });
  return (await import(pathToFileURL(outfile).href)) as MessageCodec;
}
