// Pods counted for the books that they stand in.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { CRASHES, IS_THERE, SERVES } from "../../../src/metrics/availability/pod-standing.ts";
import { newSelection } from "../../../src/metrics/availability/service-selection.ts";
import { StandingCounts } from "../../../src/metrics/availability/standing-counts.ts";
import { WorkloadBook } from "../../../src/metrics/availability/workload-book.ts";

const web = new WorkloadBook({ kind: "Deployment", namespace: "default", name: "web" });
web.setDesired(3, "start-up", moment(0));
const other = new WorkloadBook({ kind: "Deployment", namespace: "default", name: "other" });
const service = new WorkloadBook({ kind: "Service", namespace: "default", name: "web" });

it("counts each pod for its workload and for the Services that select it, and wants of a Service what stands behind it", () => {
  const counts = new StandingCounts([web, service]);
  counts.add([web, service], IS_THERE | SERVES, undefined);
  counts.add([web, service], IS_THERE | CRASHES, undefined);
  counts.add([service], IS_THERE | SERVES, undefined);
  counts.add([other], IS_THERE | SERVES, undefined);
  const selections = new Map([[service, newSelection({ app: "web" })]]);
  const nothing = { withoutRoom: 0, withoutImage: 0, withoutQuota: 0, lost: [] };
  expect(counts.finish(web, selections)).toEqual({ ...nothing, desired: 3, serving: 1, crashing: 1 });
  expect(counts.finish(service, selections)).toEqual({ ...nothing, desired: 4, serving: 2, crashing: 1 });
  expect(selections.get(service)).toEqual({ workloads: new Set([web]), isOfOnePod: false, loose: 1 });
});

it("counts by the cause those that do not serve", () => {
  const counts = new StandingCounts([web]);
  for (const cause of ["failure", "not-ready", "failure"] as const) counts.add([web], IS_THERE, cause);
  expect(counts.finish(web, new Map()).lost).toEqual([
    { cause: "failure", count: 2 },
    { cause: "not-ready", count: 1 },
  ]);
});

it("wants nothing of a Service that selects nobody any more", () => {
  const counts = new StandingCounts([service]);
  expect(counts.finish(service, new Map())).toMatchObject({ desired: 0, serving: 0 });
});
