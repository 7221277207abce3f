// The life of a server of a real Xen, in any language: killed and started again, and guests that end.
import { expect } from "vitest";
import type { Build } from "./backends.ts";
import { counters, expectPass, here, serveDevice, type XenTest } from "./suite.ts";

/** Starts a device that is going to be killed, and waits for that. */
export const untilKilled = (program: string) => `
  ${program} > first 2>&1 & pid=$!
  await_text ready first
  domain unpause $DOMID
  wait $pid
  echo "killed: $?"`;

/** A guest that ends itself, and what the backend is told. */
export function declareShutdown(xenTest: XenTest, code: number, reason: number): void {
  xenTest({ name: `shutdown ${code}`, guest: `${here}\nend ${code}`, run: serveDevice() }, (result) => {
    expect(result.status, result.output).toBe(0);
    expect(result.output).toContain(`gone ${reason}\n`);
  });
}

/** The cases; the backends "device" and "register" must be there. */
export function declareLives(xenTest: XenTest, build: Build): void {
  xenTest(
    {
      name: "killed inside a load",
      guest: `
        ${here}
        w4 0xd0000000 5
        # The load under work fails; the next one meets a new device. A daemon lets it fail until there is one.
        e4 0xd0000fb8 0xffffffff
        ${build === "stub" ? "e4 0xd0000000 0" : "until4 0xd0000000 0xffffffff 0"}`,
      run: `${untilKilled("device xen:domid=$DOMID")}
        cat /run/hypershim/*
        device xen:domid=$DOMID || exit 1
        daemons await
        echo "left: $(ls -A /run/hypershim)"`,
    },
    (result) => {
      expectPass(result);
      expect(result.output).toContain(
        [
          "killed: 137",
          "server 0 bufioreq 2",
          "range 0 0xd0000000 0x1000",
          "range 1 0xc000 0x100",
          "range 2 0x1800000000 0x100",
          "range 0 0xa0000 0x20000",
          "end",
          "ready",
        ].join("\n"),
      );
      // A daemon has answered it long since.
      const isSettled = build === "stub";
      expect(result.output.includes("slot 0 was under work when its backend died")).toBe(isSettled);
      expect(counters(result).errors).toEqual([0, 0, 0, 0, 0, isSettled ? 1 : 0, 0]);
      // An orderly end leaves nothing behind.
      expect(result.output).toContain("left: \n");
    },
  );

  xenTest(
    {
      name: "killed between accesses, with stores in the ring",
      type: "hvm",
      guest: `
        ${here}
        until4 0xd0000008 0xff 9
        e4 0xa0000 0
        w4 0xd0000fb0 2`,
      run: `
        device xen:domid=$DOMID,name=disk -v > first 2>&1 & pid=$!
        await_text ready first
        domain unpause $DOMID
        await_text 'load mmio 0x8' first
        # It polls, and nobody answers.
        domain pause $DOMID
        kill -9 $pid
        domain unpause $DOMID
        sleep 0.3
        domain state $DOMID
        device xen:domid=$DOMID,name=disk 9
        s=$?; daemons end; exit $s`,
    },
    (result) => {
      expect(result.output).toContain("unfinished\n");
      expectPass(result);
    },
  );

  xenTest(
    {
      name: "another device in place of the killed one",
      guest: `
        ${here}
        w4 0xd0000fb0 1
        until4 0xd0000000 0xffffffff 0
        w4 0xd0000000 7
        e4 0xd0000004 1
        # Nobody claims these any more.
        e4 0xd0000ff4 0xffffffff
        x4 0xc000 0xffffffff`,
      run: `${untilKilled("device xen:domid=$DOMID,name=it")}
        daemons kill
        register xen:domid=$DOMID,name=it,base=0xd0000000 2>&1`,
    },
    (result) => {
      expectPass(result);
      // Only what was under work was bad: the rest did not come to us. A daemon may have had the time to answer.
      const bad = (result.output.match(/hypershim: .*/g) ?? []).length;
      expect(bad).toBeLessThanOrEqual(1);
      expect(bad === 1 || build === "proxy").toBe(true);
    },
  );

  xenTest(
    {
      name: "stopped while the guest goes on",
      guest: `
        ${here}
        w4 0xd0000fb0 2
        until4 0xd0000ff4 0xffffffff 0xffffffff
        w4 0xd0000000 1
        e4 0xd0000000 0xffffffff`,
      run: `${serveDevice()}; s=$?; await_end; daemons await; echo "left: $(ls -A /run/hypershim)"; exit $s`,
    },
    (result) => {
      expectPass(result);
      expect(result.output).not.toContain("gone");
      expect(result.output).toContain("left: \n");
    },
  );

  declareShutdown(xenTest, 1, 1);
  xenTest(
    {
      name: "suspend, and then destroyed",
      guest: `${here}\nend 2`,
      run: `
        device xen:domid=$DOMID > out 2>&1 & pid=$!
        await_text ready out
        domain unpause $DOMID
        await_end
        # It may be resumed, so the device stays.
        sleep 1.2
        cat out
        echo "before the end"
        domain destroy $DOMID
        wait $pid
        s=$?
        cat out
        exit $s`,
    },
    (result) => {
      expect(result.status, result.output).toBe(0);
      expect(result.output.split("before the end")[0]).not.toContain("gone");
      expect(result.output).toContain("gone 2\n");
    },
  );
  xenTest(
    {
      name: "destroyed while it runs",
      guest: `${here}\nuntil4 0xd0000000 0xffffffff 1`,
      run: `
        device xen:domid=$DOMID -v > out 2>&1 & pid=$!
        await_text ready out
        domain unpause $DOMID
        await_text 'load mmio 0x0' out
        domain destroy $DOMID
        wait $pid
        s=$?
        grep -v load out
        daemons await
        echo "left: $(ls -A /run/hypershim)"
        exit $s`,
    },
    (result) => {
      expect(result.status, result.output).toBe(0);
      expect(result.output).toContain("gone 0\n");
      expect(result.output).toContain("left: \n");
    },
  );
}
