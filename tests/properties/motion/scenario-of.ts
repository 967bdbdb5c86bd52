// A script as the files of a scenario that `plimsoll run` reads: s.yaml, and the manifests beside it. Every script is run from these
// files, so that a written one replays what was tried. Knows the form of scenarios and manifests.

import { dump } from "js-yaml";

import { PRIORITY_CLASSES, quotaOf, storage, withCompany } from "./company-of.ts";
import { agent, cronJobOf, deploymentOf, jobOf, replicaSetOf, statefulSetOf } from "./manifests-of.ts";
import type { MotionScript } from "./motion-script.ts";
import type { Entry } from "./workload-wish.ts";

/** Long after the last fault that ends, and than any toleration; not when a CronJob starts its Jobs. */
const HORIZON = "155m";

/** Files by path. */
export type ScenarioFiles = Readonly<Record<"s.yaml" | "objects.yaml", string>>;

export function scenarioOf(script: MotionScript): ScenarioFiles {
  const { seed, nodes: count, zones, cpu, podsPerNode: pods, shutdownSeconds, controlPlane, faults, actions } = script;
  const kubelet = shutdownSeconds === 0 ? {} : { kubelet: { shutdownGracePeriod: `${shutdownSeconds}s` } };
  const pool = { name: "m", count, zones, allocatable: { cpu, memory: "8Gi", pods }, ...kubelet };
  const scenario = {
    apiVersion: "plimsoll/v1alpha1",
    kind: "Scenario",
    metadata: { name: "motion" },
    spec: {
      seed,
      horizon: HORIZON,
      controlPlane,
      cluster: { nodePools: [pool] },
      workloads: [{ manifests: ["objects.yaml"] }],
      controllers: "simulated",
      faults,
      actions,
    },
  };
  const objects = objectsOf(script).map((object) => dump(object, { noRefs: true }));
  return { "s.yaml": dump(scenario, { noRefs: true }), "objects.yaml": objects.join("---\n") };
}

function objectsOf(script: MotionScript): readonly Entry[] {
  const { deployments, replicaSets, statefulSets, jobs, cronJobs, hasAgent, quotas, zones, volumesPerZone } = script;
  const wantsStorage = statefulSets.some(({ claims }) => claims !== null);
  return [
    ...PRIORITY_CLASSES,
    ...quotas.map(quotaOf),
    ...(wantsStorage ? storage(zones, volumesPerZone) : []),
    ...deployments.flatMap((wish, index) => withCompany(`web-${index + 1}`, wish, deploymentOf)),
    ...replicaSets.flatMap((wish, index) => withCompany(`rs-${index + 1}`, wish, replicaSetOf)),
    ...statefulSets.flatMap((wish, index) => withCompany(`db-${index + 1}`, wish, statefulSetOf)),
    ...jobs.map((wish, index) => jobOf(`job-${index + 1}`, wish)),
    ...cronJobs.map((wish, index) => cronJobOf(`cron-${index + 1}`, wish)),
    ...(hasAgent ? [agent()] : []),
  ];
}
