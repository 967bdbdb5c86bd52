// A plugin's chance for one pod: drawn by the pod's name and the number of its attempt, so that it does not depend on who
// else draws, and a pod that comes again draws anew.

import type { EntityDraws } from "../../base/random/entity-draws.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import { NONE } from "../../cluster/pod-table.ts";

import type { CyclePod } from "./plugin.ts";

/** What is drawn, each from numbers of its own. */
export type DrawPurpose = "node" | "device" | "tie";

const PURPOSES: readonly DrawPurpose[] = ["node", "device", "tie"];

/** A number in [0, 1). */
export function drawOf(
  cluster: ClusterState,
  draws: EntityDraws,
  { id, podClass }: CyclePod,
  purpose: DrawPurpose,
): number {
  // A pod that is only asked about draws by its class.
  const entity = id === NONE ? podClass.id : cluster.drawIdOf(id);
  const attempt = id === NONE ? 0 : cluster.pods.attemptsOf(id);
  return draws.unit(entity, attempt * PURPOSES.length + PURPOSES.indexOf(purpose));
}
