// The life of a server of a real Xen, in C: killed and started again, guests that end, and what goes wrong.
import { expect } from "vitest";
import { builds, inC } from "./xen/backends.ts";
import { declareLives, declareShutdown, untilKilled } from "./xen/lives.ts";
import { expectPass, here, serveDevice, xenSuite } from "./xen/suite.ts";

const suites = builds.map((build) => [build, inC(build, "device", "register")] as const);
suites.forEach(([build, programs]) => xenSuite(`the life of a server of Xen: ${build}`, programs, (xenTest) => {
  declareLives(xenTest, build);

  xenTest(
    {
      name: "killed inside a store, four times, with four vCPUs",
      vcpus: 4,
      guest: `
        @* ${here}
        @* sync
        @0 w4 0xd0000fb0 1
        @1 w4 0xd0000fb0 1
        @2 w4 0xd0000fb0 1
        @3 w4 0xd0000fb0 1
        @* sync
        @* ${here}
        @* sync
        @0 w4 0xd0000000 3
        @* sync
        @* e4 0xd0000000 3`,
      run: `${untilKilled("device xen:domid=$DOMID")}
        until device xen:domid=$DOMID > again 2>&1; do echo "again: $?"; done
        cat again`,
    },
    (result) => {
      expectPass(result);
      // Each store kills a process. Behind a daemon those that are there as the first one dies fail with it.
      const kills = (result.output.match(/(?:killed|again): 137/g) ?? []).length;
      expect(kills).toBeGreaterThanOrEqual(build === "stub" ? 4 : 1);
      expect(kills).toBeLessThanOrEqual(4);
    },
  );

  // Crash, watchdog, and a number that means nothing to us.
  for (const [code, reason] of [[3, 3], [4, 4], [77, 3]] as const) {
    declareShutdown(xenTest, code, reason);
  }

  xenTest(
    {
      name: "nine servers, a name twice",
      guest: `
        ${here}
        w4 0xd0000fb0 2`,
      run: `
        for i in 1 2 3 4 5 6 7 8; do
            device xen:domid=$DOMID > out$i 2>&1 &
            await_text ready out$i
        done
        device xen:domid=$DOMID,name=ninth
        echo "ninth: $?"
        ls -1 /run/hypershim
        kill $(jobs -p)
        wait
        daemons end
        device xen:domid=$DOMID,name=one > out 2>&1 & pid=$!
        await_text ready out
        device xen:domid=$DOMID,name=one
        echo "second: $?"
        domain unpause $DOMID
        wait $pid`,
    },
    (result) => {
      expectPass(result);
      expect(result.output).toMatch(
        /: xen: domain \d+ has 8 IOREQ servers already, which is as many as Xen allows\nninth: 1\n/,
      );
      expect(result.output.match(/^xen-\d+-(?:device|hypershim-proxy).*$/gm)).toHaveLength(8);
      expect(result.output).toMatch(
        /: xen: domain \d+ has a server 'one' already, and its process is alive\nsecond: 1\n/,
      );
    },
  );

  xenTest(
    {
      name: "what cannot be opened",
      run: `
        for uri in xen:domid=999 xen: xen:domid=0 xen:domid=1,bufioreq=no xen:domid=1,name=../x; do
            device $uri
        done
        echo 'nobody:x:65534:65534::/:/bin/sh' > /etc/passwd
        su -s /bin/sh nobody -c 'device xen:domid=1'
        mv /dev/xen /dev/nex
        device xen:domid=1
        mv /dev/nex /dev/xen`,
    },
    (result) => {
      // A daemon says what is wrong, and no number.
      const saying = (line: string) => (build === "stub" ? line : line.replace(/^device: \w+/, "hypershim-proxy"));
      expect(result.output.trim().split("\n")).toEqual([
        "device: ESRCH: xen: there is no domain 999",
        "device: EINVAL: xen: which domain? Give domid=N",
        "device: EINVAL: option 'domid' must be a number from 1 to 32751, not '0'",
        "device: EINVAL: xen: bufioreq is off, legacy or atomic, not 'no'",
        "device: EINVAL: xen: '../x' is no name for a file",
        "device: EACCES: xen: no permission to open /dev/xen/evtchn: run this as root",
        "device: ENOENT: xen: no /dev/xen/evtchn: run this in Xen's control domain, with the drivers xen-evtchn and " +
          "xen-privcmd",
      ].map(saying));
    },
  );

  // From here on there is a xenstore.
  xenTest(
    {
      name: "parameters in xenstore",
      guest: `
        ${here}
        w4 0xd0000fb0 2`,
      run: `
        start_xenstore
        disk=/local/domain/0/backend/virtio_disk/$DOMID/51712
        xenstore write $disk/base 0xd0000000 $disk/irq 5 $disk/mode r $disk/params /dev/vg/disk
        other=/local/domain/0/backend/virtio/$DOMID/0
        xenstore write $other/base 33554432 $other/irq 33
        device xen:domid=$DOMID > first 2>&1 & pid=$!
        await_text configure first
        kill $pid
        wait $pid
        daemons end
        cat first
        xenstore rm $disk
        xenstore rm /local/domain/0/backend/virtio_disk/$DOMID
        ${serveDevice("device xen:domid=$DOMID,file=/x,readonly=0,length=0x1000")}`,
    },
    (result) => {
      expectPass(result);
      expect(result.output).toContain("file=/dev/vg/disk\nreadonly=1\nready\nconfigure 0 0xd0000000 0x200 5 1\n");
      expect(result.output).toContain("file=/x\nreadonly=0\nready\nconfigure 0 0x2000000 0x1000 33 0\n");
    },
  );

  xenTest(
    {
      name: "a guest of Xen's own toolstack",
      run: `
        printf '${`${here}\nw4 0xd0000000 1\ne4 0xd0000000 1`.replaceAll("\n", "\\n")}\\n' > script
        xl_create script || exit 1
        strace -f -o trace -e trace=timerfd_create device xen:domid=$DOMID > out 2>&1 & pid=$!
        await_text ready out
        xl unpause $DOMID
        wait $pid
        s=$?
        cat out
        grep -c timerfd_create trace
        xl destroy $DOMID
        exit $s`,
    },
    (result) => {
      expect(result.status, result.output).toBe(0);
      expect(result.output).toContain("gone 0\n");
      // Xenstore tells of the end: nothing has to be asked now and then. A daemon has two timers for its
      // backend, and one for what all backends have to forget.
      expect(result.output.trimEnd().split("\n").at(-1)).toBe(build === "stub" ? "0" : "3");
    },
  );
}));
