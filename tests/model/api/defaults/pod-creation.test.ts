// What the API server writes into new and changed pods.

import { describe, expect, it } from "vitest";

import {
  annotatedProfile,
  preparePodForCreate,
  preparePodForUpdate,
} from "../../../../src/model/api/defaults/pod-creation.ts";
import type { Pod } from "../../../../src/model/api/types/pod.ts";
import { draftOf } from "../draft-of.ts";

function prepared(pod: Pod): Pod {
  const copy = draftOf(pod);
  preparePodForCreate(copy);
  return copy;
}

describe("a new pod", () => {
  it("is pending, of the first generation, whatever its manifest says", () => {
    const { metadata, status } = prepared({
      metadata: { generation: 7 },
      status: { phase: "Running", podIP: "1.2.3.4" },
    });
    expect([metadata, status]).toEqual([{ generation: 1 }, { phase: "Pending", qosClass: "BestEffort" }]);
  });

  it("waits for its gates from the start", () => {
    expect(prepared({ spec: { schedulingGates: [{ name: "g" }] } }).status?.conditions).toEqual([
      {
        type: "PodScheduled",
        status: "False",
        reason: "SchedulingGated",
        message: "Scheduling is blocked due to non-empty scheduling gates",
      },
    ]);
  });

  it("asks for its own labels where its selectors name keys", () => {
    const metadata = { labels: { app: "web" } };
    const term = { labelSelector: {}, matchLabelKeys: ["app", "other"], mismatchLabelKeys: ["app"] };
    const { spec } = prepared({
      metadata,
      spec: {
        topologySpreadConstraints: [{ labelSelector: {}, matchLabelKeys: ["app"] }, { matchLabelKeys: ["app"] }],
        affinity: {
          podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
          podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: term }] },
        },
      },
    });
    const isWeb = { key: "app", operator: "In", values: ["web"] };
    const selector = { matchExpressions: [isWeb, { ...isWeb, operator: "NotIn" }] };
    const { podAffinity, podAntiAffinity } = spec?.affinity ?? {};
    expect(podAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.[0]?.labelSelector).toEqual(selector);
    const [preferred] = podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    expect(preferred?.podAffinityTerm?.labelSelector).toEqual(selector);
    expect(spec?.topologySpreadConstraints).toEqual([
      { labelSelector: { matchExpressions: [isWeb] }, matchLabelKeys: ["app"] },
      { matchLabelKeys: ["app"] },
    ]);
  });
});

describe("profiles in annotations", () => {
  const metadata = { annotations: { "container.apparmor.security.beta.kubernetes.io/a": "runtime/default" } };
  const containers = [{ name: "a" }, { name: "b" }];

  it("are copied to the field of their container", () => {
    expect(prepared({ metadata, spec: { containers } }).spec?.containers).toEqual([
      { name: "a", securityContext: { appArmorProfile: { type: "RuntimeDefault" } } },
      { name: "b" },
    ]);
  });

  it("are not copied where they are the pod's, nor on Windows", () => {
    const securityContext = { appArmorProfile: { type: "RuntimeDefault" } };
    expect(prepared({ metadata, spec: { containers, securityContext } }).spec?.containers).toEqual(containers);
    expect(prepared({ metadata, spec: { containers, os: { name: "windows" } } }).spec?.containers).toEqual(containers);
  });

  it("are not understood where the server does not know them, and do not count beside a field", () => {
    const odd = { annotations: { "container.apparmor.security.beta.kubernetes.io/a": "localhost/ x " } };
    expect(annotatedProfile(odd, {}, { name: "a" })).toEqual({ kind: "unknown" });
    const securityContext = { appArmorProfile: { type: "Unconfined" } };
    expect(annotatedProfile(metadata, {}, { name: "a", securityContext })).toBeUndefined();
  });
});

describe("a changed pod", () => {
  const old: Pod = { metadata: { generation: 3 }, spec: { nodeName: "a" }, status: { phase: "Running" } };

  it("keeps its status, and counts changes of its spec", () => {
    const pod = draftOf<Pod>({ metadata: { generation: 3 }, spec: { nodeName: "b" } });
    preparePodForUpdate(pod, old);
    expect(pod).toEqual({ metadata: { generation: 4 }, spec: { nodeName: "b" }, status: { phase: "Running" } });
  });

  it("is of the same generation where only its labels changed", () => {
    const pod = draftOf<Pod>({ metadata: { generation: 3, labels: { a: "b" } }, spec: { nodeName: "a" } });
    preparePodForUpdate(pod, old);
    expect(pod.metadata).toEqual({ generation: 3, labels: { a: "b" } });
  });
});
