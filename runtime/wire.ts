// What generated codecs share: 64-bit access, bounds, checks, regions and calls. No dependencies.

/** Whether this machine stores the low byte of an integer first. */
export const hostIsLittle = /* @__PURE__ */ isLittle();

function isLittle(): boolean {
  return new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
}

/** Where the low half of a 64-bit integer in this machine's byte order begins. */
export const lowHalf = hostIsLittle ? 0 : 4;

/** Where its high half begins. */
export const highHalf = hostIsLittle ? 4 : 0;

/**
 * Where a record of one byte or more begins. Without `offset` the view must be exactly the record;
 * with one, the record must lie inside the view.
 */
export function recordAt(
  view: DataView,
  offset: number | undefined,
  size: number,
  name: string,
): number {
  // Touching the last byte is much cheaper than asking the view for its length.
  if (offset !== undefined && offset >= 0) {
    try {
      view.getUint8(offset + size - 1);
      return offset;
    } catch {
      // What is wrong is said below, out of the way of V8's inlining.
    }
  }
  return recordInDoubt(view, offset, size, name);
}

/** The same for a record that may have no bytes at all. */
export function recordInDoubt(
  view: DataView,
  offset: number | undefined,
  size: number,
  name: string,
): number {
  const have = view.byteLength;
  if (offset === undefined) {
    if (have !== size) {
      throw wrongSize(name, size, have);
    }
    return 0;
  }
  return roomAt(view, offset, size, name);
}

/** Where a record of at least `size` bytes, more than none, begins. */
export function headAt(view: DataView, offset: number, size: number, name: string): number {
  if (offset >= 0) {
    try {
      view.getUint8(offset + size - 1);
      return offset;
    } catch {
      // As above.
    }
  }
  return roomAt(view, offset, size, name);
}

/** Where a record of at least `size` bytes, or none, begins. */
export function roomAt(view: DataView, offset: number, size: number, name: string): number {
  const have = offset >= 0 ? Math.max(view.byteLength - offset, 0) : 0;
  if (!(offset >= 0 && offset + size <= view.byteLength)) {
    throw wrongSize(name, size, have);
  }
  return offset;
}

/** Bytes from `offset` to the end of the view. */
export function bytesFrom(view: DataView, offset: number): number {
  return view.byteLength - offset;
}

/** Items of `stride` bytes that fill the view from `offset` to its end. */
export function itemsFrom(view: DataView, offset: number, stride: number, name: string): number {
  const bytes = view.byteLength - offset;
  if (bytes % stride !== 0) {
    throw new RangeError(`${name}: ${bytes} bytes are not a multiple of ${stride}`);
  }
  return bytes / stride;
}

function wrongSize(name: string, need: number, have: number): RangeError {
  return new RangeError(`${name} needs ${need} bytes, have ${have}`);
}

/** Refuses any value but the one that a field always has. */
export function expect(value: number | bigint, fixed: number | bigint, name: string): void {
  if (value !== fixed) {
    throw new RangeError(`${name} must be ${fixed}, is ${value}`);
  }
}

/** Refuses arrays that are longer than their record allows. */
export function expectAtMost(count: number, most: number, name: string): void {
  if (count > most) {
    throw new RangeError(`${name} has at most ${most} items, not ${count}`);
  }
}

/** Refuses arrays that are not as long as their record says. */
export function expectCount(count: number, need: number, name: string): void {
  if (count !== need) {
    throw new RangeError(`${name} has ${need} items, not ${count}`);
  }
}

/** The error for a value that is none of an enum's. */
export function unknownValue(name: string, value: number | bigint): RangeError {
  return new RangeError(`${name} cannot be ${value}`);
}

/** Refuses a union's value of another kind than its tag says. */
export function expectKind(
  fits: boolean,
  name: string,
  kind: string,
  tag: number | bigint,
): void {
  if (!fits) {
    throw new RangeError(`${name} is ${kind}, but its tag is ${tag}`);
  }
}

/** The error for an index outside an array. */
export function badIndex(name: string, index: number, count: number): RangeError {
  return new RangeError(`${name} has ${count} items, none at ${index}`);
}

/** Refuses an index outside an array. */
export function checkIndex(index: number, count: number, name: string): void {
  if (!(index >= 0 && index < count && Number.isInteger(index))) {
    throw badIndex(name, index, count);
  }
}

// DataView's own 64-bit methods cost several times as much as two 32-bit accesses. A bigint is
// made by arithmetic, which V8 does in a register, and split by a pair of views of one integer.
// The byte order is a constant of a function that makes the accessor, because V8 trusts those; a
// parameter, or a constant of a module, costs a third of an encoder's speed.

type ReadBigint = (view: DataView, offset: number) => bigint;
type WriteBigint = (view: DataView, offset: number, value: bigint) => void;
type ReadNumber = (view: DataView, offset: number, name: string) => number;
type WriteNumber = (view: DataView, offset: number, value: number, name: string) => void;

/** Where the halves of an integer are, by its byte order. */
function halvesOf(littleEndian: boolean): { readonly low: number; readonly high: number } {
  return littleEndian ? { low: 0, high: 4 } : { low: 4, high: 0 };
}

function uint64Reader(littleEndian: boolean): ReadBigint {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset) => {
    const upper = BigInt(view.getUint32(offset + high, littleEndian));
    const lower = BigInt(view.getUint32(offset + low, littleEndian));
    return BigInt.asUintN(64, (upper << 32n) | lower);
  };
}

function int64Reader(littleEndian: boolean): ReadBigint {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset) => {
    const upper = BigInt(view.getUint32(offset + high, littleEndian));
    const lower = BigInt(view.getUint32(offset + low, littleEndian));
    return BigInt.asIntN(64, (upper << 32n) | lower);
  };
}

function uint64Writer(littleEndian: boolean): WriteBigint {
  const whole = new BigUint64Array(1);
  const halves = new Uint32Array(whole.buffer);
  const { low, high } = halvesOf(littleEndian);
  const { low: first, high: second } = hostIsLittle ? { low: 0, high: 1 } : { low: 1, high: 0 };
  return (view, offset, value) => {
    whole[0] = value;
    view.setUint32(offset + low, halves[first] as number, littleEndian);
    view.setUint32(offset + high, halves[second] as number, littleEndian);
  };
}

function numberReader(littleEndian: boolean): ReadNumber {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset, name) => {
    const upper = view.getUint32(offset + high, littleEndian);
    const lower = view.getUint32(offset + low, littleEndian);
    if (upper > 0x1f_ffff) {
      throw tooLarge((BigInt(upper) << 32n) + BigInt(lower), name);
    }
    return upper * 0x1_0000_0000 + lower;
  };
}

function numberWriter(littleEndian: boolean): WriteNumber {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset, value, name) => {
    const upper = (value / 0x1_0000_0000) >>> 0;
    const lower = value >>> 0;
    if (upper > 0x1f_ffff || upper * 0x1_0000_0000 + lower !== value) {
      throw notUnsigned(value, name);
    }
    view.setUint32(offset + low, lower, littleEndian);
    view.setUint32(offset + high, upper, littleEndian);
  };
}

function signedNumberReader(littleEndian: boolean): ReadNumber {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset, name) => {
    const upper = view.getInt32(offset + high, littleEndian);
    const lower = view.getUint32(offset + low, littleEndian);
    const value = upper * 0x1_0000_0000 + lower;
    if (!Number.isSafeInteger(value)) {
      throw tooLarge((BigInt(upper) << 32n) + BigInt(lower), name);
    }
    return value;
  };
}

function signedNumberWriter(littleEndian: boolean): WriteNumber {
  const { low, high } = halvesOf(littleEndian);
  return (view, offset, value, name) => {
    if (!Number.isSafeInteger(value)) {
      throw notSigned(value, name);
    }
    view.setUint32(offset + low, value >>> 0, littleEndian);
    view.setInt32(offset + high, Math.floor(value / 0x1_0000_0000), littleEndian);
  };
}

/** The unsigned 64-bit integer at an offset. */
export const readUint64LE = /* @__PURE__ */ uint64Reader(true);
export const readUint64BE = /* @__PURE__ */ uint64Reader(false);
export const readUint64Host = /* @__PURE__ */ uint64Reader(hostIsLittle);

/** The signed 64-bit integer at an offset. */
export const readInt64LE = /* @__PURE__ */ int64Reader(true);
export const readInt64BE = /* @__PURE__ */ int64Reader(false);
export const readInt64Host = /* @__PURE__ */ int64Reader(hostIsLittle);

/** Stores the low 64 bits of a value, signed or not. */
export const writeUint64LE = /* @__PURE__ */ uint64Writer(true);
export const writeUint64BE = /* @__PURE__ */ uint64Writer(false);
export const writeUint64Host = /* @__PURE__ */ uint64Writer(hostIsLittle);

/** The unsigned 64-bit integer at an offset as a number, which it must fit. */
export const readNumberLE = /* @__PURE__ */ numberReader(true);
export const readNumberBE = /* @__PURE__ */ numberReader(false);
export const readNumberHost = /* @__PURE__ */ numberReader(hostIsLittle);

/** Stores an unsigned 64-bit integer; only whole numbers from 0 to 2^53 - 1 are accepted. */
export const writeNumberLE = /* @__PURE__ */ numberWriter(true);
export const writeNumberBE = /* @__PURE__ */ numberWriter(false);
export const writeNumberHost = /* @__PURE__ */ numberWriter(hostIsLittle);

/** The signed 64-bit integer at an offset as a number, which it must fit. */
export const readSignedNumberLE = /* @__PURE__ */ signedNumberReader(true);
export const readSignedNumberBE = /* @__PURE__ */ signedNumberReader(false);
export const readSignedNumberHost = /* @__PURE__ */ signedNumberReader(hostIsLittle);

/** Stores a signed 64-bit integer; only whole numbers between -2^53 and 2^53 are accepted. */
export const writeSignedNumberLE = /* @__PURE__ */ signedNumberWriter(true);
export const writeSignedNumberBE = /* @__PURE__ */ signedNumberWriter(false);
export const writeSignedNumberHost = /* @__PURE__ */ signedNumberWriter(hostIsLittle);

function tooLarge(value: bigint, name: string): RangeError {
  return new RangeError(`${name} does not fit a number: ${value}`);
}

function notUnsigned(value: number, name: string): RangeError {
  return new RangeError(`${name} is not a whole number from 0 to 2^53 - 1: ${value}`);
}

function notSigned(value: number, name: string): RangeError {
  return new RangeError(`${name} is not a whole number within 2^53: ${value}`);
}

/** A wide bit field as a number, which it must fit. */
export function toNumber(value: bigint, name: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) {
    throw tooLarge(value, name);
  }
  return number;
}

/** A number as a wide bit field; only whole numbers within 2^53 are accepted. */
export function toBigint(value: number, name: string): bigint {
  if (!Number.isSafeInteger(value)) {
    throw notSigned(value, name);
  }
  return BigInt(value);
}

/** A copy of `count` bytes at `offset`. */
export function readBytes(view: DataView, offset: number, count: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + offset, count).slice();
}

/** Stores bytes at `offset`. */
export function writeBytes(view: DataView, offset: number, bytes: Uint8Array): void {
  new Uint8Array(view.buffer, view.byteOffset + offset, bytes.length).set(bytes);
}

/** Zeroes `count` bytes at `offset`. */
export function clear(view: DataView, offset: number, count: number): void {
  new Uint8Array(view.buffer, view.byteOffset + offset, count).fill(0);
}

/** The error for a move of a state that nobody may make. */
export function illegalMove(
  name: string,
  from: number | bigint,
  to: number | bigint,
): RangeError {
  return new RangeError(`${name} cannot go from ${from} to ${to}`);
}

/** Refuses a state that is none. */
export function expectState(isState: boolean, value: number | bigint, name: string): void {
  if (!isState) {
    throw unknownValue(name, value);
  }
}

/** How far a ring's indices are apart; a RangeError if that is more than its capacity. */
export function ringCount(
  producer: number,
  consumer: number,
  modulus: number,
  capacity: number,
  name: string,
): number {
  const count = producer >= consumer ? producer - consumer : producer - consumer + modulus;
  if (!(count <= capacity && producer < modulus && consumer < modulus)) {
    throw new RangeError(`${name} has indices ${producer} and ${consumer}, capacity ${capacity}`);
  }
  return count;
}

/** Adds to a 32-bit integer in one step. The integer must be aligned in its buffer. */
export function atomicAdd(
  view: DataView,
  offset: number,
  addend: number,
  littleEndian: boolean,
): void {
  const target = new Uint32Array(view.buffer, view.byteOffset + offset, 1);
  if (littleEndian === hostIsLittle) {
    Atomics.add(target, 0, addend);
    return;
  }
  let before = Atomics.load(target, 0);
  for (;;) {
    const found = Atomics.compareExchange(target, 0, before, swap(swap(before) + addend));
    if (found === before) {
      return;
    }
    before = found;
  }
}

function swap(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, true);
  return view.getUint32(0, false);
}

/** What a guest's access to a register gets when no register is there. */
export const noRegister = -6;

/** What it gets for a width or an alignment that the register does not have. */
export const badAccess = -22;

/** What it gets for a direction that the register does not have. */
export const forbidden = -13;

/** What a guest's load from a register gives: 0 and the value, or a negative errno and 0. */
export interface RegisterValue {
  readonly status: number;
  readonly data: bigint;
}

/** A load that no register answers. */
export function registerRefused(status: number): RegisterValue {
  return { status, data: 0n };
}

/** The low `size` bytes of what a callback returned; nothing means that there is no callback. */
export function registerValue(value: number | bigint | undefined, size: number): RegisterValue {
  return value === undefined
    ? registerRefused(noRegister)
    : { status: 0, data: BigInt.asUintN(8 * size, BigInt(value)) };
}

/** The 32 bits from `shift` on of what a callback returned. */
export function registerHalf(value: bigint | undefined, shift: bigint): RegisterValue {
  return value === undefined
    ? registerRefused(noRegister)
    : { status: 0, data: BigInt.asUintN(32, value >> shift) };
}

/** A descriptor or whatever else a channel carries beside the bytes, by number. */
export type Handle = number;

/** A call of an operation as a message, or the answer to it. */
export interface RpcMessage {
  /** The operation's number in its interface; an answer repeats it. */
  readonly operation: number;
  readonly body: Uint8Array;
  readonly handles: readonly Handle[];
}

/** One end of a channel: takes a request, gives the answer; undefined for one-way operations. */
export type RpcCall = (request: RpcMessage) => Promise<RpcMessage | undefined>;

/** An error that travels: `errno` is what the other side sees. */
export interface OperationError extends Error {
  readonly errno: number;
}

/** An error for an operation to throw. */
export function operationError(errno: number, text: string, cause?: unknown): OperationError {
  return Object.assign(new Error(text, { cause }), { errno });
}

const ioError = 5;
const invalid = 22;
const notImplemented = 38;
const malformed = 71;
const mostErrno = 4095;

/** The positive errno of anything thrown: its own, of either sign, or EIO. */
export function errnoOf(error: unknown): number {
  if (typeof error === "object" && error !== null && "errno" in error) {
    const errno = Math.abs(Number(error.errno));
    if (Number.isInteger(errno) && errno >= 1 && errno <= mostErrno) {
      return errno;
    }
  }
  return ioError;
}

/** A view of exactly these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The bytes of a value that takes `size` of them. */
export function encoded<T>(
  encode: (value: T, view: DataView) => unknown,
  value: T,
  size: number,
): Uint8Array {
  const bytes = new Uint8Array(size);
  encode(value, viewOf(bytes));
  return bytes;
}

/** The parameters in a request: EPROTO for a wrong size, EINVAL for wrong content. */
export function parameters<T>(
  decode: (view: DataView) => T,
  request: RpcMessage,
  size: number,
  handles: number,
): T {
  if (request.body.length < size || request.handles.length !== handles) {
    throw operationError(malformed, `operation ${request.operation}: malformed request`);
  }
  try {
    return decode(viewOf(request.body));
  } catch (cause) {
    throw operationError(invalid, `operation ${request.operation}: invalid request`, cause);
  }
}

/** Refuses values that an operation does not accept. */
export function expectAllowed(
  value: number | bigint,
  allowed: readonly (number | bigint)[],
  name: string,
): void {
  if (!allowed.includes(value)) {
    throw operationError(invalid, `${name} cannot be ${value}`);
  }
}

/** The low `size` bytes of a value. */
export function lowBytes(value: bigint, size: number): bigint {
  return BigInt.asUintN(8 * byteCount(size), value);
}

/** The low `size` bytes of a value that is a number. */
export function lowBytesOfNumber(value: number, size: number): number {
  return value % 2 ** (8 * byteCount(size));
}

function byteCount(size: number): number {
  if (!(size >= 1 && size <= 8 && Number.isInteger(size))) {
    throw operationError(invalid, `a value cannot have ${size} bytes`);
  }
  return size;
}

/** An item of a message's handles, whose number has been checked. */
export function handleAt(message: RpcMessage, index: number): Handle {
  const handle = message.handles[index];
  if (handle === undefined) {
    throw operationError(malformed, `operation ${message.operation}: a handle is missing`);
  }
  return handle;
}

/** Answers a request; if that fails, with a status and zeroes in place of results. */
export async function answer(
  request: RpcMessage,
  size: number,
  littleEndian: boolean,
  make: () => Promise<{ readonly body: Uint8Array; readonly handles: readonly Handle[] }>,
): Promise<RpcMessage> {
  try {
    return { operation: request.operation, ...(await make()) };
  } catch (error) {
    return failure(request, size, littleEndian, errnoOf(error));
  }
}

/** Runs a one-way operation: whatever happens, nothing is answered. */
export async function obey(make: () => Promise<void>): Promise<undefined> {
  try {
    await make();
  } catch {
    // Nobody waits for it, and the backend has seen its own error.
  }
  return undefined;
}

/** Answers an operation that the interface does not have. */
export function unknownOperation(request: RpcMessage, littleEndian: boolean): Promise<RpcMessage> {
  return Promise.resolve(failure(request, 4, littleEndian, notImplemented));
}

function failure(
  request: RpcMessage,
  size: number,
  littleEndian: boolean,
  errno: number,
): RpcMessage {
  const body = new Uint8Array(size);
  viewOf(body).setUint32(0, errno, littleEndian);
  return { operation: request.operation, body, handles: [] };
}

/** Sends a request and takes the results out of the answer. */
export async function ask<T>(
  call: RpcCall,
  request: RpcMessage,
  decode: (view: DataView) => T,
  littleEndian: boolean,
  handles: number,
): Promise<{ readonly results: T; readonly reply: RpcMessage }> {
  const reply = await call(request);
  const name = `operation ${request.operation}`;
  if (reply === undefined || reply.operation !== request.operation || reply.body.length < 4) {
    throw operationError(malformed, `${name}: malformed reply`);
  }
  const status = viewOf(reply.body).getUint32(0, littleEndian);
  if (status !== 0) {
    throw operationError(status <= mostErrno ? status : malformed, `${name} failed: ${status}`);
  }
  if (reply.handles.length !== handles) {
    throw operationError(malformed, `${name}: ${reply.handles.length} handles`);
  }
  try {
    return { results: decode(viewOf(reply.body)), reply };
  } catch (cause) {
    throw operationError(malformed, `${name}: malformed reply`, cause);
  }
}

/** A run of addresses that a backend answers for. */
export interface Region {
  /** Its number, unique in the table. */
  readonly id: number;
  /** The address space, numbered by the interface that is bound. */
  readonly space: number;
  readonly base: bigint;
  readonly length: bigint;
}

/** All regions of a backend, sorted by space, then by base; they do not overlap. */
export type Regions = readonly Region[];

/** Where an access goes: a region and the offset in it. */
export interface Located {
  readonly region: Region;
  readonly offset: bigint;
}

const noDevice = 6;

/** The region that holds `span` bytes from an absolute address on. */
export function regionAt(regions: Regions, space: number, address: bigint, span: number): Located {
  let first = 0;
  let end = regions.length;
  while (first < end) {
    const middle = (first + end) >>> 1;
    const region = regions[middle] as Region;
    if (region.space < space) {
      first = middle + 1;
    } else if (region.space > space || address < region.base) {
      end = middle;
    } else if (address - region.base >= region.length) {
      first = middle + 1;
    } else {
      return within(region, address - region.base, span);
    }
  }
  throw operationError(noDevice, `no region at ${address}`);
}

/** The region with a number, if it holds `span` bytes from `offset` on. */
export function regionOf(regions: Regions, id: bigint, offset: bigint, span: number): Located {
  const region = regions.find((candidate) => BigInt(candidate.id) === id);
  if (region === undefined) {
    throw operationError(noDevice, `no region ${id}`);
  }
  return within(region, offset, span);
}

function within(region: Region, offset: bigint, span: number): Located {
  if (offset < 0n || offset + BigInt(span) > region.length) {
    throw operationError(noDevice, `${span} bytes at ${offset} are not in region ${region.id}`);
  }
  return { region, offset };
}

/** The address of a register in PCI configuration space. */
export function pciAddress(
  segment: number,
  bus: number,
  device: number,
  functionNumber: number,
  register: number,
): bigint {
  const place = ((bus & 0xff) << 8) | ((device & 0x1f) << 3) | (functionNumber & 7);
  return (BigInt(segment & 0xffff) << 48n) | (BigInt(place) << 32n) | BigInt(register >>> 0);
}

/** A copy of a record that another party can write: every byte is fetched once. */
export function snapshot(view: DataView, offset: number, size: number): DataView {
  return viewOf(readBytes(view, offset, size));
}

/** A value that a parameter must be able to take: EINVAL if it cannot. */
export function fit<T extends number | bigint>(value: T, least: T, most: T, name: string): T {
  if (value < least || value > most) {
    throw operationError(invalid, `${name} cannot be ${value}`);
  }
  return value;
}

/** A 64-bit value as a number: EINVAL if it does not fit one. */
export function fitNumber(value: bigint, name: string): number {
  return Number(fit(value, 0n, BigInt(Number.MAX_SAFE_INTEGER), name));
}

/** All ones in `size` bytes, or in eight if that is no size. */
export function allOnes(size: number | bigint): bigint {
  const bytes = size >= 1 && size <= 8 ? Number(size) : 8;
  return (1n << BigInt(8 * bytes)) - 1n;
}

/** Makes a call for a guest: 0, or a negative errno after `fail`. */
export async function attempt(make: () => Promise<void>, fail: () => void): Promise<number> {
  try {
    await make();
    return 0;
  } catch (error) {
    fail();
    return -errnoOf(error);
  }
}

/** What `dispatch` answers when there is nothing to do. */
export const notReady = -11;

/** What it answers when a record is none of the calls that it can stand for. */
export const notSupported = -95;

/** Refuses a header of which something is not as the protocol says. */
export function expectThat(holds: boolean, name: string): void {
  if (!holds) {
    throw new RangeError(`${name} has a value that this message cannot have`);
  }
}

/** Refuses a message whose length is none; else says it. */
export function expectWithin(size: number, least: number, most: number, name: string): number {
  if (!(size >= least && size <= most)) {
    throw new RangeError(`${name}: a message has ${least} to ${most} bytes, not ${size}`);
  }
  return size;
}

/** Refuses a message with too few or too many bytes or handles. */
export function expectBody(
  name: string,
  bytes: number,
  handles: number,
  leastBytes: number,
  mostBytes: number,
  leastHandles: number,
  mostHandles: number,
): void {
  if (!(bytes >= leastBytes && bytes <= mostBytes)) {
    throw new RangeError(`${name} has ${leastBytes} to ${mostBytes} bytes, not ${bytes}`);
  }
  if (!(handles >= leastHandles && handles <= mostHandles)) {
    throw new RangeError(`${name} has ${leastHandles} to ${mostHandles} handles, not ${handles}`);
  }
}

/** The bytes that hexadecimal digits, with spaces between them, stand for. */
export function fromHex(digits: string): Uint8Array {
  const pairs = digits.match(/[0-9a-f]{2}/g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/** Throws unless the bytes decode to `value` and `value` encodes to the bytes. */
export function checkExample<T>(
  name: string,
  digits: string,
  value: T,
  decode: (view: DataView) => T,
  encode: (value: T, view: DataView) => unknown,
): void {
  const bytes = fromHex(digits);
  const decoded = decode(viewOf(bytes));
  if (!isSame(decoded, value)) {
    throw new Error(`example "${name}": the bytes decode to another value`);
  }
  if (!isSame(encoded(encode, value, bytes.length), bytes)) {
    throw new Error(`example "${name}": the value encodes to other bytes`);
  }
}

/** Throws unless decoding the bytes fails, and `text` is in the record's name or in the message. */
export function checkBadExample(
  record: string,
  name: string,
  digits: string,
  decode: (view: DataView) => unknown,
  text: string,
): void {
  let message: string | undefined;
  try {
    decode(viewOf(fromHex(digits)));
  } catch (error) {
    message = `${record}: ${String(error)}`;
  }
  if (message?.includes(text) !== true) {
    throw new Error(`bad example "${name}": ${message ?? "it decodes"}`);
  }
}

function isSame(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) {
    return Object.is(left, right);
  }
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => isSame(Reflect.get(left, name), Reflect.get(right, name)))
  );
}
