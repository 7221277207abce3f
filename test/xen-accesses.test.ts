// What a guest of a real Xen asks for, and what a backend in C gives it.
import { expect } from "vitest";
import { declareAccesses, declareBuffered, manyPages } from "./xen/accesses.ts";
import { builds, inC } from "./xen/backends.ts";
import { accesses, expectPass, here, serve, serveDevice, xenSuite } from "./xen/suite.ts";
import { expectOrder } from "./xen/trace.ts";

const trace = "strace -f -o trace -e trace=openat,ioctl,read,write ";
const suites = builds.map((build) => [build, inC(build, "device", "sanitized", "register", "virtio-rng")] as const);
suites.forEach(([build, programs]) => xenSuite(`accesses of a guest of Xen: ${build}`, programs, (xenTest) => {
  declareAccesses(xenTest, build);
  declareBuffered(xenTest, "off");

  xenTest(
    { name: "guest memory, with sanitizers", type: "hvm", guest: manyPages(build), run: serveDevice("sanitized xen:domid=$DOMID") },
    (result) => {
      expectPass(result);
      expect(result.output).not.toMatch(/Sanitizer|runtime error/);
    },
  );

  xenTest(
    {
      name: "stores to a device that stands still",
      type: "hvm",
      guest: `
        ${here}
        w4 0xd0000000 1
        # Another device, which comes when this one is stopped.
        until4 0xd8000000 0xffffffff 0
        # More than there is room for, in the ring and behind it.
        bw4 0xa0100 4000
        e4 0xa0100 3999`,
      run: `
        device xen:domid=$DOMID,name=device -v > out 2>&1 & pid=$!
        await_text ready out
        domain unpause $DOMID
        await_text 'store mmio 0x0' out
        kill -STOP $pid
        register xen:domid=$DOMID,name=signal,base=0xd8000000 &
        sleep 1
        domain state $DOMID
        kill -CONT $pid
        wait $pid
        s=$?; cat out; exit $s`,
    },
    (result) => {
      expectPass(result);
      expect(result.output).toContain("unfinished\n");
      const stores = accesses(result).filter((line) => line.startsWith("store vga"));
      expect(stores.map((line) => Number(line.split(" ")[4]))).toEqual(Array.from({ length: 4000 }, (_, i) => i));
    },
  );

  xenTest(
    {
      name: "ports of vCPUs",
      vcpus: 4,
      guest: `
        ${here}
        w4 0xd0000fb0 2`,
      run: `${serveDevice("strace -f -o trace -e trace=ioctl device xen:domid=$DOMID")}
        s=$?; grep -c BIND_INTERDOMAIN trace; exit $s`,
    },
    (result) => {
      expectPass(result);
      // A port for each vCPU, and one for the ring.
      expect(result.output.trim().split("\n").at(-1)).toBe("5");
    },
  );

  xenTest(
    {
      name: "the example register, and the order of its calls",
      guest: `
        until4 0xd0000000 0xffffffff 0
        w4 0xd0000000 7
        e4 0xd0000000 7
        e4 0xd0000004 1
        e2 0xd0000000 0xffff`,
      run: `${serve(`${trace}register xen:domid=$DOMID,base=0xd0000000`)}
        s=$?; cat trace; exit $s`,
    },
    (result) => {
      expectPass(result);
      expectOrder(result.output);
    },
  );
}));
