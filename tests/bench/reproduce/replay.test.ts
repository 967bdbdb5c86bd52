// The experiment on a small cluster and a short list (data/README.md): figures of one seed under two policies, kept so that
// a change of a policy, of the preparation or of the measurement is seen.

import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { findPodLists, readGpuNodes, readPodList } from "../../../bench/reproduce/openb-files.ts";
import { TABLE_POLICIES } from "../../../bench/reproduce/policies.ts";
import { replay } from "../../../bench/reproduce/replay.ts";

const FOLDERS = [fileURLToPath(new URL("data", import.meta.url))];

function curveOf(title: string, seed = "1") {
  const policy = TABLE_POLICIES.find((known) => known.title === title)!;
  const list = readPodList(findPodLists(FOLDERS).get("openb_pod_list_small")!);
  return replay({ nodes: readGpuNodes(FOLDERS), list, policy, seed });
}

function figures(title: string) {
  const curve = curveOf(title);
  return [50, 90, 130].map((step) => [
    curve.allocatedPercent[step],
    curve.fragmentedPercent[step],
    curve.fragmentedPercentOfIdle[step],
  ]);
}

describe("a replay", () => {
  it("of FGD gives the same figures as ever", () => {
    expect(figures("FGD")).toEqual([
      [43.76, 26.85, 47.74],
      [60.01, 20.88, 52.21],
      [81.45, 18.54, 99.94],
    ]);
  });

  it("of BestFit gives the same figures as ever", () => {
    expect(figures("BestFit")).toEqual([
      [42.72, 27.7, 48.35],
      [58.97, 20.77, 50.62],
      [83.76, 16.15, 99.47],
    ]);
  });

  it("follows from its seed", () => {
    expect(curveOf("Random", "7")).toEqual(curveOf("Random", "7"));
    expect(curveOf("Random", "7")).not.toEqual(curveOf("Random", "8"));
  });
});
