// How the grammar chooses its way: by one token, found in a table.
//
// The library's own strategy gives the same answers, but computing its tables takes a third of the
// time that a small spec needs altogether.

import {
  Alternation, type ILookaheadStrategy, type IProduction, type IToken, LLkLookaheadStrategy,
  NonTerminal, Option, Repetition, RepetitionMandatory, RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator, type Rule, Terminal, type TokenType,
} from "chevrotain";

/** A production with other productions inside. */
type Nested = IProduction & { readonly idx?: number; readonly definition: readonly IProduction[] };

/** What lookahead functions need of the parser that they are called on. */
interface Ahead {
  LA(howMuch: number): IToken;
}

/** Token types by their number, those of a category's members included. */
type TokenTable = readonly (true | undefined)[];

const LIBRARY = new LLkLookaheadStrategy({ maxLookahead: 1 });

/** Makes the strategy for one parser. */
export function oneTokenLookahead(): ILookaheadStrategy {
  const productions = new Map<string, Nested>();
  return {
    validate: (options) => LIBRARY.validate(options),

    initialize({ rules }): void {
      for (const rule of rules) {
        index(rule, rule, productions);
      }
    },

    buildLookaheadForOptional({ rule, prodType, prodOccurrence }) {
      const inside = find(productions, rule, prodType, prodOccurrence);
      const table = tokenTable(inside.definition);
      return function (this: Ahead): boolean {
        return table[this.LA(1).tokenTypeIdx] === true;
      };
    },

    buildLookaheadForAlternation({ rule, prodOccurrence }) {
      const { definition } = find(productions, rule, "Alternation", prodOccurrence);
      const tables = definition.map((alternative) => tokenTable([alternative]));
      return function (this: Ahead, alternatives): number | undefined {
        const next = this.LA(1).tokenTypeIdx;
        for (let choice = 0; choice < tables.length; choice++) {
          if (tables[choice]?.[next] !== true) {
            continue;
          }
          if (alternatives?.[choice]?.GATE?.call(this) !== false) {
            return choice;
          }
        }
        return undefined;
      };
    },
  };
}

/** The library's name for a kind of production that needs a decision. */
function kindOf(production: IProduction): string | undefined {
  if (production instanceof Alternation) {
    return "Alternation";
  }
  if (production instanceof Option) {
    return "Option";
  }
  if (production instanceof Repetition) {
    return "Repetition";
  }
  if (production instanceof RepetitionWithSeparator) {
    return "RepetitionWithSeparator";
  }
  if (production instanceof RepetitionMandatory) {
    return "RepetitionMandatory";
  }
  return production instanceof RepetitionMandatoryWithSeparator
    ? "RepetitionMandatoryWithSeparator"
    : undefined;
}

function isNested(production: IProduction): production is Nested {
  return "definition" in production && !(production instanceof NonTerminal);
}

/** Enters all productions of a rule by rule, kind and number. */
function index(rule: Rule, production: IProduction, productions: Map<string, Nested>): void {
  if (!isNested(production)) {
    return;
  }
  const kind = kindOf(production);
  if (kind !== undefined) {
    productions.set(`${rule.name} ${kind} ${production.idx}`, production);
  }
  for (const inner of production.definition) {
    index(rule, inner, productions);
  }
}

function find(
  productions: ReadonlyMap<string, Nested>,
  rule: Rule,
  kind: string,
  occurrence: number,
): Nested {
  const found = productions.get(`${rule.name} ${kind} ${occurrence}`);
  if (found === undefined) {
    throw new Error(`the grammar has no ${kind} ${occurrence} in ${rule.name}`);
  }
  return found;
}

function tokenTable(sequence: readonly IProduction[]): TokenTable {
  const first = new Set<TokenType>();
  addFirst(sequence, first);
  const table: (true | undefined)[] = [];
  for (const { tokenTypeIdx, categoryMatches } of first) {
    for (const number of [tokenTypeIdx, ...(categoryMatches ?? [])]) {
      if (number !== undefined) {
        table[number] = true;
      }
    }
  }
  return table;
}

/** Adds the tokens with which a sequence can begin; true if it can also be empty. */
function addFirst(sequence: readonly IProduction[], first: Set<TokenType>): boolean {
  return sequence.every((production) => {
    if (production instanceof Terminal) {
      first.add(production.terminalType);
      return false;
    }
    if (production instanceof Alternation) {
      // All alternatives are asked, also after one that can be empty.
      return production.definition.filter((inner) => addFirst([inner], first)).length > 0;
    }
    const inside = "definition" in production ? (production as Nested).definition : [];
    const empty = addFirst(inside, first);
    return empty || production instanceof Option || production instanceof Repetition ||
      production instanceof RepetitionWithSeparator;
  });
}
