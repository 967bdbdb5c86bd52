// DaemonSets and their pods for tests, said in few words. Knows no rule.

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { DaemonPlaces } from "../../../../src/components/controllers/daemon-set/daemon-places.ts";
import type { DaemonLook } from "../../../../src/components/controllers/daemon-set/daemon-sync.ts";
import { isUpdatedBy } from "../../../../src/components/controllers/daemon-set/daemon-pods.ts";
import { Expectations } from "../../../../src/components/controllers/expectations.ts";
import type { DaemonSet, DaemonSetSpec } from "../../../../src/model/api/types/workload.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { livePod, ownedBy, type PodTraits } from "../fake-view.ts";

const LABELS = { app: "agent" };

/** A set `agent` that is updated node by node, of generation 1. */
export function daemonSet(spec: DaemonSetSpec = {}, status: DaemonSet["status"] = {}): DaemonSet {
  return {
    metadata: { name: "agent", namespace: "default", uid: "uid-agent", generation: 1 },
    spec: {
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: [{ name: "c", image: "agent:v1" }] } },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
      ...spec,
    },
    status,
  };
}

/** A pod of the set on a node, of the revision with a hash. */
export function daemonPod(nodeName: string, hash: string, traits: Partial<PodTraits> = {}): LivePod {
  const labels = { ...LABELS, "controller-revision-hash": hash };
  return livePod({ name: `agent-${nodeName}`, labels, owner: ownedBy("DaemonSet", "agent"), nodeName, ...traits });
}

/** A look at the set whose wanted revision has the hash `new`. */
export function lookAt(
  set: DaemonSet,
  nodes: readonly Node[],
  pods: readonly LivePod[],
  nowUs = 100_000_000,
): DaemonLook {
  return { set, places: placesAt(set, nodes, pods, nowUs), hash: "new", nowUs, expectations: new Expectations() };
}

function placesAt(set: DaemonSet, nodes: readonly Node[], pods: readonly LivePod[], nowUs: number): DaemonPlaces {
  const { template = {}, minReadySeconds = 0 } = set.spec ?? {};
  const places = new DaemonPlaces({ template, minReadySeconds, isUpdated: isUpdatedBy(set, "new") }, nodes, pods);
  places.bringUpTo(nowUs);
  return places;
}
