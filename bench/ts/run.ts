// How fast generated codecs are, beside code written by hand and beside other libraries.
import { spawnSync } from "node:child_process";
import { isDeepStrictEqual } from "node:util";
import { handInPlace, handMessages, handRequests } from "./hand.ts";
import { measure, type Case, type Effort, type Row } from "./measure.ts";
import { ourInPlace, ourMessages, ourRequests } from "./ours.ts";
import { loadPeers } from "./peers/index.ts";
import { messages, requests, type Codec, type Message, type Request } from "./subjects.ts";

const effort: Effort = { rounds: 61, calls: 64 * 200 };
/** Peers are slow enough to be measured in fewer calls. */
const peerEffort: Effort = { rounds: 21, calls: 64 * 50 };

/** A codec must give back what it was given, before and after `encode`, or it is not measured. */
function verify<T>(codec: Codec<T>, values: readonly T[]): Codec<T> {
  const check = (): void => {
    values.forEach((value, slot) => {
      const decoded = codec.plain(codec.decode(slot));
      if (!isDeepStrictEqual(decoded, value)) {
        throw new Error(`${codec.name} does not give back value ${slot}`);
      }
    });
  };
  codec.prepare(values);
  check();
  for (let slot = values.length - 1; slot >= 0; slot--) {
    codec.encode?.(slot);
  }
  check();
  return codec;
}

/** The first two are measured alone and long; then all of them in one run. */
function contest(title: string, target: string, cases: readonly Case[], count = 2): string {
  const close = measure(cases.slice(0, count), effort);
  const all = cases.length > count ? measure(cases, peerEffort).slice(count) : [];
  return table(title, target, [...close, ...all]);
}

function table(title: string, target: string, rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, nanoseconds, ratio }) =>
      `| ${name} | ${nanoseconds.toFixed(1)} | ${ratio.toFixed(2)} |`,
  );
  return [
    `### ${title}`,
    "",
    target,
    "",
    "| | ns | ratio |",
    "| --- | ---: | ---: |",
    ...lines,
  ].join("\n");
}

function decoders<T>(codecs: readonly Codec<T>[]): Case[] {
  return codecs.map(({ name, decode }) => ({ name, work: decode }));
}

function encoders<T>(codecs: readonly Codec<T>[]): Case[] {
  return codecs.flatMap(({ name, encode }) =>
    encode === undefined ? [] : [{ name, work: encode }],
  );
}

/** The contests; each has a process of its own, so that none meets what V8 learnt in another. */
const contests: readonly (() => string)[] = [
  () => contest("Decode a request of 32 bytes", "Target: at most 1.2.", decoders(forRequests()), 3),
  () => contest("Encode a request of 32 bytes", "Target: at most 1.2.", encoders(forRequests()), 3),
  () =>
    contest("In place: read three fields, move the state on", "Target: at most 1.6.", inPlace()),
  () =>
    contest("Decode a message of 32 to 160 bytes", "Target: at most 1.2.", decoders(forMessages())),
  () =>
    contest("Encode a message of 32 to 160 bytes", "Target: at most 1.2.", encoders(forMessages())),
];

function forRequests(): readonly Codec<Request>[] {
  const codecs = [handRequests(true), ourRequests(), handRequests(false), ...loadPeers().requests];
  return codecs.map((codec) => verify(codec, requests));
}

function forMessages(): readonly Codec<Message>[] {
  const codecs = [handMessages(), ourMessages(), ...loadPeers().messages];
  return codecs.map((codec) => verify(codec, messages));
}

function inPlace(): readonly Case[] {
  return [
    { name: "typed arrays by hand", work: handInPlace(requests) },
    { name: "hypershim", work: ourInPlace(requests) },
    ...loadPeers().inPlace(requests),
  ];
}

function run(index: number): string {
  const { status, stdout } = spawnSync(
    process.execPath,
    ["tools/run.mjs", "bench/ts/run.ts", String(index)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) {
    throw new Error(`contest ${index} failed`);
  }
  return stdout.trim();
}

const [wanted] = process.argv.slice(2);
if (wanted !== undefined) {
  process.stdout.write(`${contests[Number(wanted)]?.() ?? ""}\n`);
} else {
  const head = [
    "## TypeScript codecs",
    "",
    "1.00 is code written by hand over typed arrays on one aligned page. Every contestant has to",
    "give back what it was given before it is measured. kaitai-struct only reads.",
  ].join("\n");
  process.stdout.write(`${[head, ...contests.map((_, index) => run(index))].join("\n\n")}\n`);
}
