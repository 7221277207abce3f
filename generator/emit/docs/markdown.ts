// Text of a spec as Markdown that keeps its words and cannot break out of its place.

/** Characters that mean something to Markdown or HTML, as entities that stay inert anywhere. */
const entity = /[&<>|`*_[\]\\!#~]/g;

/** A run of text as GitHub's Markdown sees it: code between backticks, or words. */
interface Run {
  readonly code: boolean;
  readonly text: string;
}

/** A code span, also of text that has backticks, pipes or nothing in it. */
export function code(text: string): string {
  const line = text.replace(/\s*\n\s*/g, " ");
  if (line === "" || line !== line.trim() || /[`|]/.test(line)) {
    return `<code>${line.replace(entity, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
  }
  return `\`${line}\``;
}

/** Documentation as blocks: paragraphs, lists, fenced code stay; HTML and headings become text. */
export function prose(doc: string): string {
  const blocks: string[] = [];
  let paragraph: string[] = [];
  let fence = "";
  const flush = (): void => {
    if (paragraph.length > 0) {
      blocks.push(...words(paragraph.join("\n")).split("\n").map(inertStart));
    }
    paragraph = [];
  };
  for (const line of clean(doc).split("\n")) {
    if (fence !== "") {
      blocks.push(line);
      fence = closes(line, fence) ? "" : fence;
      continue;
    }
    const opening = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] ?? "";
    if (opening === "" && line.trim() !== "") {
      paragraph.push(line);
      continue;
    }
    flush();
    blocks.push(line);
    fence = opening;
  }
  flush();
  return [...blocks, ...(fence === "" ? [] : [fence])].join("\n").trim();
}

/** Documentation in one line, for table cells. */
export function cell(doc: string): string {
  return clean(doc)
    .trim()
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => words(paragraph).replace(/\n\s*(?=(?:[-*+]|\d+[.)])\s)/g, "<br>"))
    .join("<br><br>")
    .replace(/\s*\n\s*/g, " ");
}

/** Sentences after one another; those that are empty are left out. */
export function sentences(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

/** A spec's own words, then one paragraph of ours; neither if it is empty. */
export function paragraphs(doc: string, facts: readonly string[]): readonly string[] {
  return [prose(doc), sentences(facts)].filter((part) => part !== "");
}

/** A comment in a Markdown file; nothing in it can end it. */
export function hidden(text: string): string {
  return `<!-- ${clean(text).replace(/[<>\n]/g, " ").replace(/-(?=-)/g, "- ")} -->`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], last = "and"): string {
  const [first = "", ...rest] = items;
  const end = rest.pop();
  return end === undefined ? first : `${[first, ...rest].join(", ")} ${last} ${end}`;
}

/** `1 byte`, `2 bytes`. */
export function plural(count: number | bigint, noun: string): string {
  return `${count} ${noun}${BigInt(count) === 1n ? "" : "s"}`;
}

/** Without control characters and what reorders the text around it; lines end in "\n". */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n\t]|[\u2028-\u202e\u2066-\u2069]/gu, "");
}

/** One paragraph: code spans stay, pipes and HTML become text, links lead to the web or nowhere. */
function words(paragraph: string): string {
  return runs(paragraph)
    .map(({ code: isCode, text }) => (isCode ? span(text) : inert(text)))
    .join("");
}

/** A code span never crosses a line: then lists and quotes cannot cut it in two. */
function span(text: string): string {
  return text.includes("|") || text.includes("\n")
    ? code(text.replace(/^(`+) ?([^]*?) ?\1$/, "$2"))
    : text;
}

/** What would begin code, HTML, a picture or a link; what is escaped already is found first. */
const special =
  /(\\[!-/:-@[-`{-~])|[`|]|<(?=[a-z/!?])|!(?=\[)|\](?=\((?!https?:\/\/))|\](?=[[:])/gi;

function inert(text: string): string {
  return text.replace(special, (found, escaped: string | undefined) => escaped ?? `\\${found}`);
}

function inertStart(line: string): string {
  return line.replace(/^(\s*(?:(?:[-*+>]|\d+[.)])\s+)*)(?=#{1,6}(?:\s|$)|(?:=+|-+)\s*$)/, "$1\\");
}

function closes(line: string, fence: string): boolean {
  const closing = /^ {0,3}(`+|~+)\s*$/.exec(line)?.[1] ?? "";
  return closing[0] === fence[0] && closing.length >= fence.length;
}

/** Splits where CommonMark finds code spans: runs of backticks of equal length, outside escapes. */
function runs(text: string): readonly Run[] {
  const found: Run[] = [];
  const ticks = /\\[!-/:-@[-`{-~]|(`+)/g;
  let from = 0;
  for (let match = ticks.exec(text); match !== null; match = ticks.exec(text)) {
    const opening = match[1];
    if (opening === undefined) {
      continue;
    }
    const end = closingTicks(text, ticks.lastIndex, opening.length);
    if (end > 0) {
      found.push({ code: false, text: text.slice(from, match.index) });
      found.push({ code: true, text: text.slice(match.index, end) });
      ticks.lastIndex = end;
      from = end;
    }
  }
  return [...found, { code: false, text: text.slice(from) }];
}

/** Where the run of `count` backticks that closes a code span ends; 0 if there is none. */
function closingTicks(text: string, from: number, count: number): number {
  const ticks = /`+/g;
  ticks.lastIndex = from;
  for (let match = ticks.exec(text); match !== null; match = ticks.exec(text)) {
    if (match[0].length === count) {
      return ticks.lastIndex;
    }
  }
  return 0;
}
