// What plugins sign of a pod: which pods batching takes for alike. Each case was tried on kube-scheduler v1.35 and v1.36.

import { describe, expect, it } from "vitest";

import type { NodeAffinity, Pod, PodSpec, Toleration } from "../../../src/model/objects.ts";
import { resourceAmounts, readResourceList } from "../../../src/model/resource-list.ts";
import {
  signedHostPorts,
  signedImages,
  signedNodeAffinity,
  signedRequests,
  signedTolerations,
} from "../../../src/scheduling/framework/pod-signers.ts";
import { container, pod } from "../../model/build-objects.ts";

const portPod = (...ports: readonly object[]): Pod => pod({ containers: [container({}, { ports })] });

describe("host ports", () => {
  it.each<[string, Pod, string]>([
    [
      "are signed by their numbers alone",
      portPod({ hostPort: 81, hostIP: "127.0.0.1" }, { hostPort: 80, protocol: "UDP" }),
      "[80,81]",
    ],
    ["are signed once each", portPod({ hostPort: 80 }, { hostPort: 80, protocol: "UDP" }, { hostPort: 0 }), "[80]"],
    [
      "are those of containers that stop before others start, too",
      pod({ initContainers: [container({}, { ports: [{ hostPort: 90 }] })] }),
      "[90]",
    ],
    ["may be none", portPod({ containerPort: 80 }), "[]"],
  ])("%s", (_sentence, asked, signed) => {
    expect(signedHostPorts(asked)).toBe(signed);
  });
});

describe("images", () => {
  it("are signed by name, once each, whatever their order and wherever they run", () => {
    const images = (containers: readonly string[], init: readonly string[] = []) =>
      signedImages(
        pod({
          containers: containers.map((image) => container({}, { image })),
          initContainers: init.map((image) => container({}, { image })),
        }),
      );
    expect(images(["b", "a:latest", "b"])).toBe('["a:latest","b:latest"]');
    expect(images(["a"], ["b"])).toBe(images(["b", "a"]));
  });
});

describe("requests", () => {
  const signed = (requests: Record<string, string>) => signedRequests(resourceAmounts(readResourceList(requests)));

  it("are signed by amount, whatever their order; none of a scalar resource is not the same as not asking", () => {
    expect(signed({ "b.io/x": "1", "a.io/x": "2", cpu: "1" })).toBe(
      signed({ cpu: "1000m", "a.io/x": "2", "b.io/x": "1" }),
    );
    expect(signed({ cpu: "1", memory: "0" })).toBe(signed({ cpu: "1" }));
    expect(signed({ "a.io/x": "0" })).not.toBe(signed({}));
  });
});

describe("tolerations", () => {
  it("are signed by key and value, and in their order where those are equal", () => {
    const [first, second, third]: Toleration[] = [
      { key: "a", operator: "Exists" },
      { key: "b", operator: "Equal", value: "1", effect: "NoExecute" },
      { key: "b", operator: "Equal", value: "1", effect: "NoSchedule" },
    ];
    expect(signedTolerations([second!, first!])).toBe(signedTolerations([first!, second!]));
    expect(signedTolerations([third!, second!])).not.toBe(signedTolerations([second!, third!]));
    expect(signedTolerations([{ ...second!, tolerationSeconds: 5 }])).not.toBe(signedTolerations([second!]));
  });
});

describe("node affinity", () => {
  const sign = (spec: Partial<PodSpec>) => signedNodeAffinity(pod(spec));
  const required = (...values: readonly string[]): NodeAffinity => ({
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        {
          matchExpressions: [
            { key: "disk", operator: "In", values },
            { key: "gen", operator: "Exists" },
          ],
        },
      ],
    },
  });
  const preferring = (...weights: readonly number[]): NodeAffinity => ({
    preferredDuringSchedulingIgnoredDuringExecution: weights.map((weight) => ({
      weight,
      preference: { matchExpressions: [{ key: "disk", operator: "Exists" }] },
    })),
  });

  it("is signed whatever the order of labels, values and terms", () => {
    expect(sign({ nodeSelector: { a: "1", b: "2" } })).toBe(sign({ nodeSelector: { b: "2", a: "1" } }));
    const affinity = (nodeAffinity: NodeAffinity) => sign({ affinity: { nodeAffinity } });
    expect(affinity(required("ssd", "hdd"))).toBe(affinity(required("hdd", "ssd")));
    expect(affinity(preferring(1, 2))).toBe(affinity(preferring(2, 1)));
    expect(affinity(preferring(1, 2))).not.toBe(affinity(preferring(1, 3)));
    expect(affinity(required("ssd"))).not.toBe(affinity(required("hdd")));
  });

  it("may prefer nothing in particular", () => {
    const vague: NodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 3 }] };
    expect(sign({ affinity: { nodeAffinity: vague } })).not.toBe(sign({ affinity: { nodeAffinity: preferring(3) } }));
  });

  it("that says nothing is not the same as none; affinity without any is", () => {
    expect(sign({ affinity: { nodeAffinity: {} } })).not.toBe(sign({}));
    expect(sign({ affinity: {} })).toBe(sign({}));
  });
});
