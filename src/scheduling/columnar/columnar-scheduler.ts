// placeholder
import type { SimTime } from "../../base/time.ts";
import type { ClusterState } from "../../cluster/cluster-state.ts";
import type { SchedulerConfiguration } from "../framework/configuration.ts";
import type { Decision } from "../framework/decision.ts";
import { PlainScheduler } from "../framework/plain-scheduler.ts";
import type { CyclePod, PluginDefinition } from "../framework/plugin.ts";

export class ColumnarScheduler {
  readonly #plain: PlainScheduler;
  constructor(cluster: ClusterState, configuration: SchedulerConfiguration, definitions: readonly PluginDefinition[]) {
    this.#plain = new PlainScheduler(cluster, configuration, definitions);
  }
  schedule(pod: CyclePod, at: SimTime): Decision {
    return this.#plain.schedule(pod, at).decision;
  }
}
