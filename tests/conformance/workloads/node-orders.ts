// The orders in which a controller may come to nodes: the real one takes them in the order of a Go map, and the recorder then
// renamed nodes that are alike. A record holds if it does for one of the orders.

import type { WorkloadsRecord } from "./record.ts";

/** More nodes than this have too many orders. */
const NODES_MAX = 6;

/** The order of names first, then turns of it, then all others. */
export function* nodeOrders({ input, expected }: WorkloadsRecord): Generator<readonly string[]> {
  yield [];
  if (expected.sensitivity.nodesRenamed !== true) return;
  const created = (input.actions ?? []).flatMap((action) => (action.do === "create" ? [action.object] : []));
  const nodes = [...(input.objects ?? []), ...created].flatMap((object) =>
    object?.kind === "Node" ? [object.metadata.name ?? ""] : [],
  );
  if (nodes.length > NODES_MAX) return;
  for (let turn = 1; turn < nodes.length; turn += 1) yield [...nodes.slice(turn), ...nodes.slice(0, turn)];
  yield* permutationsOf(nodes);
}

function* permutationsOf(items: readonly string[]): Generator<readonly string[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    for (const others of permutationsOf(items.toSpliced(index, 1))) yield [item, ...others];
  }
}
