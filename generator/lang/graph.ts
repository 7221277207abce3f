// Orders things so that each comes after those it needs, without recursion: chains may be long.

/**
 * Nodes after what they need, roots in the order given. A cycle is handed to `onCycle`, first node
 * first, and cut where it closes.
 */
export function dependencyOrder<Node>(
  roots: Iterable<Node>,
  needs: (node: Node) => readonly Node[],
  onCycle: (cycle: readonly Node[]) => void,
): Node[] {
  const ordered: Node[] = [];
  const done = new Set<Node>();
  const open = new Map<Node, number>();
  for (const root of roots) {
    if (done.has(root)) {
      continue;
    }
    const path: { node: Node; needed: readonly Node[]; next: number }[] = [];
    const enter = (node: Node): void => {
      open.set(node, path.length);
      path.push({ node, needed: needs(node), next: 0 });
    };
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.needed[top.next++];
      if (next === undefined) {
        path.pop();
        open.delete(top.node);
        done.add(top.node);
        ordered.push(top.node);
      } else if (open.has(next)) {
        onCycle(path.slice(open.get(next)).map((step) => step.node));
      } else if (!done.has(next)) {
        enter(next);
      }
    }
  }
  return ordered;
}
