// What is kept of nodes and pods from one look at a DaemonSet to the next.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { ControllerView, WatchEvent } from "../../../../src/components/controllers/controller.ts";
import { DaemonSetController } from "../../../../src/components/controllers/daemon-set/daemon-set-controller.ts";
import { CURRENT } from "../../../../src/components/controllers/daemon-set/place-state.ts";
import {
  KeptPlaces,
  placesOf,
  type DaemonWish,
} from "../../../../src/components/controllers/daemon-set/kept-places.ts";
import { controllerReference } from "../../../../src/components/controllers/owner-references.ts";
import type { DaemonSet, DaemonSetSpec } from "../../../../src/model/api/types/workload.ts";
import { revisionData } from "../../../../src/model/hashing/controller-revision.ts";
import type { Node } from "../../../../src/model/objects.ts";
import { node } from "../../../model/build-objects.ts";
import { fakeView, livePod, ownedBy, play } from "../fake-view.ts";
import { ANY_NODE, ANY_POD, ANY_SPEC } from "./any-daemons.ts";
import { daemonPod, daemonSet } from "./build-daemons.ts";

const KEY = "default/agent";
const NODES = ["n1", "n2"].map((name) => node(name, {}));

/** A world that tells a controller what happens in it. */
class ToldWorld {
  readonly controller = new DaemonSetController();
  readonly #nodes = new Map<string, Node>();
  readonly #pods = new Map<string, LivePod>();
  #set = daemonSet();
  #nowUs = 100_000_000;

  /** Nodes by zone, then by name; pods by name: not in the order in which they came. */
  get #view(): ControllerView {
    const zoneOf = ({ metadata }: Node): string => `${metadata.labels?.["zone"] ?? ""}/${metadata.name}`;
    const nodes = [...this.#nodes.values()].toSorted((left, right) => (zoneOf(left) < zoneOf(right) ? -1 : 1));
    const pods = [...this.#pods.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1));
    const stored = [{ kind: "DaemonSet", object: this.#set } as const, revisionOf(this.#set)];
    return fakeView({ nodes, pods, stored, nowUs: this.#nowUs });
  }

  putNode(object: Node): void {
    const before = this.#nodes.get(object.metadata.name);
    this.#nodes.set(object.metadata.name, object);
    const type = before === undefined ? "added" : "updated";
    this.#tell({ type, kind: "Node", node: object, ...(before === undefined ? {} : { before }) });
  }

  removeNode({ metadata: { name } }: Node): void {
    const before = this.#nodes.get(name);
    if (this.#nodes.delete(name)) this.#tell({ type: "deleted", kind: "Node", node: before! });
  }

  putPod(pod: LivePod): void {
    const type = this.#pods.has(pod.name) ? "updated" : "added";
    this.#pods.set(pod.name, pod);
    this.#tell({ type, kind: "Pod", pod });
  }

  removePod({ name }: LivePod): void {
    const pod = this.#pods.get(name);
    if (this.#pods.delete(name)) this.#tell({ type: "deleted", kind: "Pod", pod: pod! });
  }

  change(spec: DaemonSetSpec): void {
    this.#set = { ...this.#set, spec: { ...this.#set.spec, ...spec } };
  }

  pass(seconds: number): void {
    this.#nowUs += seconds * 1_000_000;
  }

  /** What the controller does, and what one does that has kept nothing. */
  look() {
    const other = new DaemonSetController();
    other.restore(this.controller.snapshot());
    return [this.controller, other].map((each) => [play(each.sync(this.#view, KEY)), each.snapshot()]);
  }

  #tell(event: WatchEvent): void {
    this.controller.keysAfter(event, this.#view);
  }
}

function revisionOf(set: DaemonSet) {
  const labels = { "controller-revision-hash": "new" };
  const metadata = {
    name: "agent-new",
    namespace: "default",
    labels,
    ownerReferences: [ownedBy("DaemonSet", "agent")],
  };
  const data = JSON.parse(revisionData(set.spec?.template ?? {})) as unknown;
  return { kind: "ControllerRevision", object: { metadata, data, revision: 1 } } as const;
}

type Step = (world: ToldWorld) => void;

const ANY_STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: ANY_POD.map(
      (pod): Step =>
        (world) =>
          world.putPod(pod),
    ),
  },
  {
    weight: 2,
    arbitrary: ANY_POD.map(
      (pod): Step =>
        (world) =>
          world.removePod(pod),
    ),
  },
  {
    weight: 4,
    arbitrary: ANY_NODE.map(
      (object): Step =>
        (world) =>
          world.putNode(object),
    ),
  },
  {
    weight: 1,
    arbitrary: ANY_NODE.map(
      (object): Step =>
        (world) =>
          world.removeNode(object),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 400 }).map(
      (seconds): Step =>
        (world) =>
          world.pass(seconds),
    ),
  },
  {
    weight: 1,
    arbitrary: ANY_SPEC.map(
      (spec): Step =>
        (world) =>
          world.change(spec),
    ),
  },
);

it("makes no difference to any look", () => {
  const history = fc.array(fc.array(ANY_STEP, { maxLength: 4 }), { minLength: 5, maxLength: 25 });
  fc.assert(
    fc.property(history, (turns) => {
      const world = new ToldWorld();
      for (const steps of turns) {
        for (const step of steps) step(world);
        const [keeping, forgetful] = world.look();
        expect(keeping).toEqual(forgetful);
      }
    }),
    { seed: 8_102, numRuns: 60 },
  );
});

describe("what is kept", () => {
  const set = daemonSet();
  const wish: DaemonWish = {
    set,
    hash: "new",
    claimant: {
      reference: controllerReference("apps/v1", "DaemonSet", set.metadata),
      isDeleted: false,
      selects: (labels) => labels?.["app"] === "agent",
    },
  };
  const pods = [daemonPod("n1", "new")];
  const view = fakeView({ nodes: NODES, pods });

  function keeping(): KeptPlaces {
    const kept = new KeptPlaces();
    kept.keep(wish, placesOf(view, wish, pods), pods);
    return kept;
  }

  it("is found as long as the set wants the same", () => {
    expect(new KeptPlaces().find(view, wish)).toBeUndefined();
    expect(keeping().find(view, wish)?.count(CURRENT)).toBe(1);
    expect(keeping().find(view, { ...wish, hash: "next" })).toBeUndefined();
    expect(keeping().find(view, { ...wish, set: daemonSet() })).toBeUndefined();
    const kept = keeping();
    kept.forget();
    expect(kept.find(view, wish)).toBeUndefined();
  });

  it("is brought up to date with pods and nodes without a look at the view", () => {
    const kept = keeping();
    kept.hear({ type: "added", kind: "Pod", pod: daemonPod("n2", "new") });
    expect(kept.find(fakeView({}), wish)?.count(CURRENT)).toBe(2);
    kept.hear({ type: "deleted", kind: "Pod", pod: pods[0]! });
    const closed = node("n2", {}, { taints: [{ key: "x", effect: "NoSchedule" }] });
    kept.hear({ type: "updated", kind: "Node", node: closed, before: NODES[1]! });
    expect(kept.find(fakeView({}), wish)?.count(CURRENT)).toBe(0);
  });

  it("is no more where the set is gone, an orphan may be adopted, or a pod is to be let go", () => {
    const [deleted, adopting, releasing] = [keeping(), keeping(), keeping()];
    deleted.hear({ type: "deleted", kind: "DaemonSet", stored: { kind: "DaemonSet", object: set } });
    adopting.hear({ type: "added", kind: "Pod", pod: livePod({ name: "a", labels: { app: "agent" } }) });
    releasing.hear({ type: "updated", kind: "Pod", pod: daemonPod("n1", "new", { labels: {} }) });
    for (const kept of [deleted, adopting, releasing]) expect(kept.find(view, wish)).toBeUndefined();
    const indifferent = keeping();
    indifferent.hear({ type: "added", kind: "Pod", pod: livePod({ name: "b", labels: { app: "else" } }) });
    expect(indifferent.find(view, wish)).toBeDefined();
  });
});
