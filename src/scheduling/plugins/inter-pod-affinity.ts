// InterPodAffinity: pods near other pods and far from them. Required terms filter; preferred ones score, as do required and
// preferred ones of pods that are placed already.
// Imitates plugins/interpodaffinity, v1.36.

import type { Labels } from "../../model/objects.ts";

import type { InterPodAffinityArgs } from "../configuration/argument-types.ts";
import type { PluginDefinition } from "../framework/plugin.ts";
import { failure, SUCCESS } from "../framework/status.ts";
import { copyOf, countForFilter, countPod, verdictOn, type AffinityFilterState } from "./inter-pod-affinity-filter.ts";
import { KeptAffinity, KeptFilterState } from "./inter-pod-affinity-kept.ts";
import {
  countForScore,
  normalizeBetween,
  scoreOn,
  type AffinityScoreArguments,
  type TopologyScores,
} from "./inter-pod-affinity-score.ts";

const WITHOUT_FILTER_STATE = failure('error reading "PreFilterInterPodAffinity" from cycleState: not found');
const NO_SCORES: TopologyScores = new Map();

/** Reads arguments that a configuration was judged by. */
export function readAffinityArguments(args: unknown): AffinityScoreArguments {
  const { hardPodAffinityWeight, ignorePreferredTermsOfExistingPods } = (args ?? {}) as Partial<InterPodAffinityArgs>;
  return {
    hardPodAffinityWeight: hardPodAffinityWeight ?? 1,
    ignorePreferredTermsOfExistingPods: ignorePreferredTermsOfExistingPods ?? false,
  };
}

/** Labels as Go prints a map: by key. */
function labelsText(labels: Labels | undefined): string {
  return JSON.stringify(
    labels === undefined ? null : Object.entries(labels).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}

export const interPodAffinity: PluginDefinition = {
  name: "InterPodAffinity",
  source: "plugins/interpodaffinity/plugin.go v1.36",
  points: ["preFilter", "filter", "preScore", "score"],
  create(written, { cluster }) {
    const args = readAffinityArguments(written);
    return {
      preFilter: (pod) => countForFilter(cluster, pod),
      filter({ podClass }, { id, record }, state) {
        if (state === undefined) return WITHOUT_FILTER_STATE;
        if (state instanceof KeptFilterState) return state.verdictOn(id);
        return verdictOn(state as AffinityFilterState, podClass, record.labels);
      },
      cloneState: (state) => copyOf(state as AffinityFilterState),
      addPod(state, { podClass }, other, { record }) {
        countPod(state as AffinityFilterState, podClass, other.podClass, record.labels, 1);
        return SUCCESS;
      },
      removePod(state, { podClass }, other, { record }) {
        countPod(state as AffinityFilterState, podClass, other.podClass, record.labels, -1);
        return SUCCESS;
      },
      preScore: (pod) => countForScore(cluster, pod, args),
      score: (_pod, { record }, state) => scoreOn((state as TopologyScores | undefined) ?? NO_SCORES, record.labels),
      scoreWithoutState: 'failed to read "PreScoreInterPodAffinity" from cycleState: not found',
      normalizeScore: normalizeBetween,
      sign({ pod }) {
        // Where pods with terms go hangs on others; where others have terms, on the pod's labels.
        if (pod.spec.affinity?.podAffinity || pod.spec.affinity?.podAntiAffinity) return undefined;
        return args.ignorePreferredTermsOfExistingPods ? "" : labelsText(pod.metadata.labels);
      },
      incremental: new KeptAffinity(cluster, args),
    };
  },
};
