// Requests that are messages: ioregionfd commands, a batch at a time.
import {
  getKvmIoregionfdCmdCmd,
  getKvmIoregionfdCmdDataHigh,
  getKvmIoregionfdCmdDataLow,
  getKvmIoregionfdCmdInfoInfoCmd,
  getKvmIoregionfdCmdInfoInfoResp,
  getKvmIoregionfdCmdInfoInfoSizeExponent,
  getKvmIoregionfdCmdOffsetHigh,
  getKvmIoregionfdCmdOffsetLow,
  getKvmIoregionfdCmdResp,
  getKvmIoregionfdCmdSizeExponent,
  getKvmIoregionfdCmdUserDataHigh,
  getKvmIoregionfdCmdUserDataLow,
  kvmIoregionfdCmdSize,
  KvmIoregionfdOp,
  kvmIoregionfdRespSize,
  setKvmIoregionfdRespDataHigh,
  setKvmIoregionfdRespDataLow,
} from "../../generated/ts/kvm-ioregionfd.ts";
import { ErrorKind } from "./backend.ts";
import type { CommandBuffers } from "./native.ts";
import {
  Count,
  count,
  fail,
  giveOnes,
  isWidth,
  makeLoad,
  store,
  type Load,
  type Region,
  type Service,
} from "./service.ts";

/** The buffers of a channel, and which layout its commands have. */
export interface Commands {
  readonly service: Service;
  readonly commands: DataView;
  readonly answers: DataView;
  readonly answerBytes: Uint8Array;
  readonly isInfo: boolean;
  readonly load: Load;
}

/** The kernel takes a region of no length, a doorbell, for so many bytes. */
const doorbellLength = 8;

export function makeCommands(
  service: Service,
  { commands, answers }: CommandBuffers,
  layout: string,
): Commands {
  return {
    service,
    commands: new DataView(commands),
    answers: new DataView(answers),
    answerBytes: new Uint8Array(answers),
    isInfo: layout === "info",
    load: makeLoad(service),
  };
}

/** Serves so many commands: how many answers there are. */
export function serveCommands(all: Commands, commandCount: number): number {
  const { service, commands, answers, answerBytes, isInfo } = all;
  answerBytes.fill(0, 0, commandCount * kvmIoregionfdRespSize);
  let answered = 0;
  for (let at = 0; at < commandCount * kvmIoregionfdCmdSize; at += kvmIoregionfdCmdSize) {
    count(service, Count.requests);
    const command = commandOf(commands, at, isInfo);
    const isLoad = command === KvmIoregionfdOp.read;
    serveOne(all, at, command);
    const wantsReply = isInfo
      ? getKvmIoregionfdCmdInfoInfoResp(commands, at)
      : getKvmIoregionfdCmdResp(commands, at);
    if (!wantsReply) {
      count(service, Count.posted);
      continue;
    }
    if (isLoad || command === undefined) {
      const to = answered * kvmIoregionfdRespSize;
      setKvmIoregionfdRespDataLow(answers, to, service.result[0] as number);
      setKvmIoregionfdRespDataHigh(answers, to, service.result[1] as number);
    }
    answered++;
  }
  return answered;
}

function commandOf(
  commands: DataView,
  at: number,
  isInfo: boolean,
): KvmIoregionfdOp | undefined {
  try {
    return isInfo ? getKvmIoregionfdCmdInfoInfoCmd(commands, at) : getKvmIoregionfdCmdCmd(commands, at);
  } catch {
    return undefined;
  }
}

function serveOne(
  { service, commands, isInfo, load }: Commands,
  at: number,
  command: KvmIoregionfdOp | undefined,
): void {
  const size =
    2 **
    (isInfo
      ? getKvmIoregionfdCmdInfoInfoSizeExponent(commands, at)
      : getKvmIoregionfdCmdSizeExponent(commands, at));
  giveOnes(service, command === undefined ? 8 : size);
  if (command === undefined) {
    fail(service, ErrorKind.command, "a command that is none");
    return;
  }
  if (!isWidth(size)) {
    fail(service, ErrorKind.value, "a width that is none");
    return;
  }
  // From here on both layouts are the same.
  const offset =
    getKvmIoregionfdCmdOffsetHigh(commands, at) * 0x1_0000_0000 +
    getKvmIoregionfdCmdOffsetLow(commands, at);
  const region = regionOf(service, commands, at);
  const isDoorbell = region !== undefined && region.end === region.base;
  const length = isDoorbell ? doorbellLength : region === undefined ? 0 : region.end - region.base;
  if (region === undefined || offset + size > length) {
    fail(service, ErrorKind.region, "no region there");
  } else if (command === KvmIoregionfdOp.write) {
    count(service, Count.kicks, isDoorbell ? 1 : 0);
    const low = getKvmIoregionfdCmdDataLow(commands, at);
    store(service, region, offset, size, low, getKvmIoregionfdCmdDataHigh(commands, at));
  } else if (isDoorbell) {
    fail(service, ErrorKind.value, "a load from a doorbell");
  } else {
    load(region, offset, size);
  }
}

/** Numbers of regions have 32 bits; the C runtime has put them in the place of `user_data`. */
function regionOf(service: Service, commands: DataView, at: number): Region | undefined {
  if (getKvmIoregionfdCmdUserDataHigh(commands, at) !== 0) {
    return undefined;
  }
  const id = getKvmIoregionfdCmdUserDataLow(commands, at);
  return service.latest.id === id
    ? service.latest
    : remember(service, service.regions.find((region) => region.id === id));
}

function remember(service: Service, region: Region | undefined): Region | undefined {
  if (region !== undefined) {
    service.latest = region;
  }
  return region;
}

