// Small plans in which controllers run, for tests.

import { moment } from "../../src/base/time.ts";
import type { StoredObject } from "../../src/cluster/object-store.ts";
import { createdObject } from "../../src/components/controllers/run/object-writes.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { smallNode, smallPlan } from "./small-plan.ts";

/** When these runs begin. */
const START = "2026-01-01T00:00:00Z";

/** As the server stores it, with its defaults: without them, its own ReplicaSet would never look like it. */
export function deployment(name: string, replicas: number): StoredObject {
  const labels = { app: name };
  const template = {
    metadata: { labels },
    spec: {
      containers: [{ name: "main", image: "web", resources: { requests: { cpu: "500m" } } }],
      terminationGracePeriodSeconds: 2,
      tolerations: ["not-ready", "unreachable"].map((what) => ({
        key: `node.kubernetes.io/${what}`,
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: 300,
      })),
    },
  };
  const object = { spec: { replicas, selector: { matchLabels: labels }, template } };
  const arrival = { name, namespace: "default", uid: `uid-${name}`, createdAt: START };
  const made = createdObject({ kind: "Deployment", object }, arrival);
  if (made.kind === "invalid") throw new Error(made.message);
  return made.stored;
}

/** Two nodes of four cores, an hour, and these objects. */
export function controlledPlan(objects: readonly StoredObject[], changes: Partial<Plan> = {}): Plan {
  return smallPlan([smallNode("n1", { cpu: "4" }), smallNode("n2", { cpu: "4" })], [], {
    objects,
    controlled: {
      start: START,
      admission: { limitRanges: [], priorityClasses: [], runtimeClasses: [], resourceQuotas: [] },
      admissionPlugins: [],
    },
    horizonUs: moment(3_600e6),
    ...changes,
  });
}
