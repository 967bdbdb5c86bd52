// What it would take, on random small clusters: whatever is told is enough, and the fewest changes come first.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Node, Pod } from "../../../../src/model/objects.ts";
import { smallNode, smallPod } from "../../small-plan.ts";
import { answerOf, boundPod, expectEnough, planAsking, remediesOf, sortsOf } from "../small-questions.ts";

const ZONE = "topology.kubernetes.io/zone";
const APP = fc.constantFrom("a", "b");

const nodeShape = fc.record({
  cpu: fc.integer({ min: 1, max: 3 }),
  pods: fc.integer({ min: 2, max: 6 }),
  zone: fc.constantFrom("x", "y", undefined),
  disk: fc.constantFrom("ssd", "hdd", undefined),
  taint: fc.constantFrom("NoSchedule", "PreferNoSchedule", undefined, undefined),
  cordoned: fc.constantFrom(true, false, false, false),
});

const podShape = fc.record({
  cpu: fc.integer({ min: 1, max: 20 }),
  app: APP,
  port: fc.constantFrom(80, undefined, undefined),
  disk: fc.constantFrom("ssd", undefined, undefined),
  near: fc.option(APP, { nil: undefined, freq: 3 }),
  far: fc.option(APP, { nil: undefined, freq: 3 }),
  spread: fc.boolean(),
});

type NodeShape = typeof nodeShape extends fc.Arbitrary<infer Shape> ? Shape : never;
type PodShape = typeof podShape extends fc.Arbitrary<infer Shape> ? Shape : never;

function nodeOf({ cpu, pods, zone, disk, taint, cordoned }: NodeShape, index: number): Node {
  const labels = { ...(zone === undefined ? {} : { [ZONE]: zone }), ...(disk === undefined ? {} : { disk }) };
  const node = smallNode(`n${index}`, { cpu: String(cpu), memory: "4Gi", pods: String(pods) }, labels);
  const taints = taint === undefined ? [] : [{ key: "odd", value: "1", effect: taint }];
  return { ...node, spec: { taints, unschedulable: cordoned } };
}

function podOf({ cpu, app, port, disk, near, far, spread }: PodShape): Pod {
  const terms = (other: string | undefined) =>
    other === undefined ? [] : [{ topologyKey: ZONE, labelSelector: { matchLabels: { app: other } } }];
  const requests = { cpu: `${cpu * 100}m` };
  const pod = smallPod(requests, {
    ...(disk === undefined ? {} : { nodeSelector: { disk } }),
    containers: [{ name: "main", resources: { requests }, ports: port === undefined ? [] : [{ hostPort: port }] }],
    affinity: {
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms(near) },
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms(far) },
    },
    topologySpreadConstraints: spread
      ? [{ topologyKey: ZONE, maxSkew: 1, whenUnsatisfiable: "DoNotSchedule", labelSelector: { matchLabels: { app } } }]
      : [],
  });
  return { ...pod, metadata: { ...pod.metadata, labels: { app } } };
}

const question = fc
  .record({
    nodes: fc.array(nodeShape, { minLength: 1, maxLength: 3 }),
    bound: fc.array(fc.record({ shape: podShape, at: fc.nat({ max: 2 }) }), { maxLength: 5 }),
    asked: podShape,
  })
  .map(({ nodes, bound, asked }) => {
    const placed = bound.map(({ shape, at }, index) => boundPod(`b${index}`, `n${at % nodes.length}`, podOf(shape)));
    return planAsking(nodes.map(nodeOf), podOf(asked), placed);
  });

describe("what it would take", () => {
  it("is enough, whatever the cluster", () => {
    fc.assert(
      fc.property(question, (plan) => {
        const remedies = remediesOf(plan);
        expectEnough(plan, remedies);
        const counts = remedies.map(({ changes }) => changes.length);
        expect(counts).toEqual(counts.toSorted((left, right) => left - right));
      }),
      { seed: 41, numRuns: 40 },
    );
  });

  it("is told in as many sorts as there are, three at most", () => {
    const nodes = [smallNode("n1", { cpu: "1", memory: "1Gi" })];
    const plan = planAsking(nodes, smallPod({ cpu: "900m" }), [boundPod("other", "n1", smallPod({ cpu: "500m" }))]);
    expect(sortsOf(remediesOf(plan))).toEqual(["allocatable", "pod-away", "request"]);
  });

  it("is nothing where the pod itself is refused", () => {
    const claim = { name: "data", persistentVolumeClaim: { claimName: "missing" } };
    const plan = planAsking([smallNode("n1", { cpu: "1", memory: "1Gi" })], smallPod({}, { volumes: [claim] }));
    expect(answerOf(plan)).toMatchObject({ kind: "waiting", remedies: [] });
  });
});
