// What the API server completes of a spec, in pods and in templates.

import { expect, it } from "vitest";

import { applyPodSpecDefaults } from "../../../../src/model/api/defaults/pod-spec.ts";
import type { PodSpec } from "../../../../src/model/api/types/pod.ts";
import { draftOf } from "../draft-of.ts";

function completed(spec: PodSpec): PodSpec {
  const copy = draftOf(spec);
  applyPodSpecDefaults(copy);
  return copy;
}

const DEFAULTS = {
  dnsPolicy: "ClusterFirst",
  restartPolicy: "Always",
  securityContext: {},
  terminationGracePeriodSeconds: 30,
  schedulerName: "default-scheduler",
};

it("completes an empty spec", () => {
  expect(completed({})).toEqual(DEFAULTS);
});

it("keeps what is written, zero included", () => {
  const written = { ...DEFAULTS, restartPolicy: "Never", terminationGracePeriodSeconds: 0, schedulerName: "mine" };
  expect(completed(written)).toEqual(written);
});

it("completes volumes and containers of every sort", () => {
  const { volumes, containers, initContainers, ephemeralContainers } = completed({
    volumes: [{ name: "v" }],
    containers: [{ name: "a" }],
    initContainers: [{ name: "b" }],
    ephemeralContainers: [{ name: "c" }],
  });
  expect(volumes).toEqual([{ name: "v", emptyDir: {} }]);
  for (const list of [containers, initContainers, ephemeralContainers]) {
    expect(list?.[0]).toMatchObject({ terminationMessagePolicy: "File" });
  }
});

it("rounds overhead and what is asked for as a whole", () => {
  const { overhead, resources } = completed({
    overhead: { cpu: "1u" },
    resources: { limits: { cpu: "1u" }, requests: { cpu: "1n" } },
  });
  expect([overhead, resources]).toEqual([{ cpu: "1m" }, { limits: { cpu: "1m" }, requests: { cpu: "1m" } }]);
});

it.each([
  [{ serviceAccount: "old" }, "old"],
  [{ serviceAccountName: "new" }, "new"],
  [{ serviceAccount: "old", serviceAccountName: "new" }, "new"],
])("writes both names of the service account of %j", (written, name) => {
  expect(completed(written)).toEqual({ ...DEFAULTS, serviceAccount: name, serviceAccountName: name });
});
