// Whole rehearsals of a small shop, as plain data.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";

import { readRehearsal, type RehearsalRequest } from "../../../src/experiment/rehearsal/read-rehearsal.ts";
import { rehearse } from "../../../src/experiment/rehearsal/rehearse.ts";

import { MemoryFiles } from "../../scenario/memory-files.ts";
import { SMALL_SHOP } from "./small-shop.ts";

function rehearsed(request: Partial<RehearsalRequest>, shop: Readonly<Record<string, string>> = SMALL_SHOP) {
  const files = new MemoryFiles(shop);
  const rehearsal = readRehearsal("s.yaml", { at: "10m", watch: "30m", ...request }, files, new DiagnosticSink());
  const runs: (string | undefined)[] = [];
  const { losses } = rehearse(rehearsal!, (loss) => runs.push(loss));
  return { runs, losses };
}

describe("a rehearsal", () => {
  it("says of each workload how few served, and that those come back whose node does", () => {
    const { runs, losses } = rehearsed({ zone: "b", for: "15m" });
    expect(runs).toEqual([undefined, "zone b"]);
    const [loss] = losses;
    expect(loss).toMatchObject({ nodes: ["m-2"], podsLost: 3, comesBack: true, waitingCount: 0, held: [], short: [] });
    expect(loss!.workloads.map(({ name, fewestServing, servingAtEnd }) => [name, fewestServing, servingAtEnd])).toEqual(
      [
        ["web", 2, 4],
        ["db", 1, 2],
      ],
    );
    const [web, db] = loss!.workloads;
    // The node is missed after 50 s at most; one of two pods finds room elsewhere once its five minutes are over.
    expect(web!.belowMinimumSeconds).toBeGreaterThan(300);
    expect(web!.belowMinimumSeconds).toBeLessThan(360);
    expect(db!.recoverySeconds).toBeGreaterThan(900);
    expect(loss!.recoverySeconds).toBe(Math.max(web!.recoverySeconds!, db!.recoverySeconds!));
  });

  it("says how many lost nodes nobody has missed by its end, but for those that are back", () => {
    const unnoticed = (watch: string, lasts?: string) =>
      rehearsed({ zone: "b", watch, ...(lasts === undefined ? {} : { for: lasts }) }).losses[0]!.unnoticedNodes;
    expect([unnoticed("30s"), unnoticed("2m"), unnoticed("30s", "20s")]).toEqual([1, 0, 0]);
  });

  it("says what is short, and what the lost nodes hold", () => {
    const { losses } = rehearsed({ node: "m-2" });
    expect(losses[0]).toMatchObject({
      comesBack: false,
      recoverySeconds: null,
      waitingCount: 1,
      held: [{ pod: expect.stringMatching(/^default\/db-\d$/) as string, node: "m-2" }],
    });
    expect(losses[0]!.short).toContainEqual({ resource: "cpu", unit: "cores", asked: 1, free: 0.5 });
    expect(losses[0]!.waiting[0]!.message).toContain("1 Insufficient cpu");
  });

  it("counts those that wait without a loss, too", () => {
    // Of nine pods of a core, two nodes of four cores take seven beside db's core; m-2 has three of them, and m-1 is full.
    const crowded = { ...SMALL_SHOP, "web.yaml": SMALL_SHOP["web.yaml"].replace("replicas: 4", "replicas: 9") };
    const { losses } = rehearsed({ node: "m-2" }, crowded);
    expect(losses[0]).toMatchObject({ waitingCount: 5, waitingWithoutLossCount: 2 });
  });
});
