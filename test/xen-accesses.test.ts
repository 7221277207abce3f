// What a guest of a real Xen asks for, and what a backend in C gives it.
import { expect } from "vitest";
import { declareAccesses, declareBuffered, manyPages } from "./xen/accesses.ts";
import { builds, inC } from "./xen/backends.ts";
import { expectPass, here, serve, serveDevice, xenSuite } from "./xen/suite.ts";
import { expectOrder } from "./xen/trace.ts";

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
      run: `${serve("strace -f -o trace -e trace=openat,ioctl,read,write register xen:domid=$DOMID,base=0xd0000000")}
        s=$?; cat trace; exit $s`,
    },
    (result) => {
      expectPass(result);
      expectOrder(result.output);
    },
  );
}));
