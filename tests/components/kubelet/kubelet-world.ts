// A cluster of one node with kubelets on an engine, and pods that are bound at five seconds.

import { EntityDraws } from "../../../src/base/random/entity-draws.ts";
import { moment, type Duration } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { HEALTHY_KUBELET, type KubeletHealth } from "../../../src/cluster/kubelet-health.ts";
import type { PodId } from "../../../src/cluster/pod-table.ts";
import { InstantApiServer } from "../../../src/components/api-server/instant-api-server.ts";
import { COEFFICIENTS } from "../../../src/components/kubelet/coefficients.ts";
import { Kubelet } from "../../../src/components/kubelet/kubelet.ts";
import type { KubeletSettings } from "../../../src/components/kubelet/settings.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { Node, Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, podAsking } from "../../model/build-objects.ts";

export const SECOND = 1_000_000;
export const BOUND_AT = 5 * SECOND;
/** Bound at five seconds, started after two. */
export const STARTED_AT = 7 * SECOND;

/** Every start takes so long; exits are noticed at once. */
export function exactly(startSeconds: number) {
  const values = new Map([
    ["kubelet.podStartMedianSeconds", startSeconds],
    ["kubelet.podStartP99Seconds", startSeconds],
    ["kubelet.relistSeconds", 0],
  ]);
  return COEFFICIENTS.map((coefficient) => ({
    ...coefficient,
    value: values.get(coefficient.name) ?? coefficient.value,
  }));
}

/** What a pod says beside that it asks for a thousandth of a CPU. */
export interface PodParts {
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface KubeletWorld {
  readonly engine: Engine;
  readonly cluster: ClusterState;
  readonly api: InstantApiServer;
  readonly kubelet: Kubelet;
  /** Changes of pods since their binding, with their moments in seconds. */
  readonly told: { readonly atSeconds: number; readonly change: Change }[];
  readonly bind: (name: string, parts?: PodParts) => PodId;
  /** From a moment in seconds on. */
  readonly setHealth: (atSeconds: number, health: Partial<KubeletHealth>) => void;
  readonly applyAt: (atSeconds: number, change: Change) => void;
}

const TOLD: ReadonlySet<Change["kind"]> = new Set([
  "pod-started",
  "pod-ready",
  "pod-containers",
  "pod-ended",
  "pod-deleted",
]);

export function kubeletWorld(
  lifetimeOf: (pod: PodId) => Duration | undefined = () => undefined,
  coefficients = exactly(2),
  seed = "seed",
  machine: Node = node("n1", { cpu: 4, memory: "64Gi" }),
  settings?: KubeletSettings,
): KubeletWorld {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const api = new InstantApiServer(engine, cluster);
  const startDraws = new EntityDraws(seed, "start");
  const ports = { engine, cluster, api, coefficients, startDraws, lifetimeOf };
  const kubelet = new Kubelet(settings === undefined ? ports : { ...ports, settings: new Map([["p", settings]]) });
  const told: KubeletWorld["told"] = [];
  cluster.observe(kubelet);
  cluster.observe({
    hear: ({ change }) => {
      if (TOLD.has(change.kind)) told.push({ atSeconds: engine.now / SECOND, change });
    },
  });
  cluster.apply({ kind: "node-added", node: machine, pool: "p" }, moment(0));
  const applyAt = (atSeconds: number, change: Change) => {
    engine.scheduleHook(moment(atSeconds * SECOND), "api", () => void cluster.apply(change, engine.now));
  };
  return {
    engine,
    cluster,
    api,
    kubelet,
    told,
    applyAt,
    bind: (name, { spec = {}, annotations } = {}) => {
      const pod = podAsking({ cpu: "1m" }, spec);
      const written: Pod = annotations === undefined ? pod : { ...pod, metadata: { ...pod.metadata, annotations } };
      const { pod: id } = cluster.apply({ kind: "pod-created", classId: cluster.classify(written), name }, moment(0));
      cluster.apply({ kind: "pod-assumed", pod: id, node: 0 }, moment(0));
      applyAt(BOUND_AT / SECOND, { kind: "pod-bound", pod: id });
      return id;
    },
    setHealth: (atSeconds, health) => {
      applyAt(atSeconds, { kind: "kubelet-changed", node: 0, health: { ...HEALTHY_KUBELET, ...health } });
    },
  };
}
