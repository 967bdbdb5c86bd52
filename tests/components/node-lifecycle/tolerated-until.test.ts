// Until when pods bear the taints of their node.

import { describe, expect, it } from "vitest";

import { toleratedUntilUs } from "../../../src/components/node-lifecycle/tolerated-until.ts";
import type { Taint, Toleration } from "../../../src/model/objects.ts";

const SECOND = 1e6;
const taint = (key: string): Taint => ({ key, effect: "NoExecute" });
const bears = (key: string, tolerationSeconds?: number): Toleration => ({
  key,
  operator: "Exists",
  ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
});

function until(since: Readonly<Record<string, number>>, ...tolerations: readonly Toleration[]): number | undefined {
  return toleratedUntilUs(Object.keys(since).map(taint), tolerations, ({ key }) => since[key]! * SECOND);
}

describe("a pod's time on a tainted node", () => {
  it("counts from when the taint came", () => {
    expect(until({ a: -121 }, bears("a", 300))).toBe(179 * SECOND);
  });

  it("is the shortest of the taints that came together", () => {
    expect(until({ a: 5, b: 5 }, bears("a", 300), bears("b", 20))).toBe(25 * SECOND);
  });

  it("goes by the first taint that limits it: a deletion that is timed stays", () => {
    expect(until({ a: 0, b: 100 }, bears("a", 600), bears("b", 300))).toBe(600 * SECOND);
    expect(until({ a: 0, b: 100 }, bears("a"), bears("b", 300))).toBe(400 * SECOND);
  });

  it("never ends if all are borne for ever", () => {
    expect(until({ a: 0 }, bears("a"))).toBeUndefined();
  });
});
