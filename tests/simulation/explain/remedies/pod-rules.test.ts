// Spreading and affinity: the least skew that is enough, a companion that is asked for, a label that is missing.

import { describe, expect, it } from "vitest";

import type { Pod } from "../../../../src/model/objects.ts";
import { smallNode, smallPod } from "../../small-plan.ts";
import { boundPod, expectEnough, planAsking, remediesOf, sortsOf } from "../small-questions.ts";

const ZONE = "topology.kubernetes.io/zone";
const ROOM = { cpu: "4", memory: "8Gi" };
const LABELS = { app: "web" };

function spread(topologyKey: string): Pod {
  const constraint = {
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: "DoNotSchedule",
    labelSelector: { matchLabels: LABELS },
  };
  const pod = smallPod({ cpu: "100m" }, { topologySpreadConstraints: [constraint] });
  return { ...pod, metadata: { ...pod.metadata, labels: LABELS } };
}

describe("a pod that would be spread too unevenly", () => {
  const full = smallNode("empty-zone", { cpu: "0", memory: "0" }, { [ZONE]: "b" });
  const bound = [1, 2, 3].map((number) => boundPod(`p${number}`, "n1", spread(ZONE)));
  const plan = planAsking([smallNode("n1", ROOM, { [ZONE]: "a" }), full], spread(ZONE), bound);
  const remedies = remediesOf(plan);

  it("fits with the least skew that is enough", () => {
    const skew = remedies.find(({ changes }) => changes[0]?.kind === "max-skew");
    expect(skew).toEqual({ node: "n1", changes: [{ kind: "max-skew", topologyKey: ZONE, from: 1, to: 4 }] });
  });

  it("fits with every remedy that is told", () => {
    expect(sortsOf(remedies)).toContain("pod-away+pod-away+pod-away");
    expectEnough(plan, remedies);
  });
});

describe("a node without the label that pods are spread by", () => {
  it("gets one of the values that others have", () => {
    const other = smallNode("n2", { cpu: "0", memory: "0" }, { rack: "7" });
    const plan = planAsking([smallNode("n1", ROOM), other], spread("rack"));
    expect(remediesOf(plan)[0]).toEqual({
      node: "n1",
      changes: [{ kind: "label", node: "n1", key: "rack", value: "7" }],
    });
    expectEnough(plan, remediesOf(plan));
  });
});

describe("a pod that wants company", () => {
  it("is told who would have to be on the node", () => {
    const term = { topologyKey: ZONE, labelSelector: { matchLabels: { app: "cache" } } };
    const podAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
    const plan = planAsking([smallNode("n1", ROOM, { [ZONE]: "a" })], smallPod({}, { affinity: { podAffinity } }));
    expect(remediesOf(plan)).toEqual([
      { node: "n1", changes: [{ kind: "companion", node: "n1", namespace: "default", labels: "app=cache" }] },
    ]);
    expectEnough(plan, remediesOf(plan));
  });
});
