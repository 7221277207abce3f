// Structures → text, by ts-morph.
import { IndentationText, Project, QuoteKind, StructureKind } from "ts-morph";
import { wrap } from "./text.ts";
import type { Statement } from "./types.ts";

/** Opens what `printFile` needs. */
export function openPrinter(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Double,
    },
  });
}

/** Thrown when everything is printed. */
const printed = Symbol("printed");

/**
 * The text of a file. ts-morph goes on to parse what it has printed, which takes twice as long as
 * the printing, for a tree that nobody looks at: the last statement leaves with the text instead.
 */
export function printFile(
  project: Project,
  path: string,
  statements: readonly Statement[],
): string {
  let text = "";
  try {
    project.createSourceFile(path, {
      statements: [
        ...spaced(statements),
        (writer) => {
          text = writer.toString();
          throw printed;
        },
      ],
    });
  } catch (reason) {
    if (reason !== printed) {
      throw reason;
    }
  }
  return wrap(`${text.trimEnd()}\n`);
}

/** ts-morph puts empty lines around functions and interfaces alone: the others get theirs here. */
function spaced(statements: readonly Statement[]): Statement[] {
  return statements.map((statement, index) => {
    const previous = statements[index - 1];
    if (standsApart(statement) || (previous !== undefined && standsApart(previous))) {
      return statement;
    }
    if (typeof statement === "string") {
      return index === 0 ? statement : `\n${statement}`;
    }
    const isClose =
      (statement.kind === StructureKind.TypeAlias && (statement.docs ?? []).length === 0) ||
      (statement.kind === StructureKind.ImportDeclaration && index > 1);
    return isClose ? statement : { ...statement, leadingTrivia: "\n" };
  });
}

function standsApart(statement: Statement): boolean {
  return (
    typeof statement !== "string" &&
    (statement.kind === StructureKind.Function || statement.kind === StructureKind.Interface)
  );
}
