// Remedies by taking pods away: as few as can be found, the less important ones first, checked one by one by the filters.

import { HostPortSet } from "../../../model/host-port.ts";
import { selectsLabels } from "../../../model/label-selector.ts";
import { compileSpread } from "../../../model/topology-spread.ts";
import type { SchedulingClass } from "../../../cluster/class-table.ts";
import type { ClusterState } from "../../../cluster/cluster-state.ts";
import type { PodId } from "../../../cluster/pod-table.ts";

import {
  foreignTermSelects,
  listedTermSelects,
  namespaceLabelsIn,
  withNamespaces,
} from "../../../scheduling/plugins/inter-pod-affinity-terms.ts";

import type { RemedyChange } from "../explanation.ts";
import { changed } from "./node-rules.ts";
import { NO_COLUMN, shortagesOn } from "./room-rules.ts";
import type { RemedyProblem, RemedyRule } from "./step.ts";
import type { Sandbox, Trial, TrialCycle } from "./trial.ts";

/** More pods than these are no remedy. */
const MOST_AWAY = 20;
/** Pods that are tried one by one before several are. */
const MOST_TRIED_ALONE = 200;

/** Pods of the node that are in the way, whatever for. */
export const clearNode: RemedyRule = (problem) => awayTrials(problem, (cycle) => onNode(cycle));

/**
 * All pods that hold a host port which the pod wants: where two hold the same one, the scheduler takes it for free as soon as the
 * first of them goes, and it is not.
 */
export const freePorts: RemedyRule = ({ sandbox, trial }) => {
  const holders = sandbox.within(trial, (cycle) => {
    const wanted = new HostPortSet();
    for (const port of cycle.check.pod.podClass.hostPorts) wanted.add(port);
    return onNode(cycle).filter((pod) =>
      cycle.cluster.classOfPod(pod).hostPorts.some((port) => wanted.conflictsWith(port)),
    );
  });
  return holders.length === 0 ? [] : [without(sandbox, trial, holders)];
};

/** Pods of the node that hold what is wanting. */
export const makeRoom: RemedyRule = (problem) => {
  const { sandbox, trial } = problem;
  return awayTrials(problem, (cycle) => {
    const shortages = shortagesOn(cycle.node, sandbox, trial.pod);
    const helps = (pod: PodId): number => {
      const { placedVector } = cycle.cluster.classOfPod(pod);
      return shortages.reduce((sum, { index, asked, free }) => {
        const entry = placedVector.indices.indexOf(index);
        const held = index === NO_COLUMN ? 1 : entry === -1 ? 0 : placedVector.amounts[entry]!;
        return sum + Math.min(1, held / (asked - free));
      }, 0);
    };
    const helpful = onNode(cycle).map((pod) => ({ pod, help: helps(pod) }));
    return helpful
      .filter(({ help }) => help > 0)
      .toSorted((left, right) => right.help - left.help)
      .map(({ pod }) => pod);
  });
};

/** Pods in the node's domains that count against a hard spreading constraint. */
export const thinOut: RemedyRule = (problem) =>
  awayTrials(problem, (cycle) => {
    const { pod, namespace } = cycle.check.pod.podClass;
    const compiled = compileSpread(pod.spec.topologySpreadConstraints ?? [], pod.metadata.labels, "DoNotSchedule");
    if ("kind" in compiled) return [];
    return compiled.flatMap(({ topologyKey, selector }) =>
      inDomain(cycle, topologyKey, (other) => {
        return other.namespace === namespace && selectsLabels(selector, other.pod.metadata.labels);
      }),
    );
  });

/** Pods in the node's domains that the pod keeps away from, or that keep away from it. */
export const partEnemies: RemedyRule = (problem) =>
  awayTrials(problem, (cycle) => {
    const { cluster } = cycle;
    const own = cycle.check.pod.podClass;
    const namespaceLabels = namespaceLabelsIn(cluster, own.namespace);
    const hated = withNamespaces(cluster, own.affinityTerms.requiredAntiAffinity).flatMap((term) =>
      inDomain(cycle, term.topologyKey, (other) => listedTermSelects(term, other)),
    );
    const keys = new Set<string>();
    for (let id = 0; id < cluster.classes.size; id += 1) {
      for (const { topologyKey } of cluster.classes.get(id).affinityTerms.requiredAntiAffinity) keys.add(topologyKey);
    }
    const hating = [...keys].flatMap((key) =>
      inDomain(cycle, key, (other) =>
        other.affinityTerms.requiredAntiAffinity.some(
          (term) => term.topologyKey === key && foreignTermSelects(term, own, namespaceLabels),
        ),
      ),
    );
    return [...new Set([...hated, ...hating])];
  });

function onNode({ cluster, node }: TrialCycle): readonly PodId[] {
  return Array.from(node.pods(), ({ id }) => id).filter((pod) => pod >= 0 && !cluster.pods.isTerminating(pod));
}

/** Pods on nodes that share the node's value of a label, of classes that are meant. */
function inDomain(
  { cluster, node }: TrialCycle,
  topologyKey: string,
  means: (podClass: SchedulingClass) => boolean,
): readonly PodId[] {
  const { labels } = node.record;
  if (!Object.hasOwn(labels, topologyKey)) return [];
  const meant = meantClasses(cluster, means);
  if (!meant.includes(1)) return [];
  const found: PodId[] = [];
  for (const other of cluster.nodeOrder) {
    const others = cluster.nodes.record(other).labels;
    if (!Object.hasOwn(others, topologyKey) || others[topologyKey] !== labels[topologyKey]) continue;
    for (const pod of cluster.pods.onNode(other)) if (meant[cluster.pods.classOf(pod)] === 1) found.push(pod);
  }
  return found;
}

function meantClasses({ classes }: ClusterState, means: (podClass: SchedulingClass) => boolean): Uint8Array {
  return Uint8Array.from({ length: classes.size }, (_, id) => (means(classes.get(id)) ? 1 : 0));
}

/** The trial without the fewest of the candidates that satisfy the plugin; nothing if all of them are not enough. */
function awayTrials(
  { sandbox, trial, refusal: { plugin } }: RemedyProblem,
  candidatesIn: (cycle: TrialCycle) => readonly PodId[],
): readonly Trial[] {
  const away = sandbox.within(trial, (cycle) => {
    const gone = new Set(trial.away);
    const candidates = candidatesIn(cycle).filter((pod) => !gone.has(pod));
    return fewestAway(cycle, plugin, candidates);
  });
  return away === undefined ? [] : [without(sandbox, trial, away)];
}

function without(sandbox: Sandbox, trial: Trial, away: readonly PodId[]): Trial {
  const changes = away.map((pod) => awayChange(sandbox, pod));
  return changed(trial, { away: [...trial.away, ...away] }, changes);
}

function fewestAway(cycle: TrialCycle, plugin: string, candidates: readonly PodId[]): readonly PodId[] | undefined {
  const { cluster } = cycle;
  const alone = candidates
    .slice(0, MOST_TRIED_ALONE)
    .toSorted((left, right) => cluster.classOfPod(left).priority - cluster.classOfPod(right).priority)
    .find((pod) => {
      cycle.remove(pod);
      const helps = !cycle.refuses(plugin);
      cycle.putBack(pod);
      return helps;
    });
  if (alone !== undefined) return [alone];
  const gone: PodId[] = [];
  for (const pod of candidates) {
    if (gone.length === MOST_AWAY) return undefined;
    cycle.remove(pod);
    gone.push(pod);
    if (!cycle.refuses(plugin)) return neededOf(cycle, plugin, gone);
  }
  return undefined;
}

/** Those of the pods that are gone that may not come back; the last one may not, else it would not have gone. */
function neededOf(cycle: TrialCycle, plugin: string, gone: readonly PodId[]): readonly PodId[] {
  return gone.filter((pod, place) => {
    if (place === gone.length - 1) return true;
    cycle.putBack(pod);
    if (!cycle.refuses(plugin)) return false;
    cycle.remove(pod);
    return true;
  });
}

function awayChange({ cluster }: Sandbox, pod: PodId): RemedyChange {
  const node = cluster.nodes.record(cluster.pods.nodeOf(pod)).name;
  return { kind: "pod-away", pod: cluster.keyOfPod(pod), node, priority: cluster.classOfPod(pod).priority };
}
