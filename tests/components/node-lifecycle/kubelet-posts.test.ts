// A kubelet posts its status where it differs from what the API has, at its next look.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { KubeletPosts } from "../../../src/components/node-lifecycle/kubelet-posts.ts";
import { foundConditions, HEALTHY_CONDITIONS, readyStatus } from "../../../src/model/node-conditions.ts";
import type { NodeCondition } from "../../../src/model/objects.ts";

const SECOND = 1_000_000;
const CLOCK = {
  leasePhaseUs: 2 * SECOND,
  leaseEveryUs: 10 * SECOND,
  statusPhaseUs: 4 * SECOND,
  statusEveryUs: 10 * SECOND,
  reportEveryUs: 300 * SECOND,
};
const ALIVE = { renewsLease: true, postsStatus: true };
const UNREADY = { type: "Ready", status: "False", reason: "KubeletNotReady", message: "no network" };

function world() {
  const state = { found: [] as readonly NodeCondition[], posted: HEALTHY_CONDITIONS };
  const wakes: number[] = [];
  const posts = new KubeletPosts({
    firstBeat: () => ({
      clock: CLOCK,
      voice: ALIVE,
      renewsSinceUs: 0,
      postsSinceUs: 0,
      renewedUs: undefined,
      postedUs: undefined,
      reportDueUs: 100 * SECOND,
    }),
    found: () => foundConditions(state.found),
    posted: () => state.posted,
    post: (_node, conditions) => (state.posted = conditions),
    wake: (_node, at) => wakes.push(at / SECOND),
    settle: () => undefined,
  });
  return { posts, state, wakes };
}

describe("the posts of a kubelet", () => {
  it("come with its next look where it finds something else", () => {
    const { posts, state, wakes } = world();
    state.found = [UNREADY];
    posts.recheck("n", moment(20 * SECOND));
    expect([wakes, readyStatus(state.posted)]).toEqual([[24], "True"]);
    posts.fire("n", moment(24 * SECOND));
    expect(readyStatus(state.posted)).toBe("False");
    expect(posts.signs("n", 30 * SECOND)).toEqual({ renewedUs: 22 * SECOND, postedUs: 24 * SECOND });
  });

  it("do not come where nothing differs, or no longer does", () => {
    const { posts, state, wakes } = world();
    posts.recheck("n", moment(20 * SECOND));
    expect(wakes).toEqual([]);
    state.found = [UNREADY];
    posts.recheck("n", moment(20 * SECOND));
    state.found = [];
    posts.recheck("n", moment(21 * SECOND));
    posts.fire("n", moment(24 * SECOND));
    expect(state.posted).toBe(HEALTHY_CONDITIONS);
  });

  it("stop with the kubelet, and come at once when it starts anew", () => {
    const { posts, state } = world();
    posts.change("n", { renewsLease: false, postsStatus: false }, "as-before", moment(20 * SECOND));
    expect([posts.renewsEveryUs("n"), posts.isPosting("n")]).toEqual([undefined, false]);
    state.found = [UNREADY];
    posts.recheck("n", moment(21 * SECOND));
    expect(readyStatus(state.posted)).toBe("True");
    posts.change("n", ALIVE, "anew", moment(50 * SECOND));
    expect(readyStatus(state.posted)).toBe("False");
    expect(posts.signs("n", 50 * SECOND)).toEqual({ renewedUs: 50 * SECOND, postedUs: 50 * SECOND });
  });
});
