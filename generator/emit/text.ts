// Words on lines: what every emitter that writes prose needs.

/** Breaks text into lines of at most `width` characters; a longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const words = oneLine(text);
  const lines: string[] = [];
  let start = 0;
  while (words.length - start > width) {
    const last = words.lastIndexOf(" ", start + width);
    const end = last > start ? last : words.indexOf(" ", start);
    if (end < 0) {
      break;
    }
    lines.push(words.slice(start, end));
    start = end + 1;
  }
  if (start < words.length) {
    lines.push(words.slice(start));
  }
  return lines;
}

const untidy = /[^\S ]| {2}|^ | $/;

/** Words with one space between them. */
export function oneLine(text: string): string {
  return untidy.test(text) ? text.replace(/\s+/g, " ").trim() : text;
}

/** The paragraphs of a documentation comment: what blank lines separate. */
export function paragraphs(doc: string): string[] {
  if (!doc.includes("\n")) {
    const only = doc.trim();
    return only === "" ? [] : [only];
  }
  return doc
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}
