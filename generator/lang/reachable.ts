// Cases of a binding that can never be called, because of themselves or of an earlier case.

import type { BindCaseNode } from "./ast.ts";
import { diagnostic } from "./diagnostics.ts";
import type { Scope } from "./scope.ts";
import type { BindingCase, Condition } from "../model.ts";

/** What a case demands of one field: one value, or none of some. */
interface Demand {
  equal?: bigint;
  readonly unequal: Set<bigint>;
}

/** Reports cases that contradict themselves, and cases that an earlier one leaves nothing. */
export function reportUnreachable(
  nodes: readonly BindCaseNode[],
  cases: readonly (BindingCase | undefined)[],
  scope: Scope,
): void {
  // Earlier cases by one of their equalities: only those can cover a case that has it too.
  const earlier = new Map<string, number[]>();
  const demands = cases.map((each) => each && demandsOf(each.conditions));
  for (const [index, node] of nodes.entries()) {
    const own = demands[index];
    if (own === undefined) {
      continue;
    }
    if (own === "impossible") {
      scope.report(
        diagnostic("impossible-case", node.operation.span, { name: node.operation.text }),
      );
      continue;
    }
    const keys = ["", ...equalities(own)];
    const covering = keys.flatMap((key) =>
      earlier.get(key)?.find((candidate) => covers(demands[candidate], own)) ?? [],
    );
    const other = nodes[Math.min(...covering)];
    if (other !== undefined) {
      scope.report(
        diagnostic("unreachable-case", node.operation.span, { name: node.operation.text }, {
          notes: [{ span: other.operation.span, text: "this case always comes first" }],
        }),
      );
      continue;
    }
    const key = keys[1] ?? "";
    const sharing = earlier.get(key);
    if (sharing === undefined) {
      earlier.set(key, [index]);
    } else {
      sharing.push(index);
    }
  }
}

type Demands = ReadonlyMap<string, Demand>;

function demandsOf(conditions: readonly Condition[]): Demands | "impossible" {
  const demands = new Map<string, Demand>();
  for (const { field, negated, value } of conditions) {
    const path = field.names.join(".");
    const demand: Demand = demands.get(path) ?? { unequal: new Set() };
    demands.set(path, demand);
    if (negated) {
      demand.unequal.add(value);
    } else if (demand.equal === undefined || demand.equal === value) {
      demand.equal = value;
    } else {
      return "impossible";
    }
    if (demand.equal !== undefined && demand.unequal.has(demand.equal)) {
      return "impossible";
    }
  }
  return demands;
}

function equalities(demands: Demands): readonly string[] {
  return [...demands].flatMap(([path, { equal }]) =>
    equal === undefined ? [] : [`${path} ${equal}`],
  );
}

/** Whether everything that the later case demands fulfils what the earlier one demands. */
function covers(earlier: Demands | "impossible" | undefined, later: Demands): boolean {
  return earlier !== undefined && earlier !== "impossible" &&
    [...earlier].every(([path, { equal, unequal }]) => {
      const own = later.get(path);
      return own !== undefined &&
        (equal === undefined || own.equal === equal) &&
        [...unequal].every((value) =>
          own.unequal.has(value) || (own.equal !== undefined && own.equal !== value),
        );
    });
}
