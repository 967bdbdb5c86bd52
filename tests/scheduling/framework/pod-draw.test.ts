// Draws by pod, attempt and purpose.

import { describe, expect, it } from "vitest";

import { NONE } from "../../../src/cluster/pod-table.ts";
import { drawOf } from "../../../src/scheduling/framework/pod-draw.ts";
import { NO_RUN } from "../../../src/scheduling/framework/run-facts.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("a pod's draw", () => {
  const small = new SmallCluster([]);
  const { podClass } = small.pod(pod());
  const draw = (id: number, purpose: "node" | "device" | "tie") =>
    drawOf(small.cluster, NO_RUN.draws, { id, name: "", podClass }, purpose);

  function created(name: string): number {
    return small.apply({ kind: "pod-created", classId: podClass.id, name }).pod;
  }

  it("is the same as often as it is asked for, and another one for another purpose, pod or attempt", () => {
    const [one, other] = [created("one"), created("other")];
    const first = draw(one, "node");
    expect(draw(one, "node")).toBe(first);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThan(1);
    const others = [draw(one, "device"), draw(one, "tie"), draw(other, "node")];
    small.apply({ kind: "pod-attempted", pod: one });
    expect(new Set([first, ...others, draw(one, "node")]).size).toBe(5);
  });

  it("depends on the name, not on who came before", () => {
    const late = new SmallCluster([]);
    const classId = late.cluster.classify(pod());
    const { pod: id } = late.apply({ kind: "pod-created", classId, name: "other" });
    const asked = { id, name: "other", podClass: late.cluster.classes.get(classId) };
    expect(drawOf(late.cluster, NO_RUN.draws, asked, "node")).toBe(draw(1, "node"));
  });

  it("is there for a pod that is only asked about", () => {
    expect(draw(NONE, "node")).toBe(draw(NONE, "node"));
  });
});
