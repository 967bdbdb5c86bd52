// On which nodes a DaemonSet's pods should run, and on which they may go on; what its pods put up with beside what the
// template says.
// Imitates pkg/controller/daemon/daemon_controller.go (NodeShouldRunDaemonPod) and util/daemonset_util.go
// (AddOrUpdateDaemonPodTolerations), v1.36.

import type { PodTemplateSpec } from "../../../model/api/types/pod.ts";
import { compileRequired, matchesRequired, type RequiredNodeAffinity } from "../../../model/node-selector.ts";
import type { Node, Pod, PodSpec, Toleration } from "../../../model/objects.ts";
import { isTolerated } from "../../../model/toleration.ts";

import { podOfTemplate } from "../pod-template.ts";

export interface NodeFit {
  /** A pod is to be made if there is none. */
  readonly shouldRun: boolean;
  /** A pod that is there may stay. */
  readonly mayStay: boolean;
}

const RUNS: NodeFit = Object.freeze({ shouldRun: true, mayStay: true });
const STAYS: NodeFit = Object.freeze({ shouldRun: false, mayStay: true });
const GOES: NodeFit = Object.freeze({ shouldRun: false, mayStay: false });

/** What of a template decides about nodes, made ready once, and what was decided about each node. */
interface NodeWish {
  readonly nodeName: string;
  readonly affinity: RequiredNodeAffinity;
  readonly tolerations: readonly Toleration[];
  readonly fits: WeakMap<Node, NodeFit>;
}

const WISHES = new WeakMap<PodTemplateSpec, NodeWish>();

/** Whether pods of the template should run on the node. Both are taken to stay as they are while they are the same object. */
export function nodeFit(template: PodTemplateSpec, node: Node): NodeFit {
  let wish = WISHES.get(template);
  if (wish === undefined) WISHES.set(template, (wish = wishOf(template)));
  let fit = wish.fits.get(node);
  if (fit === undefined) wish.fits.set(node, (fit = fitOf(wish, node)));
  return fit;
}

function wishOf(template: PodTemplateSpec): NodeWish {
  const { spec } = withDaemonTolerations(podOfTemplate(template));
  return {
    nodeName: spec.nodeName ?? "",
    affinity: compileRequired(spec.nodeSelector, spec.affinity?.nodeAffinity),
    tolerations: spec.tolerations ?? [],
    fits: new WeakMap(),
  };
}

function fitOf({ nodeName, affinity, tolerations }: NodeWish, { metadata, spec }: Node): NodeFit {
  if (nodeName !== "" && nodeName !== metadata.name) return GOES;
  if (!matchesRequired(affinity, { name: metadata.name, labels: metadata.labels ?? {} })) return GOES;
  const untolerated = (spec?.taints ?? []).filter((taint) => !isTolerated(taint, tolerations));
  if (untolerated.some(({ effect }) => effect === "NoExecute")) return GOES;
  return untolerated.some(({ effect }) => effect === "NoSchedule") ? STAYS : RUNS;
}

const NO_EXECUTE = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];
const NO_SCHEDULE = [
  "node.kubernetes.io/disk-pressure",
  "node.kubernetes.io/memory-pressure",
  "node.kubernetes.io/pid-pressure",
  "node.kubernetes.io/unschedulable",
];
const HOST_NETWORK_ONLY = "node.kubernetes.io/network-unavailable";

/** The pod with tolerations of what befalls nodes: its pods belong there all the same. */
export function withDaemonTolerations(pod: Pod): Pod {
  const tolerations = daemonTolerations(pod.spec).reduce(withToleration, pod.spec.tolerations ?? []);
  return { ...pod, spec: { ...pod.spec, tolerations } };
}

function daemonTolerations({ hostNetwork }: PodSpec): readonly Toleration[] {
  return [
    ...NO_EXECUTE.map((key) => ({ key, operator: "Exists", effect: "NoExecute" })),
    ...NO_SCHEDULE.map((key) => ({ key, operator: "Exists", effect: "NoSchedule" })),
    ...(hostNetwork === true ? [{ key: HOST_NETWORK_ONLY, operator: "Exists", effect: "NoSchedule" }] : []),
  ];
}

/** Takes the place of one about the same taint, however long that is. */
function withToleration(tolerations: readonly Toleration[], added: Toleration): readonly Toleration[] {
  const isSame = (other: Toleration): boolean =>
    other.key === added.key &&
    other.effect === added.effect &&
    other.operator === added.operator &&
    (other.value ?? "") === "";
  if (!tolerations.some(isSame)) return [...tolerations, added];
  return tolerations.map((toleration) => (isSame(toleration) ? added : toleration));
}
