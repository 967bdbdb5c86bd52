// The nodes of a DaemonSet with their pods: what they come to, as if all were gone through.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { DaemonPlaces } from "../../../../src/components/controllers/daemon-set/daemon-places.ts";
import { isUpdatedBy } from "../../../../src/components/controllers/daemon-set/daemon-pods.ts";
import { countNodes } from "../../../../src/components/controllers/daemon-set/daemon-status.ts";
import { managePods } from "../../../../src/components/controllers/daemon-set/manage-pods.ts";
import { CURRENT, DESIRED, READY, WORK } from "../../../../src/components/controllers/daemon-set/place-state.ts";
import { rollingUpdate } from "../../../../src/components/controllers/daemon-set/rolling-update.ts";
import { Backoff } from "../../../../src/model/flow-control/backoff.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { node } from "../../../model/build-objects.ts";
import { play } from "../fake-view.ts";
import { ANY_NODE, ANY_POD, ANY_SPEC } from "./any-daemons.ts";
import { daemonPod, daemonSet, lookAt } from "./build-daemons.ts";
import { wholeCounts, wholeManage, wholeUpdate, type Wanted } from "./whole-walk.ts";

const NOW_US = 100_000_000;

function wantedBy(told: readonly string[]): Wanted {
  const named = (verb: string) => told.flatMap((text) => (text.startsWith(verb) ? [text.slice(verb.length)] : []));
  return { create: named("create-pod "), remove: named("delete-pod ") };
}

it("come to what a walk over all nodes and pods comes to", () => {
  const name = ({ name: text }: LivePod) => text;
  const pods = fc.uniqueArray(ANY_POD, { selector: name, maxLength: 12 });
  const nodes = fc.uniqueArray(ANY_NODE, { selector: ({ metadata }) => metadata.name, maxLength: 6 });
  fc.assert(
    fc.property(nodes, pods, ANY_SPEC, (someNodes, somePods, spec) => {
      const world = { set: daemonSet(spec), nodes: someNodes, pods: somePods, nowUs: NOW_US };
      // More than one failed pod of a node: all but the first are held back for a while.
      const failures = new Backoff(0, 0);
      const look = lookAt(world.set, someNodes, somePods, NOW_US);
      expect(countNodes(look)).toEqual(wholeCounts(world));
      const managed = play(managePods(look, failures));
      expect(wantedBy(managed.told)).toEqual(wholeManage(world));
      const updated = play(rollingUpdate(look));
      const wanted = wholeUpdate(world);
      expect(updated.value === undefined ? wantedBy(updated.told) : undefined).toEqual(wanted);
    }),
    { seed: 8_101, numRuns: 300 },
  );
});

const NODES = ["n1", "n2"].map((name) => node(name, {}));

function placesOf(nodes: readonly Node[], pods: readonly LivePod[], minReadySeconds = 0): DaemonPlaces {
  const { spec } = daemonSet();
  const places = new DaemonPlaces(
    { template: spec?.template ?? {}, minReadySeconds, isUpdated: isUpdatedBy(daemonSet(), "new") },
    nodes,
    pods,
  );
  expect(places.bringUpTo(NOW_US)).toBe(true);
  return places;
}

describe("places", () => {
  it("follow pods that come, change and go", () => {
    const places = placesOf(NODES, []);
    expect([DESIRED, CURRENT, WORK].map((flag) => places.count(flag))).toEqual([2, 0, 2]);
    places.notePod(daemonPod("n1", "new", { readySinceUs: undefined }));
    places.bringUpTo(NOW_US);
    expect([CURRENT, READY, WORK].map((flag) => places.count(flag))).toEqual([1, 0, 1]);
    const pod = daemonPod("n1", "new");
    places.notePod(pod);
    places.bringUpTo(NOW_US);
    expect(places.count(READY)).toBe(1);
    expect(places.having(WORK).map(({ name }) => name)).toEqual(["n2"]);
    places.dropPod(pod.id);
    places.dropPod(pod.id);
    places.bringUpTo(NOW_US);
    expect(places.having(WORK).map(({ name }) => name)).toEqual(["n1", "n2"]);
    expect(places.having(WORK, 1).map(({ name }) => name)).toEqual(["n1"]);
  });

  it("follow nodes, and put those last that are gone and have pods", () => {
    const [n1, n2] = [daemonPod("n1", "new"), daemonPod("n2", "new")];
    const places = placesOf(NODES, [n2, n1]);
    places.layOut([NODES[1]!]);
    places.bringUpTo(NOW_US);
    expect(places.having(CURRENT).map(({ name }) => name)).toEqual(["n2"]);
    places.notePod(daemonPod("n0", "old"));
    places.notePod(daemonPod("n1", "old"));
    places.bringUpTo(NOW_US);
    const served = places.having(-1).map(({ name, node: there }) => [name, there !== undefined]);
    expect(served).toEqual([
      ["n2", true],
      ["n0", false],
      ["n1", false],
    ]);
    places.noteNode(node("n2", {}, { taints: [{ key: "x", effect: "NoSchedule" }] }));
    places.noteNode(node("n7", {}));
    places.dropPod(n1.id);
    places.layOut([NODES[0]!]);
    places.bringUpTo(NOW_US);
    expect(places.count(DESIRED)).toBe(1);
  });

  it("count pods that become available by waiting", () => {
    const places = placesOf(NODES, [daemonPod("n1", "new", { readySinceUs: 99_000_000 })], 10);
    expect(countNodes({ ...lookAt(daemonSet(), [], []), places }).numberAvailable).toBe(0);
    places.bringUpTo(109_000_000);
    expect(countNodes({ ...lookAt(daemonSet(), [], []), places }).numberAvailable).toBe(1);
  });

  it("have to be made anew where the order of a node's pods matters and was not told", () => {
    const places = placesOf(NODES, [daemonPod("n1", "new", { phase: "Failed" })]);
    places.notePod(daemonPod("n1", "new", { name: "other" }));
    expect(places.bringUpTo(NOW_US)).toBe(true);
    places.notePod(daemonPod("n1", "new", { name: "other", phase: "Failed" }));
    expect(places.bringUpTo(NOW_US)).toBe(false);
  });
});
