// What the scheduler tells of pods (Scheduled, FailedScheduling): one event for each binding and each refusal, over a client of
// its own. Nothing depends on them but the time that the API server spends on them.
// Imitates pkg/scheduler/schedule_one.go (fwk.EventRecorder().Eventf) and client-go tools/events, v1.36.

import type { ApiClient, ApiServer, RequestKind } from "../../cluster/api-client.ts";
import type { Change, ClusterObserver, Delta } from "../../cluster/change.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";

import type { SchedulerConfiguration } from "../../scheduling/framework/configuration.ts";

const CONCERNS: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>(["pod-bound", "pod-unschedulable"]);

export class SchedulingEvents implements ClusterObserver {
  readonly concerns = CONCERNS;
  readonly #client: ApiClient;
  readonly #event: RequestKind;

  constructor(cluster: ClusterState, api: ApiServer, { clientQps: qps, clientBurst: burst }: SchedulerConfiguration) {
    this.#client = api.client({
      name: "scheduler-events",
      limits: { qps, burst },
      level: "workload-high",
      inProcess: "kube-scheduler",
    });
    this.#event = this.#client.define({
      name: "scheduler/event",
      call: "create events",
      drawIdOf: (pod) => cluster.drawIdOf(pod),
    });
  }

  hear({ change, pod }: Delta): void {
    if (change.kind === "pod-bound" || change.kind === "pod-unschedulable") this.#client.send(this.#event, pod);
  }
}
