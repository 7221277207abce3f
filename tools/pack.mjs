// Writes a value down so that generator/cli-recall.ts gets it back: JSON, and beside it a tree of
// patches for what JSON cannot hold and for objects that several others refer to.

/** The text of plain objects, arrays, bigints and bytes; objects that are one stay one. */
export function pack(root) {
  const seen = new Set();
  const nodes = new Set([root]);
  survey(root, seen, nodes);
  const numbers = new Map([...nodes].map((node, index) => [node, index]));
  return JSON.stringify([...nodes].map((node) => outline(node, numbers)));
}

/** Finds the objects that are referred to more than once. */
function survey(value, seen, nodes) {
  if (seen.has(value)) {
    nodes.add(value);
    return;
  }
  seen.add(value);
  Object.values(value)
    .filter(isTree)
    .forEach((inner) => survey(inner, seen, nodes));
}

/** A copy for JSON, and a list of keys each with its patch: another such list goes deeper. */
function outline(value, numbers) {
  const isArray = Array.isArray(value);
  const copy = isArray ? [] : {};
  const patches = [];
  for (const [name, inner] of Object.entries(value)) {
    const key = isArray ? Number(name) : name;
    const patch = patchFor(inner, numbers);
    if (patch !== undefined) {
      copy[key] = null;
      patches.push(key, patch);
    } else if (isTree(inner)) {
      const [innerCopy, innerPatches] = outline(inner, numbers);
      copy[key] = innerCopy;
      patches.push(...(innerPatches.length === 0 ? [] : [key, innerPatches]));
    } else {
      copy[key] = inner;
    }
  }
  return [copy, patches];
}

/** The number of a node, digits, bytes, or null for a property that is there and undefined. */
function patchFor(value, numbers) {
  if (value === undefined) {
    return null;
  }
  return ArrayBuffer.isView(value)
    ? { bytes: [...value] }
    : typeof value === "bigint"
      ? String(value)
      : numbers.get(value);
}

function isTree(value) {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) {
    return false;
  }
  if (![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value))) {
    throw new Error(`cannot pack a ${value.constructor.name}`);
  }
  return true;
}
