// Generated from idl/io-backend/io-backend.idl; do not edit.

import * as wire from "./hypershim.ts";
import {
  decodeIoBackendReadReply,
  decodeIoBackendReadRequest,
  decodeIoHostClaimReply,
  decodeIoHostClaimRequest,
  decodeIoHostGetParameterRequest,
  encodeIoBackendReadReply,
  encodeIoBackendReadRequest,
  encodeIoHostClaimReply,
  encodeIoHostClaimRequest,
  encodeIoHostGetParameterRequest,
} from "./io-backend.ts";

/** Throws at the first example of the spec that the codecs contradict. */
export function checkIoBackendExamples(): void {
  wire.checkExample(
    "Four bytes at offset 0x10 of region 1.",
    "0100000000000000 1000000000000000 0400000000000000",
    { region: 1, offset: 16, size: 4 },
    decodeIoBackendReadRequest,
    encodeIoBackendReadRequest,
  );
  wire.checkExample(
    "They hold 0x76697274. The status comes first: 0 for success.",
    "0000000000000000 7472697600000000",
    { status: 0, data: 0x76697274n },
    decodeIoBackendReadReply,
    encodeIoBackendReadReply,
  );
  wire.checkExample(
    "The registers of a virtio device, with posted writes.",
    "0000000000000000 0000000200000000 0002000000000000 0100000000000000",
    { space: 0, base: 0x2000000n, length: 512, flags: 1 },
    decodeIoHostClaimRequest,
    encodeIoHostClaimRequest,
  );
  wire.checkExample(
    "Somebody has them already: EEXIST, and no region.",
    "1100000000000000",
    { status: 17, region: 0 },
    decodeIoHostClaimReply,
    encodeIoHostClaimReply,
  );
  wire.checkExample(
    "Which file? A variable parameter is its length, and its bytes at the end.",
    "0400000066696c65",
    { name: wire.fromHex("66696c65") },
    decodeIoHostGetParameterRequest,
    encodeIoHostGetParameterRequest,
  );
  wire.checkBadExample(
    "io_host_get_parameter_request",
    "65 bytes are one too many for a name.",
    "4100000061616161 6161616161616161 6161616161616161 6161616161616161" +
    " 6161616161616161 6161616161616161 6161616161616161 6161616161616161" +
    " 6161616161",
    decodeIoHostGetParameterRequest,
    "name",
  );
}
