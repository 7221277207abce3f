// What the tests of pack.mjs see of it.

/** The text of plain objects, arrays, bigints and bytes; objects that are one stay one. */
export function pack(root: object): string;
