// What a rehearsal says.

import { describe, expect, it } from "vitest";

import { shortageSentences, termsSentence, verdictSentence } from "../../../src/report/rehearsal/rehearsal-readings.ts";
import { BARE, madeRehearsal, SHORT, SURVIVED } from "./made-rehearsal.ts";

const RESULT = madeRehearsal([SURVIVED]);

describe("what is said of a loss", () => {
  it("is whether all comes back, how soon, and who falls below the minimum", () => {
    expect(verdictSentence(SURVIVED, RESULT)).toBe(
      "zone a (2 nodes, 5 pods): all comes back within 6m 16s; none falls below its minimum",
    );
    expect(verdictSentence({ ...SURVIVED, workloads: SHORT.workloads }, RESULT)).toContain("1 falls below the minimum");
    expect(verdictSentence({ ...SURVIVED, workloads: [] }, RESULT)).toContain("no workload is touched");
    expect(verdictSentence(SHORT, RESULT)).toBe(
      "node n1 (1 node, 1 pod): not everything comes back within 1h; 1 workload stays short",
    );
  });

  it("counts what comes back or stays away beside the workloads", () => {
    expect(verdictSentence(BARE, RESULT)).toBe(
      "node n1 (1 node, 1 pod): not everything comes back within 1h; 1 job is kept from finishing, 7 bare pods missing",
    );
    const back = { ...SURVIVED, workloads: [], lonePods: { ...SURVIVED.lonePods, backCount: 2 } };
    expect(verdictSentence(back, RESULT)).toContain("all comes back within 6m 16s; no workload is touched");
    expect(shortageSentences(back)).toEqual(["2 bare pods come back with the nodes"]);
  });

  it("names pods and jobs that stay away, and counts the rest", () => {
    expect(shortageSentences(BARE)).toEqual([
      "job default/mail fails, as it does not without the loss: BackoffLimitExceeded",
      "7 pods that no simulated controller makes anew are missing at the end: default/cache (deleted), default/shop-x " +
        "(not ready, of Rollout/shop) and 5 more",
      "1 bare pod comes back with the nodes",
    ]);
  });

  it("is what is short, who waits for what, and which names are held", () => {
    expect(shortageSentences(SURVIVED)).toEqual([]);
    expect(shortageSentences(SHORT)).toEqual([
      "3 pods stay Pending and ask for cpu 3 (free: 1.5)",
      "default/a and 2 others: 0/1 nodes are available",
      "StatefulSets wait for the end of default/db-1 on n1: the names are taken until the nodes come back, are deleted, " +
        "or get the taint node.kubernetes.io/out-of-service",
    ]);
  });

  it("ends with its terms", () => {
    const result = madeRehearsal([SURVIVED]);
    const last = "watched for 1h. Seed 1, Kubernetes 1.36";
    expect(termsSentence(result)).toBe(`The nodes crash at 10m and do not come back; ${last}`);
    expect(termsSentence({ ...result, forSeconds: 1_800 })).toContain("and come back after 30m;");
  });
});
