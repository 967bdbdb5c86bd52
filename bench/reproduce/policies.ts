// The six policies of the ATC'23 table as scheduler configurations, each with its published name.

import {
  loadSchedulerConfiguration,
  type LoadedConfiguration,
} from "../../src/scheduling/configuration/load-configuration.ts";
import type { SchedulerConfiguration } from "../../src/scheduling/framework/configuration.ts";

/** A policy of the table. */
export interface TablePolicy {
  /** As the published files name it. */
  readonly published: string;
  readonly title: string;
  /** The plugin that scores. */
  readonly plugin: string;
  /** How a pod that shares a GPU gets one; `self`: the plugin that scores says it. */
  readonly devices: "best" | "random" | "self";
}

/** In the order of the table. */
export const TABLE_POLICIES: readonly TablePolicy[] = Object.freeze([
  { published: "01-Random", title: "Random", plugin: "RandomScore", devices: "random" },
  { published: "02-DotProd", title: "DotProd", plugin: "DotProductScore", devices: "best" },
  { published: "03-GpuClustering", title: "Clustering", plugin: "GpuClusteringScore", devices: "best" },
  { published: "04-GpuPacking", title: "Packing", plugin: "GpuPackingScore", devices: "best" },
  { published: "05-BestFit", title: "BestFit", plugin: "BestFitScore", devices: "best" },
  { published: "06-FGD", title: "FGD", plugin: "FGDScore", devices: "self" },
]);

const WEIGHT = 1_000;
const NONE_BY_DEFAULT = [{ name: "*" }];

/** All nodes are scored, by the policy alone; of equal nodes the smallest name is taken. Nobody is preempted. */
export function configurationOf({ plugin, devices }: TablePolicy): SchedulerConfiguration {
  const drawsBefore = plugin === "RandomScore" ? [{ name: plugin }] : [];
  const loaded = loadSchedulerConfiguration(
    {
      apiVersion: "kubescheduler.config.k8s.io/v1",
      kind: "KubeSchedulerConfiguration",
      percentageOfNodesToScore: 100,
      profiles: [
        {
          plugins: {
            filter: { enabled: [{ name: "Open-Gpu-Share" }] },
            postFilter: { disabled: NONE_BY_DEFAULT },
            preScore: { disabled: NONE_BY_DEFAULT, enabled: drawsBefore },
            score: { disabled: NONE_BY_DEFAULT, enabled: [{ name: plugin, weight: WEIGHT }] },
            reserve: { enabled: [{ name: devices === "self" ? plugin : "Open-Gpu-Share" }] },
          },
          pluginConfig: devices === "self" ? [] : [{ name: "Open-Gpu-Share", args: { gpuSelMethod: devices } }],
        },
      ],
    },
    "1.36",
  );
  return { ...withoutMistakes(loaded), ties: "name" };
}

function withoutMistakes({ configuration, problems }: LoadedConfiguration): SchedulerConfiguration {
  const [first] = problems;
  if (first !== undefined) throw new Error(`the configuration of a policy is wrong: ${first.message}`);
  return configuration;
}
