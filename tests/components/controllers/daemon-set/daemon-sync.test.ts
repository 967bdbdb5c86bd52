// Creations and deletions of a look at a DaemonSet.

import { describe, expect, it } from "vitest";

import { podKey, syncNodes } from "../../../../src/components/controllers/daemon-set/daemon-sync.ts";
import { ownedBy, play } from "../fake-view.ts";
import { daemonPod, daemonSet, lookAt } from "./build-daemons.ts";

const KEY = "default/agent";
const REFUSED = { kind: "refused", reason: "Forbidden", message: "exceeded quota" } as const;

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `n${index}`);
}

describe("creations", () => {
  it("are of the shared template, pinned to nodes, told of and waited for", () => {
    const look = lookAt(daemonSet(), [], []);
    const { writes, told, value } = play(syncNodes(look, [], ["n1", "n2"]));
    expect(value).toBeUndefined();
    expect(told).toEqual(["create-pod n1", "event SuccessfulCreate", "create-pod n2", "event SuccessfulCreate"]);
    expect(writes[0]).toMatchObject({
      generateName: "agent-",
      owner: ownedBy("DaemonSet", "agent"),
      own: { pinnedTo: "n1" },
    });
    expect(writes[1]).toMatchObject({ message: "Created pod: made" });
    expect(look.expectations.isSatisfied(KEY, 0)).toBe(false);
    look.expectations.creationObserved(KEY);
    look.expectations.creationObserved(KEY);
    expect(look.expectations.isSatisfied(KEY, 0)).toBe(true);
  });

  it("stop after a batch in which one failed, and nothing is waited for that did not come", () => {
    const look = lookAt(daemonSet(), [], []);
    const { told, value } = play(syncNodes(look, [], names(9)), { "create-pod n1": REFUSED, "create-pod n2": REFUSED });
    expect(told).toEqual([
      "create-pod n0",
      "event SuccessfulCreate",
      "create-pod n1",
      "event FailedCreate",
      "create-pod n2",
      "event FailedCreate",
    ]);
    expect(value).toBe("exceeded quota");
    look.expectations.creationObserved(KEY);
    expect(look.expectations.isSatisfied(KEY, 0)).toBe(true);
  });

  it("in a namespace that is going are not told of, and waited for in vain", () => {
    const look = lookAt(daemonSet(), [], [], 0);
    const going = { ...REFUSED, reason: "NamespaceTerminating" } as const;
    const { told, value } = play(syncNodes(look, [], ["n1"]), { "create-pod n1": going });
    expect([told, value]).toEqual([["create-pod n1"], undefined]);
    expect(look.expectations.isSatisfied(KEY, 300_000_000)).toBe(false);
    expect(look.expectations.isSatisfied(KEY, 300_000_001)).toBe(true);
  });

  it("are 250 at once at most", () => {
    const { told } = play(syncNodes(lookAt(daemonSet(), [], []), [], names(300)));
    expect(told.filter((text) => text.startsWith("create"))).toHaveLength(250);
  });
});

describe("deletions", () => {
  const pod = daemonPod("n1", "old");

  it("are told of and waited for", () => {
    const look = lookAt(daemonSet(), [], []);
    expect(play(syncNodes(look, [pod], [])).told).toEqual(["delete-pod agent-n1", "event SuccessfulDelete"]);
    expect(look.expectations.isSatisfied(KEY, 0)).toBe(false);
    look.expectations.deletionObserved(KEY, podKey(pod));
    expect(look.expectations.isSatisfied(KEY, 0)).toBe(true);
  });

  it("of what is gone are no problem; others that fail are", () => {
    const look = lookAt(daemonSet(), [], []);
    const gone = play(syncNodes(look, [pod], []), { "delete-pod agent-n1": { ...REFUSED, reason: "NotFound" } });
    expect([gone.told, gone.value]).toEqual([["delete-pod agent-n1"], undefined]);
    const failed = play(syncNodes(look, [pod], []), { "delete-pod agent-n1": REFUSED });
    expect(failed.told[1]).toBe("event FailedDelete");
    expect(failed.value).toBe("unable to delete pods: exceeded quota");
    expect(look.expectations.isSatisfied(KEY, 0)).toBe(true);
  });
});
