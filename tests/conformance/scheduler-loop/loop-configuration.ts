// The scheduler configuration of a case.

import type { KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import { loadSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import type { SchedulerConfiguration } from "../../../src/scheduling/framework/configuration.ts";
import type { LoopInput } from "./record.ts";

export function loopConfiguration(input: LoopInput, version: KubernetesVersion, name: string): SchedulerConfiguration {
  const written = {
    apiVersion: "kubescheduler.config.k8s.io/v1",
    kind: "KubeSchedulerConfiguration",
    ...(input.config as object | undefined),
  };
  const { configuration, problems } = loadSchedulerConfiguration(written, version);
  if (problems.length > 0)
    throw new Error(`${name}: ${problems.map(({ place, message }) => `${place.join(".")}: ${message}`).join("; ")}`);
  return configuration;
}
