// docs/idl.md names what is generated, and what it names is there.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { contentOf, root } from "./cli-tools.ts";

const page = readFileSync(path.join(root, "docs/idl.md"), "utf8");
const specs = Object.values(contentOf(path.join(root, "idl"))).join("\n");

/** Names in the code of the page which begin like those of the modules that are shipped. */
function named(beginning: RegExp): readonly string[] {
  const code = [...page.matchAll(/```\w*\n([^]*?)```|`([^`\n]+)`/g)].map(([, block, span]) => block ?? span ?? "");
  const words = code.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []);
  return [...new Set(words)].filter((word) => beginning.test(word)).sort();
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/[A-Za-z_]\w*/g));
}

test("names of C are in generated/c or in a spec", () => {
  const names = named(/^(?:acrn_hsm|io_host|kvm_ioregionfd|vhost_user|virtio_mmio|xen_ioreq)_|^(?:IO|VIRTIO_MMIO|XEN_IOREQ)_/);
  const there = namesIn(Object.values(contentOf(path.join(root, "generated/c"))).join("\n") + specs);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !there.has(name))).toEqual([]);
});

test("names of TypeScript are in generated/ts", () => {
  const names = named(/(?:AcrnHsm|IoHost|KvmIoregionfd|VhostUser|VirtioMmio|XenIoreq)\w*$/);
  const there = namesIn(Object.values(contentOf(path.join(root, "generated/ts"))).join("\n"));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !there.has(name))).toEqual([]);
});

test("each kind of bits is shown with names of C", () => {
  const names = named(/./);
  const shown = ["kvm_ioregionfd_cmd_info_get_info_cmd", "VIRTIO_MMIO_INTERRUPT_STATUS_USED_BUFFER"];
  expect(names).toEqual(expect.arrayContaining(shown));
});
