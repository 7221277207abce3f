// ts-morph as a printer of declarations: for esbuild, what printing needs of it and no more.
//
// The compiler inside it (9 MB) and the texts of TypeScript's library (2.7 MB) serve to read sources,
// and loading them takes longer than everything else that the tool does.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/**
 * Stands for the compiler: its constants and enums, and what ts-morph makes of it when it starts. With
 * the scanner it looks for the end of an item of a list, which is the end of the text: the items that
 * we print have no comments behind them.
 */
function withoutCompiler(file) {
  const constants = Object.entries(require(file)).filter(
    ([, value]) => isConstant(value) || isEnum(value),
  );
  return `module.exports = ${JSON.stringify(Object.fromEntries(constants))};
module.exports.createLanguageService = () => undefined;
module.exports.createScanner = () => {
  const { EndOfFileToken, Unknown } = module.exports.SyntaxKind;
  let end = 0;
  let isAtEnd = true;
  return {
    setText(text = "") {
      end = text.length;
      isAtEnd = end === 0;
    },
    scan() {
      const token = isAtEnd ? EndOfFileToken : Unknown;
      isAtEnd = true;
      return token;
    },
    getTokenFullStart: () => end,
  };
};`;
}

function isEnum(value) {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isConstant)
  );
}

function isConstant(value) {
  return typeof value === "string" || typeof value === "number";
}

/** Fields that are defined one by one make an object slow; assigned ones do not. */
const DEFINITION =
  /Object\.defineProperty\(this, "(\w+)", \{\s*enumerable: true,\s*configurable: true,\s*writable: true,\s*value: (.+)\s*\}\);/g;

/** The writer looks at every character for those that open and close strings and comments. */
const LOOK = /for \(let i = 0; i < str\.length; i\+\+\) \{(\s*const currentChar = str\.charCodeAt\(i\);)/;

/** It cuts every text into lines, although most have no line end, by a function made each time. */
const CUT =
  /const items = text\.split\(CodeBlockWriter\._newLineRegEx\);\s*items\.forEach\(\(s, i\) => \{/;

/** What the writer looks for, found by a search. */
const MARKS = `
const mark = /[\\\\/\\n\\r*"'\`{}]/g;
function nextMark(text, from) {
  mark.lastIndex = from;
  return mark.test(text) ? mark.lastIndex - 1 : -1;
}
`;

/** What a method gave is kept under this name, which would be put together for each call. */
const MEMORY = "`__memoized_value_${identifier}`";

const LIBRARY = /^const libFiles = \[\{[^]*?^\s*\}\];$/m;

/** A file's text with something replaced, all of which has to be in it. */
function replaced(file, ...replacements) {
  return replacements.reduce((text, [pattern, by]) => {
    const result = text.replace(pattern, by);
    if (result === text) {
      throw new Error(`${file} has changed: nothing in it is like ${pattern}`);
    }
    return result;
  }, readFileSync(file, "utf8"));
}

/** Files of ts-morph and what becomes of them. */
const changes = [
  [/@ts-morph\/common\/dist\/typescript\.js$/, withoutCompiler],
  [
    /@ts-morph\/common\/dist\/ts-morph-common\.js$/,
    (file) => replaced(file, [LIBRARY, "const libFiles = [];"], [MEMORY, "identifier"]),
  ],
  [
    /code-block-writer\/(?:script|esm)\/mod\.js$/,
    (file) =>
      replaced(
        file,
        [DEFINITION, "this.$1 = $2;"],
        [LOOK, "for (let i = 0; (i = nextMark(str, i)) >= 0; i++) {$1"],
        [CUT, 'if (!text.includes("\\n")) {\n writeIndividual(this, text);\n return;\n}\n$&'],
        [/$/, MARKS],
      ),
  ],
];

/** The plugin for esbuild. */
export const printerOnly = {
  name: "printer-only",
  setup(build) {
    for (const [filter, change] of changes) {
      build.onLoad({ filter }, ({ path: file }) => ({ contents: change(file), loader: "js" }));
    }
  },
};
