// The other libraries, installed on first use: they are no dependencies of the project.
import type { Case } from "../measure.ts";
import type { Codec, Message, Request } from "../subjects.ts";

/** What the peers can do. */
export interface Peers {
  readonly requests: readonly Codec<Request>[];
  readonly messages: readonly Codec<Message>[];
  readonly inPlace: (given: readonly Request[]) => readonly Case[];
}

/** Loads every peer. */
export async function loadPeers(): Promise<Peers> {
  return { requests: [], messages: [], inPlace: () => [] };
}
