// The other libraries, installed on first use: they are no dependencies of the project.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Case } from "../measure.ts";
import type { Codec, Message, Request } from "../subjects.ts";
import * as bebop from "./bebop.ts";
import * as flatbuffers from "./flatbuffers.ts";
import { byAvsc, byCborX, kaitaiRequests, type Avsc, type CborX, type Kaitai } from "./others.ts";
import { byProtobufEs, byProtobufjs, type ProtobufEs, type Protobufjs } from "./protobuf.ts";

/** What the peers can do. */
export interface Peers {
  readonly requests: readonly Codec<Request>[];
  readonly messages: readonly Codec<Message>[];
  readonly inPlace: (given: readonly Request[]) => readonly Case[];
}

/** Installs the peers if they are not there, and loads every one. */
export function loadPeers(): Peers {
  const folder = path.resolve("bench");
  if (!existsSync(path.join(folder, "node_modules"))) {
    process.stderr.write("installing the libraries that we compare with …\n");
    // Not `ci`: it wants optional packages in the lock file even where the registry has none.
    const install = [
      ...["install", "--no-save", "--ignore-scripts", "--omit=optional"],
      ...["--no-audit", "--no-fund"],
    ];
    const { status } = spawnSync("npm", install, {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) {
      throw new Error("the libraries could not be installed");
    }
  }
  const load = createRequire(path.join(folder, "package.json"));
  const flat = load("flatbuffers") as flatbuffers.Flatbuffers;
  const view = load("bebop") as bebop.Bebop;
  const es = byProtobufEs(
    load("@bufbuild/protobuf") as ProtobufEs,
    load("@bufbuild/protobuf/wkt") as { readonly FileDescriptorProtoSchema: unknown },
  );
  const js = byProtobufjs(
    load("protobufjs") as Protobufjs,
    load("long") as Parameters<typeof byProtobufjs>[1],
  );
  const avro = byAvsc(load("avsc") as Avsc);
  const cbor = byCborX(load("cbor-x") as CborX);
  return {
    requests: [
      flatbuffers.requestCodec(flat),
      bebop.requestCodec(view),
      avro.requests,
      cbor.requests,
      js.requests,
      kaitaiRequests(load("kaitai-struct") as Kaitai),
      es.requests,
    ],
    messages: [
      flatbuffers.messageCodec(flat),
      bebop.messageCodec(view),
      avro.messages,
      cbor.messages,
      js.messages,
      es.messages,
    ],
    inPlace: (given) => [{ name: "flatbuffers", work: flatbuffers.inPlace(flat, given) }],
  };
}
