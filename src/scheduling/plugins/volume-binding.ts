// VolumeBinding: a pod goes where its claims' volumes are, or where volumes for them can be found or made.
// Imitates plugins/volumebinding/volume_binding.go, v1.36 (gate StorageCapacityScoring off, as by default: it scores nothing).

import type { CyclePod, PluginDefinition, PreFilterOutcome } from "../framework/plugin.ts";
import { failure, SUCCESS, unresolvable, type Status } from "../framework/status.ts";
import { podClaims } from "../volumes/pod-claims.ts";
import { VolumeObjects } from "../volumes/volume-objects.ts";
import { VolumeSearch, type VolumeAnswer } from "../volumes/volume-search.ts";

const STATE_MISSING = failure("not found");

export const volumeBinding: PluginDefinition = {
  name: "VolumeBinding",
  source: "plugins/volumebinding/volume_binding.go v1.36",
  points: ["preFilter", "filter", "preScore", "score", "reserve"],
  create: (_args, { cluster }) => {
    const objects = new VolumeObjects(cluster.objects);
    const searchFor = (pod: CyclePod): PreFilterOutcome<VolumeSearch> => {
      if (pod.podClass.volumes.claims.length === 0) return { kind: "skip" };
      const found = podClaims(pod, objects);
      if (found.kind === "rejected") return found;
      return { kind: "ready", state: new VolumeSearch(found.claims, objects, cluster.behaviour) };
    };
    return {
      preFilter: searchFor,
      filter(_pod, node, state: VolumeSearch | undefined) {
        return state === undefined ? STATE_MISSING : statusOf(state.ask(node.record));
      },
      planClaims(pod, node) {
        const found = searchFor(pod);
        const answer = found.kind === "ready" ? found.state.ask(cluster.nodes.record(node)) : undefined;
        return answer?.kind === "found" ? answer.plans : [];
      },
      preScore: () => ({ kind: "skip" }),
      score: () => 0,
      sign: ({ volumes }) => volumes.signature,
      incremental: {
        concerns: ({ volumes }) => volumes.claims.length > 0,
        scoresNothing: () => true,
      },
    };
  },
};

function statusOf(answer: VolumeAnswer): Status {
  switch (answer.kind) {
    case "found":
      return SUCCESS;
    case "refused":
      return unresolvable(...answer.reasons);
    case "failed":
      return failure(answer.message);
  }
}
