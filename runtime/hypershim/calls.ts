// Calls as messages: their parameters, their results, and errors that travel.

import { viewOf } from "./bytes.ts";

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
  return Object.assign(new Error(text, cause === undefined ? {} : { cause }), { errno });
}

const ioError = 5;
const invalid = 22;
const notImplemented = 38;
const malformed = 71;
const mostErrno = 4095;

/** The positive errno of anything thrown: its own, of either sign, or EIO. */
export function errnoOf(error: unknown): number {
  try {
    const errno = Math.abs(Number((error as { readonly errno?: unknown }).errno));
    return Number.isInteger(errno) && errno >= 1 && errno <= mostErrno ? errno : ioError;
  } catch {
    // Nothing can be asked of it.
    return ioError;
  }
}

/** The parameters in a request: EPROTO for a wrong size, EINVAL for wrong content. */
export function parameters<T>(
  decode: (view: DataView) => T,
  request: RpcMessage,
  size: number,
  handles: number,
): T {
  if (request.body.length !== size || request.handles.length !== handles) {
    throw operationError(malformed, `operation ${request.operation}: malformed request`);
  }
  return decoded(decode, request);
}

/** The same of a request that ends in bytes, at most so many, whose number stands at an offset. */
export function variableParameters<T>(
  decode: (view: DataView) => T,
  request: RpcMessage,
  size: number,
  handles: number,
  offset: number,
  most: number,
  littleEndian: boolean,
): T {
  const { body } = request;
  const length = body.length < size ? 0 : viewOf(body).getUint32(offset, littleEndian);
  if (length > most) {
    throw operationError(malformed, `operation ${request.operation}: malformed request`);
  }
  return parameters(decode, request, size + length, handles);
}

function decoded<T>(decode: (view: DataView) => T, request: RpcMessage): T {
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

/** Refuses, with a RangeError, an integer that so many bits cannot hold. */
export function expectInteger(
  value: number | bigint,
  bits: number,
  signed: boolean,
  name: string,
): void {
  const fits =
    typeof value === "bigint"
      ? (signed ? BigInt.asIntN : BigInt.asUintN)(bits, value) === value
      : Number.isInteger(value) &&
        value >= (signed ? -(2 ** (bits - 1)) : 0) &&
        value < 2 ** (signed ? bits - 1 : bits);
  if (!fits) {
    throw new RangeError(`${name} is no integer of ${bits} bits: ${value}`);
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

/** A number of bytes that an integer can have: EINVAL for any other. */
export function byteCount(size: number): number {
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

/** Sends a request and takes the results out of the answer; `errors` are those with a name. */
export async function ask<T>(
  call: RpcCall,
  request: RpcMessage,
  decode: (view: DataView) => T,
  littleEndian: boolean,
  handles: number,
  name: string,
  errors: Readonly<Record<string, number | bigint>> = {},
): Promise<{ readonly results: T; readonly reply: RpcMessage }> {
  const reply = await call(request);
  if (reply === undefined || reply.operation !== request.operation || reply.body.length < 4) {
    throw operationError(malformed, `${name}: malformed reply`);
  }
  const status = viewOf(reply.body).getUint32(0, littleEndian);
  if (status !== 0) {
    const known = Object.keys(errors).find((error) => Number(errors[error]) === status);
    const errno = status <= mostErrno ? status : malformed;
    throw operationError(errno, `${name} failed: ${known ?? `error ${status}`}`);
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
