// A script as the files of a scenario that `plimsoll run` reads: s.yaml, and the manifests beside it. Every script is run from these
// files, so that a written one replays what was tried. Knows the form of scenarios and manifests.

import { dump } from "js-yaml";

import { agent, deploymentOf, statefulSetOf } from "./manifests-of.ts";
import type { MotionScript } from "./motion-script.ts";
import type { Entry, WorkloadWish } from "./workload-wish.ts";

/** Long after the last fault that ends, and than any toleration. */
const HORIZON = "150m";

/** Files by path. */
export type ScenarioFiles = Readonly<Record<"s.yaml" | "objects.yaml", string>>;

export function scenarioOf(script: MotionScript): ScenarioFiles {
  const { seed, nodes, zones, cpu, podsPerNode: pods, controlPlane, faults, actions } = script;
  const scenario = {
    apiVersion: "plimsoll/v1alpha1",
    kind: "Scenario",
    metadata: { name: "motion" },
    spec: {
      seed,
      horizon: HORIZON,
      controlPlane,
      cluster: { nodePools: [{ name: "m", count: nodes, zones, allocatable: { cpu, memory: "8Gi", pods } }] },
      workloads: [{ manifests: ["objects.yaml"] }],
      controllers: "simulated",
      faults,
      actions,
    },
  };
  const objects = objectsOf(script).map((object) => dump(object, { noRefs: true }));
  return { "s.yaml": dump(scenario, { noRefs: true }), "objects.yaml": objects.join("---\n") };
}

function objectsOf({ deployments, statefulSets, hasAgent }: MotionScript): readonly Entry[] {
  return [
    ...deployments.flatMap((wish, index) => withCompany(`web-${index + 1}`, wish, deploymentOf)),
    ...statefulSets.flatMap((wish, index) => withCompany(`db-${index + 1}`, wish, statefulSetOf)),
    ...(hasAgent ? [agent()] : []),
  ];
}

/** A workload with its Service and its budget. */
function withCompany<Wish extends WorkloadWish>(
  name: string,
  wish: Wish,
  objectOf: (name: string, wish: Wish) => Entry,
): readonly Entry[] {
  const selector = { matchLabels: { app: name } };
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name },
    spec: { selector: selector.matchLabels, ports: [{ port: 80 }] },
  };
  if (wish.budget === null) return [objectOf(name, wish), service];
  const budget = {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name },
    spec: { ...wish.budget, selector },
  };
  return [objectOf(name, wish), service, budget];
}
