// Pods that were refused: counted by plugin, with the first one's words.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { AdmissionProbe } from "../../src/metrics/admission-probe.ts";
import { podAsking } from "../model/build-objects.ts";
import { emptyCluster } from "./random-history.ts";

function watched() {
  const cluster = emptyCluster();
  const probe = new AdmissionProbe(cluster);
  cluster.observe(probe);
  const classId = cluster.classify({ ...podAsking({}), metadata: { name: "", namespace: "shop" } });
  const refuse = (name: string, plugin: string, atUs: number) =>
    void cluster.apply(
      { kind: "pod-refused", classId, name, refusal: { plugin, message: `${name} is forbidden` } },
      moment(atUs),
    );
  return { cluster, probe, refuse };
}

describe("the admission probe", () => {
  it("counts refusals by plugin and keeps what was said of the first", () => {
    const { probe, refuse } = watched();
    refuse("a", "ResourceQuota", 1_500_000);
    refuse("b", "Webhook", 2_000_000);
    refuse("c", "ResourceQuota", 3_000_000);
    expect(probe.total).toBe(3);
    expect(probe.refused()).toEqual([
      {
        plugin: "ResourceQuota",
        pods: 2,
        firstPod: "shop/a",
        firstAtSeconds: 1.5,
        firstMessage: "a is forbidden",
      },
      { plugin: "Webhook", pods: 1, firstPod: "shop/b", firstAtSeconds: 2, firstMessage: "b is forbidden" },
    ]);
    expect(probe.measurements()).toContainEqual({
      name: "plimsoll_pods_refused_total",
      labels: { plugin: "ResourceQuota" },
      kind: "counter",
      value: 2,
    });
    expect(probe.series()).toEqual([]);
  });

  it("measures nothing where nobody was refused", () => {
    const { probe } = watched();
    expect([probe.total, probe.refused(), probe.measurements()]).toEqual([0, [], []]);
  });

  it("goes on after a restoration as if nothing had been", () => {
    const { probe, refuse } = watched();
    refuse("a", "ResourceQuota", 1);
    const other = watched();
    other.probe.restore(probe.snapshot());
    refuse("b", "ResourceQuota", 2);
    other.refuse("b", "ResourceQuota", 2);
    expect(other.probe.refused()).toEqual(probe.refused());
  });
});
