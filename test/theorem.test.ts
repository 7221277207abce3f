// The theorem: stub and proxy make the same calls on a device, in the same order for each vCPU, and
// leave the same bytes in the guest's slots and memory; in C, in TypeScript, and mixed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";
import { bundle } from "./node/bundle.ts";
import { killHosts, startHost, type Host } from "./node/host.ts";
import { accessesOf } from "./proxy/accesses.ts";
import { endPrograms, run, runDaemon, type Program } from "./proxy/programs.ts";

const vcpus = ["0", "1", "2", "3"];
const memorySize = 0x10000;

let folder = "";
let addon = "";
let bundles = "";
let devices: Record<"C" | "TypeScript", readonly string[]>;
beforeAll(() => {
  folder = buildNative("plain");
  addon = path.join(folder, "hypershim.node");
  bundles = mkdtempSync(path.join(tmpdir(), "hypershim-theorem-"));
  devices = {
    C: [path.join(folder, "proxy-recorder")],
    TypeScript: bundle("test/proxy/recorder.ts", bundles),
  };
}, 600_000);
afterEach(() => {
  endPrograms();
  killHosts();
});
afterAll(() => rmSync(bundles, { recursive: true, force: true }));

/** What there is to see of a device: by the guest, and from inside. */
interface Seen {
  readonly answers: readonly string[];
  readonly memory: string;
  readonly raised: string;
  /** The calls of each vCPU; those that are no vCPU's come last. */
  readonly calls: readonly (readonly string[])[];
}

interface Started {
  readonly host: Host;
  readonly device: Program;
}

async function start(language: keyof typeof devices, isProxy: boolean): Promise<Started> {
  const host = await startHost(folder, vcpus.length);
  const uri = isProxy ? (await runDaemon(folder, host.uri)).uri : host.uri;
  const device = run([...devices[language], uri], addon);
  await host.ready();
  return { host, device };
}

async function see({ host, device }: Started, lines: readonly string[]): Promise<Seen> {
  await host.ask(`poke guest 0 ${"5a".repeat(64)}`);
  const answers = await host.together(lines);
  const memory = await host.ask(`peek guest 0 ${memorySize}`);
  const raised = await host.ask("raised");
  await host.ask("hangup");
  expect(await device.ended, await device.complaints).toBe(0);
  const calls = (await device.output).trimEnd().split("\n");
  return {
    answers: answers.map((answer, index) => `${lines[index]} -> ${answer}`),
    memory,
    raised,
    calls: [...vcpus, "-"].map((vcpu) => calls.filter((call) => call.startsWith(`${vcpu} `))),
  };
}

/** Whatever differs is shown with the seed that shows it again. */
describe.each([1, 2, 3, 4, 5, 6])("random accesses of seed %i", (seed) => {
  const lines = accessesOf(seed, 60);
  let stub: Promise<Seen> | undefined;
  const ofStub = (): Promise<Seen> =>
    (stub ??= start("C", false).then((started) => see(started, lines)));

  test("reach a device", async () => {
    const { calls, memory, answers } = await ofStub();
    for (const kind of ["load", "store", "memory", "claim 0", "release 0", "line 0", "map -22", "unmap 0"]) {
      expect(calls.flat().some((call) => call.includes(` ${kind}`)), kind).toBe(true);
    }
    expect(calls.at(-1)?.filter((call) => call.includes("invalidate")).length).toBeGreaterThan(0);
    // Of the last vCPU, in hexadecimal digits: its strings and its device were there.
    expect(memory.slice((2 * memorySize * 3) / 4)).toMatch(/[1-9a-f]/);
    expect(answers.filter((answer) => answer.includes("error"))).toEqual([]);
  });

  test.each([
    ["a stub in TypeScript", "TypeScript", false],
    ["a proxy in C", "C", true],
    ["a proxy in TypeScript", "TypeScript", true],
  ] as const)("are to %s what they are to a stub in C", async (_, language, isProxy) => {
    expect(await see(await start(language, isProxy), lines)).toEqual(await ofStub());
  });
});
