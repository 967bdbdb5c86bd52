// Signs of life that follow from a clock: at any moment they are those of a kubelet that was stepped tick by tick.

import { describe, expect, it } from "vitest";

import {
  nextStatusTickUs,
  signsAt,
  withPost,
  withVoice,
  type Heartbeat,
} from "../../../src/components/node-lifecycle/heartbeats.ts";

const CLOCK = { leasePhaseUs: 3, leaseEveryUs: 10, statusPhaseUs: 7, statusEveryUs: 10, reportEveryUs: 25 };
const ALIVE = { renewsLease: true, postsStatus: true };
const SILENT = { renewsLease: false, postsStatus: false };

const BEAT: Heartbeat = {
  clock: CLOCK,
  voice: ALIVE,
  renewsSinceUs: 0,
  postsSinceUs: 0,
  renewedUs: undefined,
  postedUs: undefined,
  reportDueUs: 12,
};

/** What stepping through all ticks comes to. */
function stepped(untilUs: number): { renewedUs: number | undefined; postedUs: number | undefined } {
  let renewedUs: number | undefined;
  let postedUs: number | undefined;
  let dueUs = BEAT.reportDueUs;
  for (let us = 0; us <= untilUs; us += 1) {
    if (us % 10 === 3) renewedUs = us;
    if (us % 10 === 7 && us >= dueUs) [postedUs, dueUs] = [us, us + 25];
  }
  return { renewedUs, postedUs };
}

describe("a heartbeat", () => {
  it("shows at every moment what a kubelet has done by then that goes tick by tick", () => {
    for (let us = 0; us < 200; us += 1) expect(signsAt(BEAT, us)).toEqual(stepped(us));
  });

  it("shows the last signs once the kubelet is silent, and goes on with its ticks afterwards", () => {
    const silent = withVoice(BEAT, SILENT, "as-before", 48);
    expect(signsAt(silent, 1000)).toEqual({ renewedUs: 43, postedUs: 47 });
    const back = withVoice(silent, ALIVE, "as-before", 101);
    expect(signsAt(back, 102)).toEqual({ renewedUs: 43, postedUs: 47 });
    expect(signsAt(back, 107)).toEqual({ renewedUs: 103, postedUs: 107 });
  });

  it("begins with a renewal and a post where the kubelet has started anew", () => {
    const back = withVoice(withVoice(BEAT, SILENT, "as-before", 48), ALIVE, "anew", 101);
    expect(signsAt(back, 101)).toEqual({ renewedUs: 101, postedUs: 101 });
    expect(signsAt(back, 126)).toEqual({ renewedUs: 123, postedUs: 101 });
    expect(signsAt(back, 127)).toEqual({ renewedUs: 123, postedUs: 127 });
  });

  it("counts the time to the next report from a post that changed something", () => {
    const posted = withPost(BEAT, 27);
    expect(signsAt(posted, 56)).toEqual({ renewedUs: 53, postedUs: 27 });
    expect(signsAt(posted, 57)).toEqual({ renewedUs: 53, postedUs: 57 });
  });

  it("looks at the status only while the kubelet posts", () => {
    expect(nextStatusTickUs(BEAT, 8)).toBe(17);
    expect(nextStatusTickUs(BEAT, 17)).toBe(17);
    expect(nextStatusTickUs(withVoice(BEAT, SILENT, "as-before", 5), 8)).toBeUndefined();
  });
});
