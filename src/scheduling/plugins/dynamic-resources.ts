// DynamicResources: a pod goes where the devices of its claims are, or where devices for them are free. Whole devices only.
// Imitates plugins/dynamicresources/dynamicresources.go, v1.36.

import { claimSearchFor, type ClaimSearch } from "../dynamic-resources/claim-search.ts";
import { DeviceObjects } from "../dynamic-resources/device-objects.ts";
import { podResourceClaims } from "../dynamic-resources/pod-resource-claims.ts";
import type { PostFilterOutcome } from "../framework/decision.ts";
import { normalizeAscending } from "../framework/normalize-score.ts";
import type { CyclePod, PluginDefinition, PreFilterOutcome, SchedulerPlugin } from "../framework/plugin.ts";
import { failure, SUCCESS, unresolvable } from "../framework/status.ts";

/** Without its preFilter the plugin looks for its state in vain. */
const UNPREPARED: SchedulerPlugin = {
  filterWithoutState: "not found",
  postFilterWithoutState: "not found",
  scoreWithoutState: "not found",
};

const STATE_MISSING = failure("not found");

/** The plugin where its feature is off. */
const DISABLED: SchedulerPlugin = {
  preEnqueue: () => SUCCESS,
  preFilter: () => ({ kind: "skip" }),
  filter: () => SUCCESS,
  postFilter: () => outcome("plugin disabled"),
  score: () => 0,
  normalizeScore: normalizeAscending,
  reserveDevices: () => [],
  sign: () => "",
  incremental: { concerns: () => false, scoresNothing: () => true },
};

export const dynamicResources: PluginDefinition = {
  name: "DynamicResources",
  source: "plugins/dynamicresources/dynamicresources.go v1.36 (whole devices)",
  points: ["preEnqueue", "preFilter", "filter", "score", "postFilter", "reserve"],
  create(_args, { cluster }) {
    if (!cluster.behaviour.dynamicResources) return DISABLED;
    const objects = new DeviceObjects(cluster.objects);
    const cycles = new LatestSearch((pod) => claimSearchFor(pod, objects, cluster.behaviour));
    return {
      ...UNPREPARED,
      preEnqueue(podClass, podName = "") {
        if (podClass.resourceClaims.length === 0) return SUCCESS;
        const claims = podResourceClaims({ name: podName, podClass }, objects);
        return typeof claims === "string" ? unresolvable(claims) : SUCCESS;
      },
      preFilter: (pod) => (pod.podClass.resourceClaims.length === 0 ? { kind: "skip" } : cycles.begin(pod)),
      filter(pod, node, state: ClaimSearch | undefined) {
        if (pod.podClass.resourceClaims.length === 0) return SUCCESS;
        return state?.ask(node.record) ?? STATE_MISSING;
      },
      postFilter(pod) {
        const search = cycles.of(pod);
        if (search === undefined) return outcome("no new claims to deallocate");
        const releasedClaim = search.releasable();
        if (releasedClaim === undefined) return outcome("still not schedulable");
        return { ...outcome("deallocation of ResourceClaim completed"), releasedClaim };
      },
      score: (pod, node) => cycles.of(pod)?.score(node.record) ?? 0,
      normalizeScore: normalizeAscending,
      reserveDevices: (pod, node) => cycles.of(pod)?.claimsOn(cluster.nodes.record(node)) ?? [],
      sign: ({ pod }) => ((pod.spec.resourceClaims ?? []).length === 0 ? "" : undefined),
      incremental: {
        concerns: ({ resourceClaims }) => resourceClaims.length > 0,
        scoresNothing: ({ podClass }) => podClass.resourceClaims.length === 0,
      },
    };
  },
};

/** The search of the latest cycle, which points without a state of their own ask for. */
class LatestSearch {
  readonly #begin: (pod: CyclePod) => PreFilterOutcome<ClaimSearch>;
  #latest: ClaimSearch | undefined;

  constructor(begin: (pod: CyclePod) => PreFilterOutcome<ClaimSearch>) {
    this.#begin = begin;
  }

  begin(pod: CyclePod): PreFilterOutcome<ClaimSearch> {
    const found = this.#begin(pod);
    this.#latest = found.kind === "ready" ? found.state : undefined;
    return found;
  }

  /** Undefined: the pod has no claims, or its preFilter refused. */
  of(pod: CyclePod): ClaimSearch | undefined {
    return this.#latest?.pod === pod ? this.#latest : undefined;
  }
}

function outcome(message: string): PostFilterOutcome {
  return { code: "Unschedulable", message, nomination: { kind: "keep" } };
}
