// `virtio device` declarations → devices: queues, and the messages that interfaces become on them.

import { readAnnotations, readDocumentation } from "./annotations.ts";
import type { DeviceNode, EnumMemberNode, QueueNode } from "./ast.ts";
import { evaluateWithin } from "./constants.ts";
import { byName } from "./declare.ts";
import { deviceMessages, type MessageSource } from "./device-messages.ts";
import { diagnostic, suggest } from "./diagnostics.ts";
import { given } from "./given.ts";
import { resolveHeader } from "./headers.ts";
import { hasFlexible } from "./layout.ts";
import { findRecord } from "./paths.ts";
import { type DeviceEntity, lookUp, type Scope } from "./scope.ts";
import type { DeviceMessage, EnumMember, Interface, Queue, RecordType } from "../model.ts";
import { qualify } from "../words.ts";

/** Gives a device its model; adds the records of its messages to the module. */
export function finishDevice(entity: DeviceEntity): void {
  const { node, scope } = entity;
  const name = node.name.text;
  const id = evaluateWithin(node.id, scope, { what: "a device's id", min: 1n, max: 65535n });
  if (node.header === undefined) {
    scope.report(
      diagnostic("device-without-header", node.name.span, { name }, {
        suggestion: "write `header RECORD { code FIELD; }`",
      }),
    );
  }
  if (node.queues.length === 0) {
    scope.report(diagnostic("device-without-queues", node.name.span, { name }));
  }
  const found = node.header && resolveHeader(node.header, scope);
  const config = configOf(node, scope);
  const features = numbered(node.features, "a feature bit", 127n, scope);
  const sharedMemory = numbered(node.sharedMemory, "a region's id", 255n, scope);
  const queues = found && resolveQueues(node, {
    header: found.header, codeType: found.codeType, device: node.name, scope,
  });
  if (id !== undefined && found !== undefined && queues !== undefined) {
    entity.model = {
      name, ...readDocumentation(node, scope), module: scope.name,
      qualified: qualify(scope.prefix, name), id: Number(id), header: found.header, queues,
      features, sharedMemory, ...given({ config }),
    };
  }
}

function configOf(node: DeviceNode, scope: Scope): RecordType | undefined {
  const record = node.config && findRecord(node.config, scope);
  if (node.config !== undefined && hasFlexible(record)) {
    scope.report(
      diagnostic("flexible-config", node.config.span, { name: record?.name ?? "" }),
    );
  }
  return record;
}

/** Names with numbers of their own. */
function numbered(
  nodes: readonly EnumMemberNode[],
  what: string,
  max: bigint,
  scope: Scope,
): readonly EnumMember[] {
  const first = new Map<bigint, EnumMemberNode>();
  return [...byName(nodes, scope).values()].flatMap((node) => {
    const value = evaluateWithin(node.value, scope, { what, min: 0n, max });
    const { doc, since, deprecated } = readAnnotations(node, "member", scope);
    const other = value === undefined ? undefined : first.get(value);
    if (value === undefined) {
      return [];
    }
    if (other !== undefined) {
      scope.report(
        diagnostic("duplicate-value", node.value.span, {
          name: node.name.text, first: other.name.text, value,
        }, { notes: [{ span: other.value.span, text: "first given here" }] }),
      );
    }
    first.set(value, other ?? node);
    return [{ name: node.name.text, doc, value, ...given({ since, deprecated }) }];
  });
}

function resolveQueues(node: DeviceNode, source: MessageSource): readonly Queue[] {
  const { scope } = source;
  const nodes = byName(node.queues, scope);
  // Two queues may ask the same interface: its messages exist once.
  const messages = new Map<Interface, readonly DeviceMessage[]>();
  return [...nodes.values()].flatMap((queue, index) => {
    const does = queue.does.kind === "asks"
      ? asks(queue.does, messages, source)
      : answers(queue, queue.does, nodes, scope);
    return does === undefined ? [] : [{
      name: queue.name.text, ...readDocumentation(queue, scope), index, party: queue.party, does,
    }];
  });
}

function asks(
  does: Extract<QueueNode["does"], { readonly kind: "asks" }>,
  messages: Map<Interface, readonly DeviceMessage[]>,
  source: MessageSource,
): Queue["does"] | undefined {
  const asked = lookUp(source.scope, does.interface.path, "interface")?.model;
  if (asked === undefined) {
    return undefined;
  }
  const derived = messages.get(asked) ?? deviceMessages(asked, does.interface.span, source);
  messages.set(asked, derived);
  return { kind: "asks", interface: asked, messages: derived };
}

/** Only what the other side asks can be answered. */
function answers(
  queue: QueueNode,
  does: Extract<QueueNode["does"], { readonly kind: "answers" }>,
  nodes: ReadonlyMap<string, QueueNode>,
  scope: Scope,
): Queue["does"] | undefined {
  const { text, span } = does.queue;
  const asked = nodes.get(text);
  if (asked?.does.kind !== "asks" || asked.party === queue.party) {
    const known = [...nodes.values()].filter((other) =>
      other.does.kind === "asks" && other.party !== queue.party,
    );
    scope.report(
      diagnostic("device-answers", span, { queue: text }, {
        suggestion: suggest(text, known.map(({ name }) => name.text)),
        notes: asked === undefined ? [] : [{ span: asked.name.span, text: "the queue" }],
      }),
    );
    return undefined;
  }
  return { kind: "answers", queue: text };
}
