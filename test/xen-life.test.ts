// The life of a server of a real Xen: killed and started again, guests that end, and what goes wrong.
import { expect } from "vitest";
import { counters, expectPass, here, serveDevice, xenSuite } from "./xen/suite.ts";

/** Starts a device that is going to be killed, and waits for that. */
const untilKilled = (program: string) => `
  ${program} > first 2>&1 & pid=$!
  await_text ready first
  domain unpause $DOMID
  wait $pid
  echo "killed: $?"`;

xenSuite("the life of a server of Xen", ["device", "register"], (xenTest) => {
  xenTest(
    {
      name: "killed inside a load",
      guest: `
        ${here}
        w4 0xd0000000 5
        # The load under work fails; the next one meets a new device.
        e4 0xd0000fb8 0xffffffff
        e4 0xd0000000 0`,
      run: `${untilKilled("device xen:domid=$DOMID")}
        cat /run/hypershim/*
        device xen:domid=$DOMID || exit 1
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
      expect(result.output).toContain("slot 0 was under work when its backend died");
      expect(counters(result).errors).toEqual([0, 0, 0, 0, 0, 1, 0]);
      // An orderly end leaves nothing behind.
      expect(result.output).toContain("left: \n");
    },
  );

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
        for i in 1 2 3; do device xen:domid=$DOMID > /dev/null 2>&1; echo "again: $?"; done
        device xen:domid=$DOMID`,
    },
    (result) => {
      expectPass(result);
      expect(result.output.match(/(?:killed|again): 137/g)).toHaveLength(4);
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
        device xen:domid=$DOMID,name=disk 9`,
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
        register xen:domid=$DOMID,name=it,base=0xd0000000 2>&1`,
    },
    (result) => {
      expectPass(result);
      // Only the store under work was bad: the rest did not come to us.
      expect(result.output.match(/hypershim: .*/g)).toHaveLength(1);
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
      run: `${serveDevice()}; s=$?; await_end; echo "left: $(ls -A /run/hypershim)"; exit $s`,
    },
    (result) => {
      expectPass(result);
      expect(result.output).not.toContain("gone");
      expect(result.output).toContain("left: \n");
    },
  );

  // Reboot, crash, watchdog, and a number that means nothing to us.
  for (const [code, reason] of [[1, 1], [3, 3], [4, 4], [77, 3]] as const) {
    xenTest({ name: `shutdown ${code}`, guest: `${here}\nend ${code}`, run: serveDevice() }, (result) => {
      expect(result.status, result.output).toBe(0);
      expect(result.output).toContain(`gone ${reason}\n`);
    });
  }
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
        echo "left: $(ls -A /run/hypershim)"
        exit $s`,
    },
    (result) => {
      expect(result.status, result.output).toBe(0);
      expect(result.output).toContain("gone 0\n");
      expect(result.output).toContain("left: \n");
    },
  );

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
        /device: ENOSPC: xen: domain \d+ has 8 IOREQ servers already, which is as many as Xen allows\nninth: 1\n/,
      );
      expect(result.output.match(/^xen-\d+-device.*$/gm)).toHaveLength(8);
      expect(result.output).toMatch(
        /device: EBUSY: xen: domain \d+ has a server 'one' already, and its process is alive\nsecond: 1\n/,
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
      expect(result.output.trim().split("\n")).toEqual([
        "device: ESRCH: xen: there is no domain 999",
        "device: EINVAL: xen: which domain? Give domid=N",
        "device: EINVAL: option 'domid' must be a number from 1 to 32751, not '0'",
        "device: EINVAL: xen: bufioreq is off, legacy or atomic, not 'no'",
        "device: ESRCH: xen: there is no domain 1",
        "device: EACCES: xen: no permission to open /dev/xen/evtchn: run this as root",
        "device: ENOENT: xen: no /dev/xen/evtchn: run this in Xen's control domain, with the drivers xen-evtchn and " +
          "xen-privcmd",
      ]);
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
      // Xenstore tells of the end: nothing has to be asked now and then.
      expect(result.output.trimEnd().split("\n").at(-1)).toBe("0");
    },
  );
});
