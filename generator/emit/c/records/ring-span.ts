// Where the entries of a ring are: its indices, read so that they belong together, and judged.
import { kernelDoc } from "../spell/comments.ts";
import { block, call, signature } from "../spell/lines.ts";
import { acquire } from "./atomic.ts";
import { absentNames, constRing, type Context, describedParameters } from "./ring-context.ts";

/** `span`: reads the indices and judges them; all other functions start with it. */
export function spanFunction(context: Context): object {
  const name = `${context.record.qualified}_span`;
  const folded =
    context.ring.foldedBy !== undefined &&
    context.producer !== undefined &&
    context.consumer !== undefined;
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc:
        "Where the oldest entry is, and how many there are. Loads with acquire ordering: " +
        "an entry that is counted is seen whole." +
        (folded
          ? ` The ${context.ring.foldedBy ?? ""} moves both indices at once, ` +
            "so they are read until they belong together."
          : ""),
      members: [
        ...describedParameters(context),
        { name: "first", text: "set to the consumer's index" },
        { name: "count", text: "set to the number of entries" },
      ],
      returns:
        `0, or -EPROTO when the indices cannot be right.` +
        (folded ? " -EAGAIN when they kept moving." : "") +
        (context.ring.capacity === undefined ? " -EINVAL for no slots at all." : ""),
    }),
    head: signature("static inline int", name, [
      constRing(context),
      ...context.absent.map((parameter) => parameter.declared),
      `${context.type} *first`,
      "uint32_t *count",
    ]),
    body: block(folded ? foldedSpan(context) : plainSpan(context)),
  };
}

function plainSpan(context: Context): readonly string[] {
  const { record, type, consumer, producer } = context;
  return [
    ...(consumer === undefined ? [] : [`${type} consumed = ${acquire(record, consumer, "ring")};`]),
    ...(producer === undefined ? [] : [`${type} produced = ${acquire(record, producer, "ring")};`]),
    "",
    ...(context.ring.capacity === undefined ? ["if (capacity == 0)", "    return -EINVAL;"] : []),
    ...judge(context),
    "",
    "return 0;",
  ];
}

function foldedSpan(context: Context): readonly string[] {
  const { record, type, consumer, producer } = context;
  if (consumer === undefined || producer === undefined) {
    return [];
  }
  const loadConsumer = `${type} consumed = ${acquire(record, consumer, "ring")};`;
  const again = acquire(record, consumer, "ring");
  return [
    ...(context.ring.capacity === undefined ? ["if (capacity == 0)", "    return -EINVAL;"] : []),
    `for (int attempt = 0; attempt < 64; attempt++) {`,
    ...[
      loadConsumer,
      `${type} produced = ${acquire(record, producer, "ring")};`,
      `${type} again = ${again};`,
      "",
      "if (again != consumed)",
      "    continue;",
      ...judge(context),
      "return 0;",
    ].map((line) => (line === "" ? "" : `    ${line}`)),
    "}",
    "",
    "return -EAGAIN;",
  ];
}

/** Refuses indices that cannot be, then answers. */
function judge(context: Context): readonly string[] {
  const { type, bits, capacity, ring } = context;
  if (ring.mode === "masked") {
    return [
      `if (consumed >= ${capacity} || produced >= ${capacity})`,
      "    return -EPROTO;",
      "*first = consumed;",
      "*count = produced >= consumed ? (uint32_t)(produced - consumed)",
      `                              : ${capacity} - (uint32_t)(consumed - produced);`,
    ];
  }
  const always = ring.capacity !== undefined && BigInt(ring.capacity) >= 2n ** BigInt(bits) - 1n;
  return [
    ...(always ? [] : [`if ((${type})(produced - consumed) > ${capacity})`, "    return -EPROTO;"]),
    "*first = consumed;",
    bits === 64
      ? "*count = (uint32_t)(produced - consumed);"
      : `*count = (${type})(produced - consumed);`,
  ];
}

/** `pending`: how many entries there are. */
export function pendingFunction(context: Context): object {
  const name = `${context.record.qualified}_pending`;
  return {
    comment: kernelDoc({
      subject: `${name}()`,
      doc: "How many entries wait for the consumer.",
      members: [...describedParameters(context), { name: "count", text: "set to their number" }],
      returns: `as ${context.record.qualified}_span().`,
    }),
    head: signature("static inline int", name, [
      constRing(context),
      ...context.absent.map((parameter) => parameter.declared),
      "uint32_t *count",
    ]),
    body: block([
      `${context.type} first;`,
      "",
      call("", `return ${context.record.qualified}_span`, [
        "ring",
        ...absentNames(context),
        "&first",
        "count",
      ]),
    ]),
  };
}
