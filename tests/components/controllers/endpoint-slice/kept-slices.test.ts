// What is kept of a Service's slices between syncs: it must come to what going through everything comes to.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { KeptSlices, NO_CHANGES } from "../../../../src/components/controllers/endpoint-slice/kept-slices.ts";
import { NodeChanges } from "../../../../src/components/controllers/endpoint-slice/node-changes.ts";
import { ServicePods } from "../../../../src/components/controllers/endpoint-slice/service-pods.ts";
import {
  addressTypesOf,
  serviceChanges,
} from "../../../../src/components/controllers/endpoint-slice/service-slices.ts";
import { fakeView, type PodTraits } from "../fake-view.ts";
import { NODE, serviceOf, webPod } from "./build-services.ts";
import { ServiceWorld } from "./service-world.ts";

const NODES = ["n1", "n2", "n3"] as const;

const UNREADY: Partial<PodTraits> = { readySinceUs: undefined };

/** What a pod may come to look like. */
const LOOKS: readonly Partial<PodTraits>[] = [
  {},
  {},
  {},
  UNREADY,
  { ...UNREADY, phase: "Pending" },
  { isDeleted: true },
  { ...UNREADY, isDeleted: true },
  { ...UNREADY, phase: "Failed" },
  { ...UNREADY, phase: "Succeeded", isDeleted: true },
];

const ODD_LOOKS: readonly Partial<PodTraits>[] = [
  { labels: { app: "api" } },
  { nodeName: "lost" },
  { spec: { hostname: "h", subdomain: "web" } },
  { spec: { containers: [{ name: "main", ports: [{ name: "http", containerPort: 9000, protocol: "TCP" }] }] } },
];

const SERVICES = [
  serviceOf(),
  serviceOf({ ipFamilies: ["IPv6", "IPv4"] }),
  serviceOf({ publishNotReadyAddresses: true }),
  serviceOf({ clusterIP: "None", ports: [] }),
  serviceOf({ ports: [{ name: "web", port: 80, protocol: "TCP", targetPort: "http" }] }),
  serviceOf({ selector: { app: "api" } }),
  { ...serviceOf(), metadata: { ...serviceOf().metadata, labels: { team: "till" } } },
];

type Happening = (world: ServiceWorld) => void;

const ID = fc.integer({ min: 1, max: 240 });

function look(id: number, traits: Partial<PodTraits>): Happening {
  return (world) => world.putPod(webPod(id, { nodeName: NODES[id % 3]!, ...traits }));
}

const USUAL: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(ID, fc.constantFrom(...LOOKS)).map(([id, traits]) => look(id, traits)) },
  {
    weight: 3,
    arbitrary: ID.map(
      (id): Happening =>
        (world) =>
          world.removePod(id),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(ID, fc.nat({ max: 120 }), fc.constantFrom({}, {}, UNREADY))
      .map(([from, count, traits]): Happening => (world) => {
        for (let id = from; id < from + count; id += 1) look(id, traits)(world);
      }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(ID, fc.nat({ max: 100 })).map(([from, count]): Happening => (world) => {
      for (let id = from; id < from + count; id += 1) world.removePod(id);
    }),
  },
);

function anySlice(world: ServiceWorld, number: number) {
  const all = [...world.slices.values()];
  return all[number % Math.max(1, all.length)];
}

const UNUSUAL: fc.Arbitrary<Happening> = fc.oneof(
  fc.tuple(ID, fc.constantFrom(...ODD_LOOKS)).map(([id, traits]) => look(id, traits)),
  fc.constantFrom(...NODES).map(
    (name): Happening =>
      (world) =>
        world.removeNode(name),
  ),
  fc.tuple(fc.constantFrom(...NODES, "lost"), fc.constantFrom("a", "b")).map(
    ([name, zone]): Happening =>
      (world) =>
        world.putNode(name, zone),
  ),
  fc.constantFrom(...SERVICES).map(
    (service): Happening =>
      (world) =>
        world.putService(service),
  ),
  fc.nat().map((number): Happening => (world) => {
    const slice = anySlice(world, number);
    if (slice !== undefined) world.removeSlice(slice.metadata?.name ?? "");
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([number, at]): Happening => (world) => {
    const slice = anySlice(world, number);
    if (slice === undefined) return;
    const generation = (slice.metadata?.generation ?? 0) + 1;
    const endpoints = (slice.endpoints ?? []).filter((_, index) => index !== at % 100);
    world.putSlice({ ...slice, metadata: { ...slice.metadata, generation }, endpoints });
  }),
  fc.tuple(fc.nat(), fc.nat()).map(([number, fresh]): Happening => (world) => {
    const slice = anySlice(world, number);
    if (slice === undefined) return;
    const { ownerReferences: _owners, ...metadata } = slice.metadata ?? {};
    const name = `theirs-${fresh}`;
    world.putSlice({ ...slice, metadata: { ...(number % 2 === 0 ? metadata : slice.metadata), name, uid: name } });
  }),
);

const STEP = fc.record({
  happenings: fc.array(fc.oneof({ weight: 12, arbitrary: USUAL }, { weight: 1, arbitrary: UNUSUAL }), { maxLength: 6 }),
  isLost: fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

describe("what is kept of a Service's slices", () => {
  it("comes to the writes that going through everything comes to, whatever happens", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SERVICES), fc.array(STEP, { minLength: 3, maxLength: 25 }), (service, steps) => {
        const world = new ServiceWorld();
        world.service = service;
        for (const name of NODES) world.putNode(name, "a");
        for (const { happenings, isLost } of steps) {
          for (const happening of happenings) happening(world);
          const { written, wanted } = world.sync(isLost);
          expect(written).toEqual(wanted);
        }
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it("is looked at pod by pod once, and after that only where something happened", () => {
    const asked: number[] = [];
    const watched = (id: number, traits: Partial<PodTraits> = {}) => {
      const pod = webPod(id, traits);
      const condition = (type: string) => {
        asked.push(id);
        return pod.condition(type);
      };
      return { ...pod, condition };
    };
    const pods = new ServicePods(Array.from({ length: 150 }, (_, index) => watched(index + 1)));
    const view = fakeView({ nodes: [NODE] });
    const { created } = serviceChanges(serviceOf(), pods.pods, [], "IPv4", view);
    const slices = created.map((slice, index) => ({ ...slice, metadata: { ...slice.metadata, name: `web-${index}` } }));
    const kept = KeptSlices.of(SERVICES[0]!, slices)!;
    const nodes = new NodeChanges();
    const nothing = kept.plan(pods, nodes, view)!;
    expect(nothing).toBe(NO_CHANGES);
    expect(kept.isOf(SERVICES[0]!, slices)).toBe(false);
    kept.keep(nothing, []);
    expect(kept.isOf(SERVICES[0]!, slices)).toBe(true);
    const { object } = webPod(7);
    pods.note({ ...watched(7, UNREADY), object });
    asked.length = 0;
    const { updated } = kept.plan(pods, nodes, view)!;
    expect(new Set(asked)).toEqual(new Set([7]));
    expect(updated.map(({ metadata }) => metadata?.name)).toEqual(["web-0"]);
    expect(updated[0]!.endpoints![6]!.conditions).toMatchObject({ ready: false });
    kept.keep({ created: [], updated, deleted: [] }, updated);
    expect(kept.isOf(SERVICES[0]!, [updated[0]!, slices[1]!])).toBe(true);
    // An endpoint that was made here is as the pod was when it was heard of, and nothing else of the pod is asked for.
    pods.note({ ...watched(7), object });
    asked.length = 0;
    expect(kept.plan(pods, nodes, view)!.updated[0]!.endpoints![6]).toEqual(slices[0]!.endpoints![6]);
    expect(asked).toEqual([]);
  });

  it.each([
    ["one type of addresses", serviceOf()],
    ["two types, of which pods have the second", serviceOf({ ipFamilies: ["IPv6", "IPv4"] })],
    ["two types, of which pods have the first", serviceOf({ ipFamilies: ["IPv4", "IPv6"] })],
  ])("begins with the first slices of %s, and is right about them at once", (_, service) => {
    const pods = new ServicePods(Array.from({ length: 150 }, (_pod, index) => webPod(index + 1)));
    const view = fakeView({ nodes: [NODE] });
    const kept = KeptSlices.of(service, [])!;
    const nodes = new NodeChanges();
    const first = kept.plan(pods, nodes, view)!;
    const changes = addressTypesOf(service).map((type) => serviceChanges(service, pods.pods, [], type, view));
    expect(first).toEqual({ created: changes.flatMap(({ created }) => created), updated: [], deleted: [] });
    const written = first.created.map((slice, at) => ({
      ...slice,
      metadata: { ...slice.metadata, name: `web-${at}` },
    }));
    kept.keep(first, written);
    expect(kept.isOf(service, written)).toBe(true);
    expect(kept.plan(pods, nodes, view)).toBe(NO_CHANGES);
    kept.keep(NO_CHANGES, []);
    pods.drop(120);
    const { updated } = kept.plan(pods, nodes, view)!;
    expect(updated.map(({ endpoints }) => endpoints!.length)).toEqual([49]);
  });

  it("leaves the placeholder of a Service without endpoints, and pods of other ports, to going through everything", () => {
    const view = fakeView({ nodes: [NODE] });
    const other = webPod(2, {
      spec: { containers: [{ name: "main", ports: [{ name: "http", containerPort: 9000, protocol: "TCP" }] }] },
    });
    const named = serviceOf({ ports: [{ name: "web", port: 80, protocol: "TCP", targetPort: "http" }] });
    expect(
      KeptSlices.of(named, [])!.plan(new ServicePods([webPod(1), other]), new NodeChanges(), view),
    ).toBeUndefined();
    expect(KeptSlices.of(named, [])!.plan(new ServicePods([]), new NodeChanges(), view)).toBeUndefined();
  });

  it("is nothing where a slice is another's, or is of other ports, or the Service is going", () => {
    const view = fakeView({ nodes: [NODE] });
    const service = serviceOf();
    const [slice] = serviceChanges(service, [webPod(1)], [], "IPv4", view).created;
    expect(KeptSlices.of(service, [slice!])).toBeDefined();
    expect(
      KeptSlices.of(service, [{ ...slice, metadata: { ...slice!.metadata, ownerReferences: [] } }]),
    ).toBeUndefined();
    expect(KeptSlices.of(service, [slice!, { ...slice, ports: [] }])).toBeUndefined();
    expect(KeptSlices.of(service, [slice!, slice!])).toBeUndefined();
    const going = { ...service, metadata: { ...service.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } };
    expect(KeptSlices.of(going, [slice!])).toBeUndefined();
  });
});
