// Examples as annotated hex dumps, those of one record together.
import type { Example } from "../../model.ts";
import { annotate, dumpLines } from "./hexdump.ts";
import { code, paragraphs } from "./markdown.ts";
import { groupBy } from "./records.ts";
import { anchor, link, type Page } from "./types.ts";

/** All examples of a module, by record. */
export function exampleViews(examples: readonly Example[], page: Page) {
  return [...groupBy(examples, ({ record }) => record)].map(([record, group]) => ({
    anchor: anchor("examples", `${record.module}.${record.name}`),
    title: code(record.module === page.module ? record.name : `${record.module}.${record.name}`),
    dumps: group.map((example, index) => ({
      paragraphs: paragraphs(example.doc, [
        ...(index === 0 ? [`Bytes of ${link(record, page)}.`] : []),
        ...(example.expected.kind === "error"
          ? [`Decoding refuses these bytes, and says ${code(example.expected.text)}.`]
          : []),
      ]),
      lines: dumpLines(annotate(record, example.bytes)),
    })),
  }));
}
