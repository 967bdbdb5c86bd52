// What a rehearsal says.

import { describe, expect, it } from "vitest";

import type { RehearsedLoss } from "../../../src/experiment/rehearsal/rehearsal-result.ts";
import { rehearsalMarkdown } from "../../../src/report/rehearsal/rehearsal-markdown.ts";
import {
  lossesTable,
  shortageSentences,
  termsSentence,
  unnoticedSentences,
  verdictSentence,
} from "../../../src/report/rehearsal/rehearsal-readings.ts";
import { rehearsalText } from "../../../src/report/rehearsal/rehearsal-text.ts";
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

  it("sets those apart that wait without the loss, too", () => {
    const first = (loss: Partial<RehearsedLoss>) => shortageSentences({ ...SHORT, ...loss })[0];
    const cpu = "cpu 3 (free: 1.5)";
    expect(first({ waitingWithoutLossCount: 2 })).toBe(
      `3 pods stay Pending (2 without the loss, too) and ask for ${cpu}`,
    );
    expect(first({ waitingCount: 1, waitingWithoutLossCount: 1 })).toBe(
      `1 pod stays Pending (no more than without the loss) and asks for ${cpu}`,
    );
    expect(first({ short: [] })).toBe("3 pods stay Pending");
    const stay = (loss: Partial<RehearsedLoss>) => lossesTable(madeRehearsal([{ ...SHORT, ...loss }])).rows[0]!.at(-1);
    expect([stay({}), stay({ waitingWithoutLossCount: 2 }), stay({ waitingWithoutLossCount: 4 })]).toEqual([
      "3",
      "1",
      "0",
    ]);
  });

  it("is that nothing can be seen yet where lost nodes are not missed within the watch", () => {
    expect(unnoticedSentences(RESULT)).toEqual([]);
    const unseen = { ...SURVIVED, workloads: [], unnoticedNodes: 2 };
    const alone = madeRehearsal([unseen]);
    expect(verdictSentence(unseen, alone)).toBe("zone a (2 nodes, 5 pods): no workload is touched yet");
    expect(unnoticedSentences(alone)).toEqual([
      "TOO SHORT: when the watch ends, 2 lost nodes still count as ready, for a node is missed once it has been silent " +
        "for about 50s: what follows from that comes later (--watch)",
    ]);
    const among = madeRehearsal([unseen, SHORT, { ...SHORT, unnoticedNodes: 1 }]);
    expect(unnoticedSentences(among)[0]).toContain("lost nodes still count as ready after 2 of 3 losses,");
    expect(rehearsalText(among)).toMatch(/^TOO SHORT: /);
    expect(rehearsalMarkdown(among)).toContain("**TOO SHORT: ");
  });

  it("ends with its terms", () => {
    const result = madeRehearsal([SURVIVED]);
    const last = "watched for 1h. Seed 1, Kubernetes 1.36";
    expect(termsSentence(result)).toBe(`The nodes crash at 10m and do not come back; ${last}`);
    expect(termsSentence({ ...result, forSeconds: 1_800 })).toContain("and come back after 30m;");
  });
});
