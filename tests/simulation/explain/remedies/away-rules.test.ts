// Pods that would have to go: as few as can be found, whoever is in the way for whatever reason.

import { describe, expect, it } from "vitest";

import type { Pod } from "../../../../src/model/objects.ts";
import { smallNode, smallPod } from "../../small-plan.ts";
import { boundPod, expectEnough, planAsking, remediesOf } from "../small-questions.ts";

const ZONE = "topology.kubernetes.io/zone";

function awayIn(plan: ReturnType<typeof planAsking>): readonly (readonly string[])[] {
  const remedies = remediesOf(plan);
  expectEnough(plan, remedies);
  return remedies.flatMap(({ changes }) => {
    const pods = changes.flatMap((change) => (change.kind === "pod-away" ? [change.pod] : []));
    return pods.length === 0 ? [] : [pods];
  });
}

function labelled(pod: Pod, labels: Readonly<Record<string, string>>): Pod {
  return { ...pod, metadata: { ...pod.metadata, labels } };
}

function avoiding(app: string): Pod {
  const term = { topologyKey: ZONE, labelSelector: { matchLabels: { app } } };
  const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
  return smallPod({ cpu: "100m" }, { affinity: { podAntiAffinity } });
}

describe("pods that hold what is wanting", () => {
  const node = smallNode("n1", { cpu: "4", memory: "8Gi" });

  it("go one alone where one is enough, the least important first", () => {
    const bound = [
      boundPod("dear", "n1", smallPod({ cpu: "2" }, { priority: 9 })),
      boundPod("small", "n1", smallPod({ cpu: "500m" })),
      boundPod("cheap", "n1", smallPod({ cpu: "1500m" })),
    ];
    expect(awayIn(planAsking([node], smallPod({ cpu: "1500m" }), bound))).toEqual([["default/cheap"]]);
  });

  it("go in no greater number than needed", () => {
    const bound = [1, 2, 3, 4].map((number) => boundPod(`p${number}`, "n1", smallPod({ cpu: "1" })));
    expect(awayIn(planAsking([node], smallPod({ cpu: "2" }), bound))[0]).toHaveLength(2);
  });
});

describe("a pod that holds a port", () => {
  it("is the one that has to go", () => {
    const web = { containers: [{ name: "main", ports: [{ hostPort: 80 }] }] };
    const bound = [boundPod("other", "n1"), boundPod("web", "n1", smallPod({}, web))];
    const plan = planAsking([smallNode("n1", { cpu: "4", memory: "8Gi" })], smallPod({}, web), bound);
    expect(awayIn(plan)).toEqual([["default/web"]]);
  });

  it("goes with every other one that holds it", () => {
    const web = { containers: [{ name: "main", ports: [{ hostPort: 80 }] }] };
    const bound = ["one", "two"].map((name) => boundPod(name, "n1", smallPod({}, web)));
    const plan = planAsking([smallNode("n1", { cpu: "4", memory: "8Gi" })], smallPod({}, web), bound);
    expect(awayIn(plan)).toEqual([["default/one", "default/two"]]);
  });
});

describe("pods that do not get on with each other", () => {
  const nodes = ["n1", "n2"].map((name) => smallNode(name, { cpu: "4", memory: "8Gi" }, { [ZONE]: "a" }));

  it("must part, whoever minds and wherever in the zone", () => {
    const bound = [
      boundPod("enemy", "n1", labelled(smallPod({ cpu: "1" }), { app: "enemy" })),
      boundPod("friend", "n1", labelled(smallPod({ cpu: "1" }), { app: "friend" })),
    ];
    const plan = planAsking(nodes, avoiding("enemy"), bound);
    expect(new Set(awayIn(plan).flat())).toEqual(new Set(["default/enemy"]));
  });

  it("must part where the other one minds", () => {
    const asked = labelled(smallPod({ cpu: "1" }), { app: "asked" });
    const plan = planAsking(nodes, asked, [boundPod("loner", "n2", avoiding("asked"))]);
    expect(new Set(awayIn(plan).flat())).toEqual(new Set(["default/loner"]));
  });
});
