// Which plugins ask for another try when something happens to a pod.

import { describe, expect, it } from "vitest";

import type { SchedulingClass } from "../../../src/cluster/class-table.ts";
import type { PodAction } from "../../../src/components/scheduler/cluster-events.ts";
import { POD_HINTS } from "../../../src/components/scheduler/pod-hints.ts";
import type { PodSpec } from "../../../src/model/objects.ts";
import { container, pod, podAsking } from "../../model/build-objects.ts";
import { classOf, classWith, waitingPod } from "./waiting-pods-for-hints.ts";

/** Whether the plugin wants another try for `waiting`. */
function helps(
  plugin: string,
  action: PodAction,
  waiting: SchedulingClass,
  after: SchedulingClass,
  before = after,
  isSelf = false,
): boolean {
  return POD_HINTS[action].get(plugin)?.(waitingPod(waiting), { action, before, after, isSelf }) ?? false;
}

/** A class of pods with host ports, written `8080/UDP` or `10.0.0.1:8080/TCP`. */
function withPorts(...ports: readonly string[]): SchedulingClass {
  const hostPorts = ports.map((text) => {
    const [, hostIP, port, protocol] = /^(?:(.*):)?(\d+)\/(.*)$/.exec(text)!;
    return {
      containerPort: 1,
      hostPort: Number(port),
      protocol: protocol!,
      ...(hostIP === undefined ? {} : { hostIP }),
    };
  });
  return classOf(pod({ containers: [container({ cpu: "1" }, { ports: hostPorts })] }));
}

function asking(requests: Record<string, string>): SchedulingClass {
  return classOf(podAsking(requests));
}

const WEB = { app: "web" };
const TERM = { topologyKey: "zone", labelSelector: { matchLabels: WEB } };
const NEAR_WEB = { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] } } };
const FAR_FROM_WEB = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] } } };

describe("a pod that leaves its node", () => {
  it("helps any pod that was short of room", () => {
    expect(helps("NodeResourcesFit", "Delete", classWith(), classWith())).toBe(true);
  });

  it.each([
    [["80/TCP"], ["80/TCP"], true],
    [["80/TCP"], ["81/TCP"], false],
    [["80/TCP"], ["80/UDP"], false],
    [["80/TCP"], [], false],
    [[], ["80/TCP"], false],
    [["1/TCP", "80/TCP"], ["2/TCP", "80/TCP"], true],
    [["10.0.0.1:80/TCP"], ["80/TCP"], true],
    [["10.0.0.1:80/TCP"], ["10.0.0.2:80/TCP"], false],
  ])("helps a pod that wants ports %j with its ports %j: %s", (wanted, freed, expected) => {
    expect(helps("NodePorts", "Delete", withPorts(...wanted), withPorts(...freed))).toBe(expected);
  });

  it.each(["NodeAffinity", "NodeName", "NodeUnschedulable", "TaintToleration", "SchedulingGates", "DefaultPreemption"])(
    "does not help a pod that %s refused",
    (plugin) => {
      expect(helps(plugin, "Delete", classWith(), classWith())).toBe(false);
    },
  );
});

describe("a pod that is resized", () => {
  const [small, large] = [asking({ cpu: "1", memory: "1Gi" }), asking({ cpu: "2", memory: "1Gi" })];

  it("helps those that want what it gives back", () => {
    expect(helps("NodeResourcesFit", "UpdatePodScaleDown", asking({ cpu: "1" }), small, large)).toBe(true);
    expect(helps("NodeResourcesFit", "UpdatePodScaleDown", asking({ memory: "1Gi" }), small, large)).toBe(false);
  });

  it("helps itself", () => {
    expect(helps("NodeResourcesFit", "UpdatePodScaleDown", small, small, large, true)).toBe(true);
  });
});

describe("a pod that is spread over a topology", () => {
  const constraint = { topologyKey: "zone", maxSkew: 1, labelSelector: { matchLabels: WEB } };
  const hard = { ...constraint, whenUnsatisfiable: "DoNotSchedule" };
  const spread = classWith({ topologySpreadConstraints: [hard] }, WEB);

  it.each(["Add", "Delete"] as const)("hears of each %s of a pod that it counts", (action) => {
    const hears = (other: SchedulingClass) => helps("PodTopologySpread", action, spread, other);
    expect([
      hears(classWith({}, WEB)),
      hears(classWith({}, { app: "db" })),
      hears(classWith({}, WEB, "other")),
    ]).toEqual([true, false, false]);
  });

  it("hears of labels that make a pod count, or count no longer", () => {
    const [web, db] = [classWith({}, WEB), classWith({}, { app: "db" })];
    const hears = (before: SchedulingClass, after: SchedulingClass) =>
      helps("PodTopologySpread", "UpdatePodLabel", spread, after, before);
    expect([hears(web, db), hears(db, web), hears(db, classWith({}, { app: "x" }))]).toEqual([true, true, false]);
  });

  it("hears of its own tolerations if taints keep nodes from counting", () => {
    const honoring = (more: Partial<PodSpec>) =>
      classWith({ topologySpreadConstraints: [{ ...hard, nodeTaintsPolicy: "Honor" }], ...more }, WEB);
    const after = honoring({ tolerations: [{ operator: "Exists" }] });
    expect(helps("PodTopologySpread", "UpdatePodToleration", after, after, honoring({}), true)).toBe(true);
    expect(helps("PodTopologySpread", "UpdatePodToleration", spread, spread, spread, true)).toBe(false);
  });

  it("hears of nobody where its profile spreads nobody", () => {
    expect(helps("PodTopologySpread", "Delete", classWith(), classWith({}, WEB))).toBe(false);
  });
});

describe("a pod with affinity to others", () => {
  it("hears of those that come and match all its terms", () => {
    const hears = (other: SchedulingClass) => helps("InterPodAffinity", "Add", classWith(NEAR_WEB), other);
    expect([hears(classWith({}, WEB)), hears(classWith()), hears(classWith({}, WEB, "other"))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(helps("InterPodAffinity", "Delete", classWith(NEAR_WEB), classWith({}, WEB))).toBe(false);
  });

  it("hears of those that leave if one of the two stood apart from the other", () => {
    const far = classWith(FAR_FROM_WEB, WEB);
    const hears = (waiting: SchedulingClass, other: SchedulingClass) =>
      helps("InterPodAffinity", "Delete", waiting, other);
    expect([hears(far, classWith({}, WEB)), hears(classWith({}, WEB), far), hears(classWith(), far)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("hears of labels that begin to match affinity, or cease to match anti-affinity, and of its own", () => {
    const [web, db] = [classWith({}, WEB), classWith({}, { app: "db" })];
    const hears = (waiting: SchedulingClass, before: SchedulingClass, after: SchedulingClass, isSelf = false) =>
      helps("InterPodAffinity", "UpdatePodLabel", waiting, after, before, isSelf);
    expect([hears(classWith(NEAR_WEB), db, web), hears(classWith(NEAR_WEB), web, db)]).toEqual([true, false]);
    expect([hears(classWith(FAR_FROM_WEB), db, web), hears(classWith(FAR_FROM_WEB), web, db)]).toEqual([false, true]);
    expect(hears(web, db, web, true)).toBe(true);
  });
});

describe("a pod with volumes", () => {
  const using = (...claims: readonly string[]) => ({
    volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })),
  });

  it("hears of pods of its namespace that let a claim of its own go", () => {
    const hears = (waiting: Partial<PodSpec>, other: Partial<PodSpec>, namespace = "default") =>
      helps("VolumeRestrictions", "Delete", classWith(waiting), classWith(other, {}, namespace));
    expect(hears(using("a", "b"), using("b"))).toBe(true);
    expect([hears(using("a"), using("b")), hears(using("a"), using("a"), "other")]).toEqual([false, false]);
  });

  it("that met a node's limit hears of any pod with volumes that leaves", () => {
    const hears = (other: Partial<PodSpec>) =>
      helps("NodeVolumeLimits", "Delete", classWith(using("a")), classWith(other));
    expect([hears(using("z")), hears({})]).toEqual([true, false]);
  });
});

describe("a pod that changes itself", () => {
  it("goes on when its gates are gone, and when it tolerates more", () => {
    const tolerant = classWith({ tolerations: [{ key: "node.kubernetes.io/unschedulable", operator: "Exists" }] });
    const own = (plugin: string, action: PodAction, after = tolerant) =>
      helps(plugin, action, after, after, classWith(), true);
    expect(own("SchedulingGates", "UpdatePodSchedulingGatesEliminated")).toBe(true);
    expect(own("TaintToleration", "UpdatePodToleration")).toBe(true);
    expect(own("NodeUnschedulable", "UpdatePodToleration")).toBe(true);
    expect(own("NodeUnschedulable", "UpdatePodToleration", classWith({ tolerations: [{ key: "x" }] }))).toBe(false);
    expect(helps("TaintToleration", "UpdatePodToleration", classWith(), tolerant, classWith())).toBe(false);
  });
});
