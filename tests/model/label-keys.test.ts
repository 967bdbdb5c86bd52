// Selectors that follow from a new pod's own labels.

import { describe, expect, it } from "vitest";

import { withMergedLabelKeys } from "../../src/model/label-keys.ts";
import type { Pod } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { pod } from "./build-objects.ts";

const LABELS = { app: "web", version: "7" };
const selector = { matchLabels: { app: "web" } };
const versionIn = { key: "version", operator: "In", values: ["7"] };

/** A pod that wants to stand by pods of its version, apart from those of others, and spread over nodes by version. */
function wanting(): Pod {
  const topologyKey = "kubernetes.io/hostname";
  return pod(
    {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey, labelSelector: selector, matchLabelKeys: ["version", "absent"] },
          ],
        },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 1, podAffinityTerm: { topologyKey, labelSelector: selector, mismatchLabelKeys: ["version"] } },
          ],
        },
      },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey,
          whenUnsatisfiable: "DoNotSchedule",
          labelSelector: selector,
          matchLabelKeys: ["version"],
        },
      ],
    },
    { labels: LABELS },
  );
}

describe("a new pod's label keys", () => {
  it("are merged into the selectors of its affinity, in every version; keys without a label are left out", () => {
    for (const version of ["1.33", "1.36"] as const) {
      const { affinity } = withMergedLabelKeys(wanting(), VERSION_BEHAVIOUR[version]).spec;
      const [beside] = affinity!.podAffinity!.requiredDuringSchedulingIgnoredDuringExecution!;
      expect(beside!.labelSelector).toEqual({ ...selector, matchExpressions: [versionIn] });
      const [apart] = affinity!.podAntiAffinity!.preferredDuringSchedulingIgnoredDuringExecution!;
      expect(apart!.podAffinityTerm!.labelSelector).toEqual({
        ...selector,
        matchExpressions: [{ ...versionIn, operator: "NotIn" }],
      });
    }
  });

  it("are merged into spread constraints from 1.34 on", () => {
    const [before, after] = (["1.33", "1.34"] as const).map(
      (version) => withMergedLabelKeys(wanting(), VERSION_BEHAVIOUR[version]).spec.topologySpreadConstraints![0]!,
    );
    expect(before!.labelSelector).toEqual(selector);
    expect(after!.labelSelector).toEqual({ ...selector, matchExpressions: [versionIn] });
  });

  it("leave the pod as it was written", () => {
    const written = wanting();
    withMergedLabelKeys(written, VERSION_BEHAVIOUR["1.36"]);
    expect(written).toEqual(wanting());
  });

  it("do not touch a pod that says nothing of other pods", () => {
    const plain = pod({ affinity: { nodeAffinity: {} } });
    expect(withMergedLabelKeys(plain, VERSION_BEHAVIOUR["1.36"])).toBe(plain);
  });
});
