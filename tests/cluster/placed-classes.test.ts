// The classes of placed pods by their parts, against those that are made of whole pods.

import fc from "fast-check";
import { expect, it } from "vitest";

import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { Pod, PodStatus } from "../../src/model/objects.ts";
import { withPodDefaults } from "../../src/model/defaulting.ts";
import { signatureOf } from "../../src/model/pod-class.ts";
import { withoutOwnLife } from "../../src/model/pod-without-life.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { podAsking } from "../model/build-objects.ts";

const SEED = 4_711;
const BEHAVIOUR = VERSION_BEHAVIOUR["1.36"];

const { spec: SMALL } = podAsking({ cpu: "1" });
const { spec: LARGE } = podAsking({ cpu: "2" });
const LABELS = [{ app: "web" }, { app: "db" }, undefined];

const RESOURCES = {};

function statusAt(time: string, ready: string): PodStatus {
  return {
    phase: "Running",
    startTime: time,
    conditions: [{ type: "Ready", status: ready, lastTransitionTime: time }],
    containerStatuses: [{ name: "c", ready: true, restartCount: 0, resources: RESOURCES }],
  };
}

const times = fc.constantFrom("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z");
const parts = fc.record({
  name: fc.constantFrom("a", "b", "c"),
  namespace: fc.constantFrom("x", "y"),
  labels: fc.constantFrom(...LABELS),
  deletionTimestamp: fc.constantFrom("2026-01-03T00:00:00Z", undefined),
  spec: fc.constantFrom(SMALL, LARGE, { ...SMALL, containers: structuredClone(SMALL.containers) }),
  nodeName: fc.constantFrom("n1", "n2"),
  priority: fc.constantFrom(5, undefined),
  status: fc.option(fc.tuple(times, fc.constantFrom("True", "False")), { nil: undefined }),
});

function podOf({ name, namespace, labels, deletionTimestamp, spec, nodeName, priority, status }: Parts): Pod {
  const leaving = deletionTimestamp === undefined ? {} : { deletionTimestamp };
  return {
    metadata: { name, namespace, ...(labels === undefined ? {} : { labels }), ...leaving },
    spec: { ...spec, nodeName, ...(priority === undefined ? {} : { priority }) },
    ...(status === undefined ? {} : { status: statusAt(...status) }),
  };
}

type Parts = typeof parts extends fc.Arbitrary<infer Some> ? Some : never;

it("are those of the pods themselves, each once", () => {
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (wishes) => {
      const cluster = new ClusterState(BEHAVIOUR);
      const signatures = new Set<string>();
      for (const pod of wishes.map(podOf)) {
        const signature = signatureOf(withPodDefaults(withoutOwnLife(pod), BEHAVIOUR));
        signatures.add(signature);
        expect(signatureOf(cluster.classes.get(cluster.classifyPlaced(pod)).pod)).toBe(signature);
      }
      expect(cluster.classes.size).toBe(signatures.size);
    }),
    { seed: SEED, numRuns: 100 },
  );
});
