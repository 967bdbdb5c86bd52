// For tests: small scenarios with a template, loaded from memory, and worlds made of them.

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { CapacityWorld } from "../../../src/experiment/capacity/capacity-world.ts";
import { endedRun } from "../../../src/experiment/capacity/ended-run.ts";
import type { FillWish } from "../../../src/experiment/capacity/fill.ts";
import { readCapacity, type PlannedQuestion } from "../../../src/experiment/capacity/read-capacity.ts";
import { MemoryFiles } from "../../scenario/memory-files.ts";

/** A scenario: pools by count, zones and sizes; pods by manifests. */
export interface SmallScenario {
  readonly pools: readonly string[];
  readonly manifests?: string;
  /** Further lines of the spec, indented by two. */
  readonly spec?: string;
}

export const POOL = "{ name: general, count: 3, zones: [a, b, c], allocatable: { cpu: 4, memory: 8Gi, pods: 20 } }";

function scenarioText({ pools, manifests, spec = "" }: SmallScenario): string {
  const lines = [
    "apiVersion: plimsoll/v1alpha1",
    "kind: Scenario",
    "metadata: { name: small }",
    "spec:",
    "  cluster:",
    "    nodePools:",
    ...pools.map((pool) => `      - ${pool}`),
    ...(manifests === undefined ? [] : ["  workloads: [{ manifests: [pods.yaml] }]"]),
  ];
  return `${lines.join("\n")}\n${spec}`;
}

/** A Deployment; `spec` are further fields of its pods, such as `nodeSelector: { a: b }`. */
export function deployment(name: string, replicas: number, requests: string, spec = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers: [{ name: c, image: i, resources: { requests: { ${requests} } } }]
${spec === "" ? "" : `      ${spec}\n`}`;
}

export function filesOf(scenario: SmallScenario, template: string): MemoryFiles {
  return new MemoryFiles({
    "s.yaml": scenarioText(scenario),
    "pods.yaml": scenario.manifests ?? "",
    "more.yaml": template,
  });
}

/** The question for more of the template; the scenario must be right. */
export function questionOf(scenario: SmallScenario, template: string): PlannedQuestion {
  const sink = new DiagnosticSink();
  const request = { template: "more.yaml", vary: [], seed: null };
  const found = readCapacity("s.yaml", request, filesOf(scenario, template), sink);
  if (found === undefined) throw new Error(sink.all.map(({ message }) => message).join("\n"));
  return found[0]!;
}

/** The world of the question, and the wish to fill it. */
export function worldOf({ plan, template }: PlannedQuestion): { world: CapacityWorld; wish: FillWish } {
  const world = new CapacityWorld(endedRun(plan), template.pod, template.objects);
  return { world, wish: { classId: world.cluster.classify(template.pod), name: template.name, most: 10_000 } };
}
