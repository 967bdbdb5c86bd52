// The sentences and cells of a capacity result.

import { describe, expect, it } from "vitest";

import {
  answerSentence,
  limitSentences,
  lossesTable,
  policiesTable,
  poolsTable,
  requestsText,
  resourcesTable,
  templateText,
  termsSentence,
  trialSentences,
  workloadSentence,
  zonesTable,
} from "../../../src/report/capacity/capacity-readings.ts";
import { AFTER_NODE, madeCapacity, POINT } from "./made-capacity.ts";

const RESULT = madeCapacity();
const CAPPED = { ...POINT, now: { ...POINT.now, isCapped: true, limits: null } };

describe("the answer", () => {
  it("says how many more fit, now and after a loss", () => {
    expect(answerSentence(RESULT, POINT)).toBe("1,024 more pods of deployment/web fit; after losing any one node 17");
    expect(answerSentence(RESULT, CAPPED)).toContain("at least 1,024 more pods");
    const single = { ...POINT, now: { ...POINT.now, more: 1 }, afterNode: { ...AFTER_NODE, count: 1 } };
    expect(answerSentence(RESULT, single)).toBe("1 more pod of deployment/web fits; after losing the only node 17");
  });

  it("counts whole workloads where the template is one", () => {
    expect(workloadSentence(RESULT, POINT)).toEqual([
      "As whole Deployments of 3 pods: 341; after losing any one node 5",
    ]);
    const pod = { ...RESULT, template: { ...RESULT.template, kind: "Pod", replicas: null } };
    expect(workloadSentence(pod, POINT)).toEqual([]);
    expect(templateText({ ...pod.template, namespace: "shop" })).toBe("pod/shop/web");
  });

  it("names the request, what limits and what is taken for granted", () => {
    expect(requestsText(RESULT.template)).toBe("it requests cpu 500m, memory 1Gi");
    expect(requestsText({ ...RESULT.template, requests: [] })).toBe("it requests nothing");
    expect(limitSentences(POINT)[0]).toBe("What limits: cpu is short on 6 of 8 nodes");
    expect(limitSentences(CAPPED)).toEqual(["Nothing limits: trying more was given up"]);
    expect(termsSentence(RESULT)).not.toContain("still");
    expect(termsSentence(madeCapacity([{ ...POINT, nodesToCome: 3 }]))).toContain(
      "; pools may still grow by 3 nodes, and what would fit there is not counted",
    );
    expect(termsSentence(madeCapacity([{ ...CAPPED, waiting: 1 }]))).toContain(
      "; 1 pod of the scenario still waits; no more than 1,000,000 are tried",
    );
  });

  it("says which losses were tried", () => {
    expect(trialSentences(POINT)).toEqual(["8 nodes are of 5 kinds: alike ones were tried once"]);
    expect(trialSentences({ ...POINT, afterNode: { ...AFTER_NODE, kinds: 8, kindsTried: 8 } })).toEqual([]);
    expect(trialSentences({ ...POINT, afterNode: { ...AFTER_NODE, kindsTried: 2 } })[0]).toBe(
      "2 of 5 kinds of nodes were tried, those that hold most: after losing another one, fewer may fit",
    );
  });
});

describe("the tables", () => {
  it("have a row for each pool and zone, with what limits in a pool", () => {
    expect(poolsTable(POINT).rows).toEqual([
      ["general", "6", "1,024", "cpu is short on 6 of 6 nodes"],
      ["batch", "2", "0", "TaintToleration (node(s) had untolerated taint(s)) on 2 of 2 nodes"],
    ]);
    expect(zonesTable(POINT).rows).toEqual([["a", "8", "1,024"]]);
  });

  it("leave out resources that the pod does not request and that are not half full", () => {
    expect(resourcesTable(RESULT, POINT).rows).toEqual([
      ["cpu", "46", "30.4 (66.1%)", "42.4 (92.2%)"],
      ["memory", "1Ti", "128Gi (12.5%)", "256Gi (25.0%)"],
    ]);
  });

  it("tell the worst loss, and how many pods are without a place at worst", () => {
    expect(lossesTable(POINT).rows).toEqual([
      ["one node", "8", "17", "18", "24", "general-1", "4", "5 of 6 pods (batch-1); some after each of 2"],
    ]);
    const housed = { ...AFTER_NODE, mostHomeless: AFTER_NODE.worst, withHomeless: 0 };
    expect(lossesTable({ ...POINT, afterNode: housed }).rows[0]?.at(-1)).toBe("none");
    expect(lossesTable({ ...POINT, afterNode: null }).rows).toEqual([]);
  });

  it("set policies side by side, and leave out losses that nobody asked about", () => {
    const table = policiesTable(madeCapacity([POINT, { ...CAPPED, label: "policy = packed" }]));
    expect(table.columns.map(({ title }) => title)).toEqual([
      "POLICY",
      "PLACED",
      "WAITING",
      "MORE",
      "WITHOUT A NODE",
      "LIMITED BY",
    ]);
    expect(table.rows).toEqual([
      ["as it is", "34", "0", "1,024", "17", "cpu is short on 6 of 8 nodes"],
      ["policy = packed", "34", "0", "at least 1,024", "17", ""],
    ]);
  });
});
