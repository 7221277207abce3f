// Generated from idl/virtio-proxy/virtio-proxy.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeVirtioProxyConfig,
  decodeVirtioProxyEventName,
  decodeVirtioProxyHdr,
  decodeVirtioProxyIoBackendReadRequest,
  encodeVirtioProxyConfig,
  encodeVirtioProxyEventName,
  encodeVirtioProxyHdr,
  encodeVirtioProxyIoBackendReadRequest,
} from "./virtio-proxy.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkVirtioProxyExamples(): void {
  wire.checkExample(
    "The third event for the backend of a guest: its answer must carry token 3 as well.",
    "0001000003002000",
    { response: false, repeated: false, op: 1, device: 0, token: 3, size: 32 },
    decodeVirtioProxyHdr,
    encodeVirtioProxyHdr,
  );
  wire.checkExample(
    "The answer to it: status and value, 16 bytes behind the header.",
    "0101000003001800",
    { response: true, repeated: false, op: 1, device: 0, token: 3, size: 24 },
    decodeVirtioProxyHdr,
    encodeVirtioProxyHdr,
  );
  wire.checkExample(
    "A proxy for four vCPUs, without shared memory.",
    "0100000000020000 1000000004000000 0300000000000000 0000000000000000",
    {
      layout: 1,
      maxMessageSize: 512,
      maxRegions: 16,
      maxInFlight: 4,
      spaces: 3,
      memorySize: 0,
    },
    decodeVirtioProxyConfig,
    encodeVirtioProxyConfig,
  );
  wire.checkExample(
    "The event of line 33.",
    "687970657273686d 0a00000021000000",
    { kind: 0x6d68737265707968n, op: 10, number: 33 },
    decodeVirtioProxyEventName,
    encodeVirtioProxyEventName,
  );
  wire.checkExample(
    "The event of the first example, whole: a read of 4 bytes at offset 0x10 of region 1.",
    "0001000003002000 0100000000000000 1000000000000000 0400000000000000",
    {
      header: { response: false, repeated: false, op: 1, device: 0, token: 3, size: 32 },
      region: 1,
      offset: 16,
      size: 4,
    },
    decodeVirtioProxyIoBackendReadRequest,
    encodeVirtioProxyIoBackendReadRequest,
  );
  wire.checkBadExample(
    "virtio_proxy_hdr",
    "A header that ends before its size.",
    "000100000300",
    decodeVirtioProxyHdr,
    "8 bytes",
  );
}
