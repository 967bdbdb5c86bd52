// A small cluster for tests of what metrics pipelines see of it: pods that start when a test says so, and a clock.

import { moment } from "../../../src/base/time.ts";
import { compileLabelSet } from "../../../src/model/label-selector.ts";
import type { Pod } from "../../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { HEALTHY_KUBELET } from "../../../src/cluster/kubelet-health.ts";
import type { PodUsageQuery, PodUsageSample } from "../../../src/cluster/metrics-client.ts";
import { MetricsApis, type MetricsSettings } from "../../../src/components/metrics-server/metrics-apis.ts";
import { METRICS_SERVER_DEFAULTS } from "../../../src/components/metrics-server/settings.ts";
import { node } from "../../model/build-objects.ts";

export const SECOND = 1_000_000;
export const SERVER_ONLY: MetricsSettings = Object.freeze({ server: METRICS_SERVER_DEFAULTS, adapter: undefined });

/** The pods of the world, as an autoscaler asks for them. */
export const WEB: PodUsageQuery = Object.freeze({
  kind: "pod-usage",
  namespace: "default",
  selector: compileLabelSet({ app: "web" }),
});

const SILENT = { ...HEALTHY_KUBELET, managesPods: false };

export class MetricsWorld {
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  readonly apis: MetricsApis;
  nowUs = 0;

  constructor(settings: MetricsSettings = SERVER_ONLY, seed = "1") {
    for (const name of ["n1", "n2", "n3"]) {
      this.apply({ kind: "node-added", node: node(name, { cpu: "64" }), pool: "p" });
    }
    const { cluster } = this;
    this.apis = new MetricsApis(settings, { cluster, seed, nowUs: () => this.nowUs, nodes: 3 });
    cluster.observe(this.apis);
  }

  apply(change: Change): number {
    return this.cluster.apply(change, moment(this.nowUs)).pod;
  }

  /** A pod of `app: web` that runs from now on. */
  run(name: string, { metadata, spec }: Partial<Pod> = {}, nodeNumber = 0): number {
    const labels = { app: "web", ...metadata?.labels };
    const own = { containers: [{ name: "main" }], ...spec };
    const classId = this.cluster.classify({ metadata: { namespace: "default", ...metadata, name, labels }, spec: own });
    const pod = this.apply({ kind: "pod-created", classId, name });
    this.apply({ kind: "pod-assumed", pod, node: nodeNumber });
    this.apply({ kind: "pod-bound", pod });
    this.apply({ kind: "pod-started", pod });
    return pod;
  }

  /** From now on. */
  use(pod: number, cpuMilli: number, container = 0): void {
    this.apply({ kind: "pod-usage", pod, fromUs: this.nowUs, cpuMilli, container });
  }

  silence(nodeNumber: number): void {
    this.apply({ kind: "kubelet-changed", node: nodeNumber, health: SILENT });
  }

  heal(nodeNumber: number): void {
    this.apply({ kind: "kubelet-changed", node: nodeNumber, health: HEALTHY_KUBELET });
  }

  samples(query = WEB): readonly PodUsageSample[] {
    const answer = this.apis.podUsage(query);
    return answer.kind === "listed" ? answer.samples : [];
  }

  /** CPU of the pods' first containers, by name. */
  cpu(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.samples().map(({ pod, containers }) => [pod, containers[0]!.cpuMilli]));
  }

  /** Each tenth of a second until then. */
  pass(untilUs: number, look: (nowUs: number) => void): void {
    for (; this.nowUs < untilUs; this.nowUs += SECOND / 10) look(this.nowUs);
  }
}
