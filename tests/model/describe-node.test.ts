// The pods of a node in kubectl's words.

import { describe, expect, it } from "vitest";

import { describeNode } from "../../src/model/describe-node.ts";
import type { Pod, PodStatus, ResourceRequirements } from "../../src/model/objects.ts";
import { node } from "./build-objects.ts";

function running(name: string, namespace: string, resources: ResourceRequirements, status: PodStatus = {}): Pod {
  return { metadata: { name, namespace }, spec: { containers: [{ name: "main", resources }] }, status };
}

const SMALL = node("small", { cpu: "4", memory: "16Gi" });
const unknownAge = () => "<unknown>";

describe("the pods of a node", () => {
  it("stand in the order of their names, with shares cut off to whole percents", () => {
    const pods = [
      running("web", "shop", { requests: { cpu: "1500m", memory: "1G" }, limits: { memory: "1Gi" } }),
      running("a", "default", {}),
    ];
    expect(describeNode(SMALL, pods, ({ metadata }) => (metadata.name === "a" ? "5d" : "<unknown>"))).toEqual({
      nonTerminatedPods: [
        "Non-terminated Pods:          (2 in total)",
        "  Namespace                   Name    CPU Requests  CPU Limits  Memory Requests  Memory Limits  Age",
        "  ---------                   ----    ------------  ----------  ---------------  -------------  ---",
        "  default                     a       0 (0%)        0 (0%)      0 (0%)           0 (0%)         5d",
        "  shop                        web     1500m (37%)   0 (0%)      1G (5%)          1Gi (6%)       <unknown>",
      ],
      allocatedResources: [
        "Allocated resources:",
        "  (Total limits may be over 100 percent, i.e., overcommitted.)",
        "  Resource           Requests     Limits",
        "  --------           --------     ------",
        "  cpu                1500m (37%)  0 (0%)",
        "  memory             1G (5%)      1Gi (6%)",
        "  ephemeral-storage  0 (0%)       0 (0%)",
      ],
    });
  });

  it("are left out once they have ended", () => {
    const ended = ["Succeeded", "Failed"].map((phase) => running(phase, "shop", { requests: { cpu: "1" } }, { phase }));
    const { nonTerminatedPods, allocatedResources } = describeNode(SMALL, ended, unknownAge);
    expect(nonTerminatedPods[0]).toBe("Non-terminated Pods:          (0 in total)");
    expect(allocatedResources).toContain("  cpu                0 (0%)    0 (0%)");
  });

  it("are summed by huge pages and extended resources of the node as well", () => {
    const large = node("large", { cpu: "8", "hugepages-2Mi": "64Mi", "example.com/gpu": 4, "hugepages-1Gi": 0 });
    const amounts = { "hugepages-2Mi": "16Mi", "example.com/gpu": 3 };
    const { allocatedResources } = describeNode(
      large,
      [running("a", "shop", { requests: amounts, limits: amounts })],
      unknownAge,
    );
    expect(allocatedResources.slice(-3)).toEqual([
      "  hugepages-1Gi      0 (0%)      0 (0%)",
      "  hugepages-2Mi      16Mi (25%)  16Mi (25%)",
      "  example.com/gpu    3           3",
    ]);
  });

  it("count one by one with a resize under way, and together as written", () => {
    const status: PodStatus = {
      containerStatuses: [{ name: "main", resources: { requests: { cpu: "2" } }, allocatedResources: { cpu: "2" } }],
    };
    const described = describeNode(SMALL, [running("a", "shop", { requests: { cpu: "1" } }, status)], unknownAge);
    expect(described.nonTerminatedPods[3]).toContain("2 (50%)");
    expect(described.allocatedResources).toContain("  cpu                1 (25%)   0 (0%)");
  });

  it("have shares of the capacity where nothing is said to be allocatable", () => {
    const bare = { metadata: { name: "bare" }, status: { capacity: { cpu: "2" } } };
    const { allocatedResources } = describeNode(bare, [running("a", "x", { requests: { cpu: "1" } })], unknownAge);
    expect(allocatedResources).toContain("  cpu                1 (50%)   0 (0%)");
  });

  it("have no share of a node without any, which kubectl divides by", () => {
    const empty = describeNode({ metadata: { name: "empty" } }, [running("a", "x", {})], unknownAge);
    expect(empty.nonTerminatedPods[3]).toContain("0 (-9223372036854775808%)");
    expect(empty.allocatedResources).toContain("  cpu                0 (0%)    0 (0%)");
  });
});
