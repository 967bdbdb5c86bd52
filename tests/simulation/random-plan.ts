// Small random plans that strain a run: pods that come at the same moment, go again, wait for room, ports, gates, other
// schedulers and nodes that are not there; some meet an error whenever they are tried, and some a quota that is full.

import { RandomStream } from "../../src/base/random/random-stream.ts";
import type { Workload } from "../../src/environment/workload.ts";
import type { ResourceQuota } from "../../src/model/api/types/quota.ts";
import { KUBERNETES_VERSIONS } from "../../src/model/kubernetes-version.ts";
import type { Pod } from "../../src/model/objects.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { RandomObjects } from "../contracts/random-objects.ts";
import { configurationOf, SCHEDULERS } from "../contracts/side-by-side.ts";
import { horizon, smallPlan, smallWorkload, type Row } from "./small-plan.ts";

/** The same seed gives the same plan. */
export function randomPlan(seed: string): Plan {
  const draw = new RandomObjects(new RandomStream(seed, "random plan"), SCHEDULERS);
  const kubernetes = draw.pick(KUBERNETES_VERSIONS);
  const nodes = Array.from({ length: 1 + draw.index(6) }, (_, index) => draw.node(`n${index}`));
  const names = nodes.map(({ metadata }) => metadata.name);
  return smallPlan(nodes, [offer(draw, "listed", names), offer(draw, "poisson", names)], {
    kubernetes,
    seed,
    boundPods: draw.upTo(4, () => draw.pick(names)).map((name, index) => boundPod(draw, `bound-${index}`, name)),
    scheduler: configurationOf(kubernetes),
    ...(draw.chance(50) ? horizon(draw.index(400)) : {}),
    resourceQuotas: draw.upTo(3, () => quota(draw)),
  });
}

function quota(draw: RandomObjects): ResourceQuota {
  const pods = draw.pick(["pods", "count/pods"]);
  const hard = { [pods]: String(1 + draw.index(12)), "requests.cpu": `${1 + draw.index(9)}500m` };
  return { metadata: { name: "q", namespace: draw.pick(["default", "other"]) }, spec: { hard } };
}

function boundPod(draw: RandomObjects, name: string, nodeName: string): Pod {
  const pod = draw.pod(name, []);
  return { ...pod, spec: { ...pod.spec, nodeName } };
}

function offer(draw: RandomObjects, kind: "listed" | "poisson", nodes: readonly string[]): Workload {
  const templates = Array.from({ length: 8 }, () => draw.pod("", nodes));
  const rows = Array.from({ length: 10 + draw.index(40) }, (): Row => {
    const pod = draw.pick(templates);
    const listedAtSeconds = draw.index(20) / (draw.chance(50) ? 1 : 1000);
    return draw.chance(30) ? { pod, listedAtSeconds } : { pod, listedAtSeconds, lifetimeSeconds: draw.index(60) };
  });
  return smallWorkload(kind, rows, kind === "listed" ? { kind } : { kind, perSecond: 1 + draw.index(20) });
}
