// The daemon on a real Xen: processes that are killed while a vCPU waits, and what a backend may do.
import { expect } from "vitest";
import { inC } from "./xen/backends.ts";
import { counters, expectPass, here, xenSuite } from "./xen/suite.ts";

xenSuite("a daemon on Xen", inC("proxy", "device", "register"), (xenTest) => {
  /** Starts the device, and stops it as soon as the guest polls it: from then on an access waits. */
  const stopped = `
    device xen:domid=$DOMID,name=device -v 1 > first 2>&1 & pid=$!
    await_text ready first
    domain unpause $DOMID
    await_text 'load mmio 0x8' first
    kill -STOP $pid
    # The guest polls, so one of its loads is there at the latest when we have slept.
    sleep 0.5`;
  /** Polls until there is bit 3: the next device has 9 there, and who has failed all ones. */
  const polled = `
    ${here}
    until4 0xd0000008 8 8`;

  xenTest(
    {
      name: "a backend that is killed while a vCPU waits: answered at once",
      guest: `
        ${polled}
        # Until there is another one, all of them fail.
        e4 0xd0000008 0xffffffff
        until4 0xd0000008 0xff 9
        w4 0xd0000fb0 2`,
      run: `${stopped}
        kill -9 $pid
        wait $pid
        sleep 0.5
        device xen:domid=$DOMID,name=device 9`,
    },
    expectPass,
  );

  xenTest(
    {
      name: "a backend that is killed while a vCPU waits: held for the next one",
      guest: `
        ${polled}
        # None has failed.
        e4 0xd0000008 9
        w4 0xd0000fb0 2`,
      run: `export DAEMON_OPTIONS=any,hold_ms=60000
        ${stopped}
        kill -9 $pid
        wait $pid
        sleep 0.5
        device xen:domid=$DOMID,name=device 9`,
    },
    expectPass,
  );

  xenTest(
    {
      name: "a daemon that is killed while a vCPU waits, and its backend goes on with the next",
      type: "hvm",
      guest: `
        ${here}
        w4 0xd0000000 5
        # Another device, which comes when this one is stopped.
        until4 0xd8000000 0xffffffff 0
        # This waits; it is the same process that answers: it has what was stored.
        e4 0xd0000000 5
        w4 0xa0000 7
        e4 0xa0000 7
        route 5 0x51
        w4 0xd0000fe0 5
        irq 0x51 1
        w4 0xd0000fb0 2`,
      run: `export PROXY_OPTIONS=,reconnect_ms=60000
        device xen:domid=$DOMID,name=device -v > out 2>&1 & pid=$!
        await_text ready out
        domain unpause $DOMID
        await_text 'store mmio 0x0' out
        kill -STOP $pid
        register xen:domid=$DOMID,name=signal,base=0xd8000000 &
        sleep 1
        daemons again
        kill -CONT $pid
        wait $pid
        s=$?; cat out; exit $s`,
    },
    (result) => {
      expectPass(result);
      // That it was there anew is what it is told by.
      expect(result.output).toContain("invalidate\n");
      expect(counters(result).interrupts).toBe(1);
    },
  );

  xenTest(
    {
      name: "what a backend may not do",
      type: "hvm",
      guest: `
        ${here}
        route 5 0x51
        w4 0xd0000fe0 5
        irq 0x51 1
        # Nor another line, nor a message, nor guest memory.
        w4 0xd0000fe0 6
        w4 0xd0000ff0 0x50
        w8 0xd0000fd0 0x800010
        e8 0xd0000fc8 13
        o4 0xc000 7
        x4 0xc000 7`,
      run: `
        export DAEMON_OPTIONS=mmio=0xd0000000+0x1000,irq=5
        device xen:domid=$DOMID
        daemons end
        rm -r daemons
        DAEMON_OPTIONS=$DAEMON_OPTIONS,pio=0xc000+0x100,pci=0x1800000000+0x100,mmio=0xa0000+0x20000
        device xen:domid=$DOMID > out 2>&1 & pid=$!
        await_text ready out
        domain unpause $DOMID
        wait $pid
        s=$?; cat out; exit $s`,
    },
    (result) => {
      expectPass(result);
      expect(result.output).toContain("pio: Operation not permitted\n");
      expect(result.output).toContain("device: Operation not permitted\n");
      expect(result.output.match(/refused by the backend, no. \d: Operation not permitted/g)).toHaveLength(4);
      const [, last = ""] = result.output.split("ready\n").slice(1);
      expect(counters({ ...result, output: last })).toMatchObject({ interrupts: 1, errors: [0, 0, 0, 0, 2, 0, 0] });
    },
  );

  xenTest(
    {
      name: "two backends of one guest, in one server",
      guest: `
        ${here}
        until4 0xd8000000 0xffffffff 0
        w4 0xd0000000 5
        w4 0xd8000000 7
        e4 0xd0000000 5
        e4 0xd8000000 7
        # The end of one is not the other's.
        w4 0xd0000fb0 1
        e4 0xd0000000 0xffffffff
        e4 0xd8000000 7
        e4 0xd8000004 1`,
      run: `
        one="mmio=0xd0000000+0x1000,pio=0xc000+0x100,pci=0x1800000000+0x100,mmio=0xa0000+0x20000"
        hypershim-proxy --hypervisor xen:domid=$DOMID,base=0xd8000000,irq=6 \\
            --backend unix=one,$one --backend unix=other,mmio=0xd8000000+0x1000 &
        daemon=$!
        until [ -S other ]; do sleep 0.05; done
        # What is one's is not the other's, whoever comes first.
        device.proxy proxy:unix=other
        device.proxy proxy:unix=one -v > out 2>&1 & pid=$!
        await_text ready out
        register.proxy proxy:unix=other &
        domain unpause $DOMID
        wait $pid
        echo "killed: $?"
        cat out
        wait $daemon`,
    },
    (result) => {
      expectPass(result);
      expect(result.output).toContain("mmio: Operation not permitted\n");
      expect(result.output).toContain("killed: 137\n");
      // The place that the host knows is the other's.
      expect(result.output).not.toContain("configure");
    },
  );
});
