// Which macro of a C header a member or a constant stands for, and a program that prints them.

import type { Model } from "../../generator/model.ts";
import type { Measurements } from "./program.ts";

/** Numbers that are macros of a header. */
export interface NamedNumbers {
  readonly module: string;
  /** The enum that has them; absent: the module's constants. */
  readonly enum?: string;
  readonly header: string;
  /** The macro of a number; undefined where the header has none. */
  readonly macro: (member: string) => string | undefined;
  /** The header has bit numbers where we have masks. */
  readonly bitNumbers?: boolean;
}

type Macro = NamedNumbers["macro"];
type Spellings = Readonly<Record<string, string>>;

// Rules of spelling.
const upper = (before: string): Macro => (name) => before + name.toUpperCase();
const asWritten = (before: string): Macro => (name) => before + name;
const without = (names: readonly string[], macro: Macro): Macro =>
  (name) => (names.includes(name) ? undefined : macro(name));
const spelt = (spellings: Spellings, macro: Macro): Macro =>
  (name) => spellings[name] ?? macro(name);

// Where numbers stand.
const xen = (name: string, header: string, macro: Macro): NamedNumbers =>
  ({ module: "xen_ioreq", enum: name, header: `xen/${header}`, macro });
const acrn = (name: string, before: string): NamedNumbers =>
  ({ module: "acrn_hsm", enum: name, header: "linux/acrn.h", macro: upper(before) });
const kvm = (name: string, before: string): NamedNumbers =>
  ({ module: "kvm_ioregionfd", enum: name, header: "linux/kvm.h", macro: upper(before) });
const virtio = (module: string, name: string, header: string, macro: Macro): NamedNumbers =>
  ({ module, enum: name, header: `linux/${header}`, macro });
const constants = (module: string, header: string, spellings: Spellings): NamedNumbers =>
  ({ module, header, macro: (name) => spellings[name] });
const bits = (numbers: NamedNumbers): NamedNumbers => ({ ...numbers, bitNumbers: true });

/** Newer than the headers of Debian 12. */
const newFeatures = [
  "notification_data", "notif_config_data", "admin_vq", "suspend", "log_all", "protocol_features",
];

/** Everything that is compared. */
export const namedNumbers: readonly NamedNumbers[] = [
  xen("ioreq_state", "hvm/ioreq.h",
    spelt({ resp_ready: "STATE_IORESP_READY" }, upper("STATE_IOREQ_"))),
  xen("ioreq_direction", "hvm/ioreq.h", upper("IOREQ_")),
  xen("ioreq_type", "hvm/ioreq.h", upper("IOREQ_TYPE_")),
  xen("hvm_ioreqsrv_bufioreq", "hvm/hvm_op.h", upper("HVM_IOREQSRV_BUFIOREQ_")),
  xen("hvm_param", "hvm/params.h", upper("HVM_PARAM_")),
  xen("hypervisor", "xen.h", asWritten("__HYPERVISOR_")),
  xen("domid", "xen.h", upper("DOMID_")),
  xen("xen_domctl_code", "domctl.h", asWritten("XEN_DOMCTL_")),
  xen("xen_dm_op_code", "hvm/dm_op.h", asWritten("XEN_DMOP_")),
  xen("xen_dm_op_info_flags", "hvm/dm_op.h", asWritten("XEN_DMOP_")),
  xen("xen_dm_op_io_range", "hvm/dm_op.h", upper("XEN_DMOP_IO_RANGE_")),
  xen("xen_dm_op_event", "hvm/dm_op.h", asWritten("XEN_DMOP_EVENT_")),
  xen("xen_dm_op_ioreq_mem_access", "hvm/dm_op.h", upper("XEN_DMOP_IOREQ_MEM_ACCESS_")),
  xen("xen_dm_op_mem_cacheattr", "hvm/dm_op.h",
    spelt({ delete_range: "XEN_DMOP_DELETE_MEM_CACHEATTR" }, upper("XEN_DMOP_MEM_CACHEATTR_"))),
  xen("hvmmem", "hvm/hvm_op.h", asWritten("HVMMEM_")),
  xen("xenmem_resource", "memory.h", asWritten("XENMEM_resource_")),
  xen("ioctl_privcmd", "sys/privcmd.h", upper("IOCTL_PRIVCMD_")),
  xen("ioctl_evtchn", "sys/evtchn.h", upper("IOCTL_EVTCHN_")),
  xen("ioctl_gntdev", "sys/gntdev.h", upper("IOCTL_GNTDEV_")),
  acrn("acrn_ioreq_state", "ACRN_IOREQ_STATE_"),
  acrn("acrn_ioreq_type", "ACRN_IOREQ_TYPE_"),
  acrn("acrn_ioreq_dir", "ACRN_IOREQ_DIR_"),
  acrn("acrn_ioctl", "ACRN_IOCTL_"),
  acrn("acrn_memmap", "ACRN_MEMMAP_"),
  acrn("acrn_mem", "ACRN_MEM_"),
  acrn("acrn_ioeventfd_flag", "ACRN_IOEVENTFD_FLAG_"),
  acrn("acrn_irqfd_flag", "ACRN_IRQFD_FLAG_"),
  kvm("kvm_ioeventfd_flags", "KVM_IOEVENTFD_FLAG_"),
  kvm("kvm_irqfd_flags", "KVM_IRQFD_FLAG_"),
  virtio("virtio_mmio", "virtio_status", "virtio_config.h",
    without(["suspend"], upper("VIRTIO_CONFIG_S_"))),
  bits(virtio("virtio_mmio", "virtio_feature", "virtio_config.h",
    without([...newFeatures, "ring_indirect_desc", "ring_event_idx"],
      upper("VIRTIO_F_")))),
  virtio("virtio_queue", "vring_desc_flags", "virtio_ring.h", upper("VRING_DESC_F_")),
  virtio("virtio_queue", "vring_avail_flags", "virtio_ring.h", upper("VRING_AVAIL_F_")),
  virtio("virtio_queue", "vring_used_flags", "virtio_ring.h", upper("VRING_USED_F_")),
  bits(virtio("virtio_queue", "vring_packed_desc_flags", "virtio_ring.h",
    without(["next", "write", "indirect"], upper("VRING_PACKED_DESC_F_")))),
  virtio("virtio_queue", "vring_packed_event_flags", "virtio_ring.h",
    upper("VRING_PACKED_EVENT_FLAG_")),
  virtio("virtio_device", "virtio_id", "virtio_ids.h",
    without(["none"], spelt({ plan9: "VIRTIO_ID_9P" }, upper("VIRTIO_ID_")))),
  bits(virtio("virtio_device", "virtio_blk_feature", "virtio_blk.h", upper("VIRTIO_BLK_F_"))),
  virtio("virtio_device", "virtio_blk_type", "virtio_blk.h", upper("VIRTIO_BLK_T_")),
  virtio("virtio_device", "virtio_blk_status", "virtio_blk.h", upper("VIRTIO_BLK_S_")),
  virtio("virtio_device", "virtio_blk_write_zeroes_flag", "virtio_blk.h",
    upper("VIRTIO_BLK_WRITE_ZEROES_FLAG_")),
  bits(virtio("virtio_device", "virtio_console_feature", "virtio_console.h",
    upper("VIRTIO_CONSOLE_F_"))),
  constants("xen_ioreq", "xen/hvm/ioreq.h", { ioreq_buffer_slot_num: "IOREQ_BUFFER_SLOT_NUM" }),
  constants("xen_ioreq", "xen/memory.h", {
    xenmem_acquire_resource: "XENMEM_acquire_resource",
    xenmem_resource_ioreq_server_frame_bufioreq: "XENMEM_resource_ioreq_server_frame_bufioreq",
    xenmem_resource_ioreq_server_frame_ioreq_0: "XENMEM_resource_ioreq_server_frame_ioreq(0)",
  }),
  constants("acrn_hsm", "linux/acrn.h", { acrn_io_request_max: "ACRN_IO_REQUEST_MAX" }),
  constants("kvm_ioregionfd", "linux/kvm.h", {
    kvm_ioctl_irqfd: "KVM_IRQFD",
    kvm_ioctl_ioeventfd: "KVM_IOEVENTFD",
    kvm_signal_msi: "KVM_SIGNAL_MSI",
  }),
  constants("virtio_queue", "linux/virtio_ring.h", {
    vring_desc_align_size: "VRING_DESC_ALIGN_SIZE",
    vring_avail_align_size: "VRING_AVAIL_ALIGN_SIZE",
    vring_used_align_size: "VRING_USED_ALIGN_SIZE",
  }),
  constants("virtio_device", "linux/virtio_blk.h", { virtio_blk_id_bytes: "VIRTIO_BLK_ID_BYTES" }),
];

/** Macro → value, as the spec has it. */
export function expectedNumbers(model: Model, numbers: NamedNumbers): Measurements {
  const module = model.modules.find(({ name }) => name === numbers.module)!;
  const ours = numbers.enum === undefined
    ? module.constants
    : module.enums.find(({ name }) => name === numbers.enum)!.members;
  return new Map(
    ours.flatMap(({ name, value }): [string, string][] => {
      const macro = numbers.macro(name);
      return macro === undefined ? [] : [[macro, String(value)]];
    }),
  );
}

/** A program that prints macros. */
export function numbersProgram(
  { header, bitNumbers }: NamedNumbers,
  macros: readonly string[],
): string {
  const value = (macro: string): string =>
    bitNumbers === true ? `1ull << ${macro}` : `(unsigned long long)${macro}`;
  return `#define __XEN_TOOLS__ 1
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>
${header.startsWith("xen/") ? "#include <xen/xen.h>\n" : ""}#include <${header}>

int main(void)
{
${macros.map((macro) => `    printf("${macro}\\t%llu\\n", ${value(macro)});`).join("\n")}
    return 0;
}
`;
}
