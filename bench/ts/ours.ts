// Generated codecs as contestants: as modules, each file by itself, the way that tsc leaves them.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { compile } from "../../generator/compile.ts";
import { ts } from "../../generator/emit/ts/index.ts";
import { slots, type Codec, type Message, type Request } from "./subjects.ts";

type RequestCodec = typeof import("../../generated/ts/xen-ioreq.ts");
interface MessageCodec {
  decodeBenchMessage(view: DataView, offset?: number): Message;
  encodeBenchMessage(value: Message, view: DataView, offset?: number): number;
}

const folder = mkdtempSync(path.join(tmpdir(), "hypershim-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Writes JavaScript modules, and imports one of them. */
async function importOne(name: string, files: ReadonlyMap<string, string>): Promise<unknown> {
  const target = path.join(folder, name);
  for (const [file, text] of files) {
    const { code } = transformSync(text, { loader: "ts", target: "node20.19" });
    const script = file.replace(/\.ts$/, ".mjs");
    mkdirSync(path.dirname(path.join(target, script)), { recursive: true });
    writeFileSync(path.join(target, script), code.replaceAll('.ts"', '.mjs"'));
  }
  return import(pathToFileURL(path.join(target, `${name}.mjs`)).href);
}

async function requestCodec(): Promise<RequestCodec> {
  const generated = path.resolve("generated/ts");
  const files = readdirSync(generated, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const texts = files.map((file): [string, string] => [
    file,
    readFileSync(path.join(generated, file), "utf8"),
  ]);
  return (await importOne("xen-ioreq", new Map(texts))) as RequestCodec;
}

async function messageCodec(): Promise<MessageCodec> {
  const spec = path.resolve("bench/ts/message.idl");
  const { model } = compile([{ path: spec, text: readFileSync(spec, "utf8") }]);
  if (model === undefined) {
    throw new Error(`${spec} does not compile`);
  }
  const texts = ts.emit(model).map(({ path: file, text }): [string, string] => [file, text]);
  return (await importOne("bench", new Map(texts))) as MessageCodec;
}

const {
  decodeXenIoreq,
  encodeXenIoreq,
  getXenIoreqAddr,
  getXenIoreqDir,
  getXenIoreqState,
  setXenIoreqState,
} = await requestCodec();
const { decodeBenchMessage, encodeBenchMessage } = await messageCodec();

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

/** Messages on one page, reached by offset. */
export function ourMessages(): Codec<Message> {
  const stride = 160;
  const page = new DataView(new ArrayBuffer(stride * slots));
  let values: readonly Message[] = [];
  return {
    name: "hypershim",
    prepare(given) {
      values = given;
      values.forEach((value, slot) => encodeBenchMessage(value, page, slot * stride));
    },
    decode: (slot) => decodeBenchMessage(page, slot * stride),
    encode: (slot) => encodeBenchMessage(values[slot] as Message, page, slot * stride),
    plain: (decoded) => decoded as Message,
  };
}
