// Backends that have to bear daemons which mean no good: none of them may crash, hang, leak or be lost.
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { buildNative } from "./native/build.ts";
import { endPrograms, newSocket, startProgram } from "./proxy/programs.ts";

/** A long one: HYPERSHIM_LIVES=100000 npx vitest run test/proxy-liar.test.ts */
const lives = Number(process.env["HYPERSHIM_LIVES"] ?? 900);

// The backend has a second thread that calls.
describe.each([
  ["address,undefined", lives],
  ["thread", Math.ceil(lives / 9)],
] as const)("built %s, a backend", (flavour, times) => {
  let folder = "";
  beforeAll(() => {
    folder = buildNative(flavour);
  }, 600_000);

  afterEach(() => endPrograms());

  test(`outlives ${times} daemons that lie, and serves an honest one`, async () => {
    const socket = newSocket();
    const daemons = startProgram(folder, "proxy-liar", [socket, "4711", String(times)]);
    expect(await daemons.line()).toBe("listening");
    const backend = startProgram(folder, "proxy-prey", [socket]);
    expect(await daemons.line()).toBe("served");
    expect(await daemons.ended).toBe(0);
    backend.child.stdin?.end();
    expect(await backend.line()).toBe("kept");
    expect(await backend.ended).toBe(0);
  }, 60_000 + 100 * times);
});
