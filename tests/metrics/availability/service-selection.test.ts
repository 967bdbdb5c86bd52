// What a Service wants of those behind it.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import {
  newSelection,
  ownerIn,
  restoredSelection,
  saveSelection,
  wantedBy,
} from "../../../src/metrics/availability/service-selection.ts";
import { WorkloadBook } from "../../../src/metrics/availability/workload-book.ts";

const web = new WorkloadBook({ kind: "Deployment", namespace: "default", name: "web" });
web.setDesired(3, "start-up", moment(0));
const service = new WorkloadBook({ kind: "Service", namespace: "default", name: "web" });

describe("a Service", () => {
  it("wants what its workloads want, and its loose pods", () => {
    expect(wantedBy({ workloads: new Set([web]), isOfOnePod: false, loose: 2 })).toBe(5);
    expect(wantedBy({ workloads: new Set([web]), isOfOnePod: true, loose: 0 })).toBe(1);
  });

  it("stands behind the workload among a pod's books", () => {
    expect(ownerIn([web, service])).toBe(web);
    expect(ownerIn([service])).toBeUndefined();
    expect(ownerIn([])).toBeUndefined();
  });

  it("that asks for the label of one pod means one pod of each workload", () => {
    expect(newSelection({ "apps.kubernetes.io/pod-index": "0" }).isOfOnePod).toBe(true);
    expect(newSelection({ app: "web" }).isOfOnePod).toBe(false);
  });

  it("is the same after it was saved", () => {
    const selection = { workloads: new Set([web]), isOfOnePod: false, loose: 2 };
    expect(restoredSelection(saveSelection(service, selection), () => web)).toEqual(selection);
  });
});
