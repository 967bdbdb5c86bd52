// Which plugins ask for another try when a pod leaves its node, or comes to one.

import { describe, expect, it } from "vitest";

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { eventHelps, listensTo } from "../../../src/components/scheduler/queueing-hints.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import type { Pod, PodSpec } from "../../../src/model/objects.ts";
import { container, pod, podAsking } from "../../model/build-objects.ts";

const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

/** A class of pods with host ports, written `8080/UDP` or `10.0.0.1:8080/TCP`. */
function classWith(...ports: readonly string[]) {
  const hostPorts = ports.map((text) => {
    const [, hostIP, port, protocol] = /^(?:(.*):)?(\d+)\/(.*)$/.exec(text)!;
    return {
      containerPort: 1,
      hostPort: Number(port),
      protocol: protocol!,
      ...(hostIP === undefined ? {} : { hostIP }),
    };
  });
  return cluster.classes.get(cluster.classify(pod({ containers: [container({ cpu: "1" }, { ports: hostPorts })] })));
}

describe("a pod that leaves its node", () => {
  it("helps any pod that was short of room", () => {
    expect(eventHelps("departure", "NodeResourcesFit", classWith(), classWith())).toBe(true);
  });

  it.each([
    [["80/TCP"], ["80/TCP"], true],
    [["80/TCP"], ["81/TCP"], false],
    [["80/TCP"], ["80/UDP"], false],
    [["80/TCP"], [], false],
    [[], ["80/TCP"], false],
    [["1/TCP", "80/TCP"], ["2/TCP", "80/TCP"], true],
    [["10.0.0.1:80/TCP"], ["80/TCP"], true],
    [["80/TCP"], ["10.0.0.1:80/TCP"], true],
    [["10.0.0.1:80/TCP"], ["10.0.0.2:80/TCP"], false],
  ])("helps a pod that wants ports %j with its ports %j: %s", (wanted, freed, helps) => {
    expect(eventHelps("departure", "NodePorts", classWith(...wanted), classWith(...freed))).toBe(helps);
  });

  it.each(["NodeAffinity", "NodeName", "NodeUnschedulable", "TaintToleration", "SchedulingGates"])(
    "does not help a pod that %s refused",
    (plugin) => {
      expect(eventHelps("departure", plugin, classWith("80/TCP"), classWith("80/TCP"))).toBe(false);
    },
  );
});

/** A class of pods with labels. */
function labelled(labels: Pod["metadata"]["labels"], spec: Partial<PodSpec> = {}, namespace = "default") {
  const written: Pod = { ...podAsking({}, spec), metadata: { name: "", namespace, ...(labels ? { labels } : {}) } };
  return cluster.classes.get(cluster.classify(written));
}

const WEB = { app: "web" };
const WEB_SELECTOR = { matchLabels: WEB };
const TERM = { topologyKey: "zone", labelSelector: WEB_SELECTOR };
const NEAR_WEB = { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] } } };
const FAR_FROM_WEB = { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [TERM] } } };

describe("a pod that is spread over a topology", () => {
  const constraint = { topologyKey: "zone", maxSkew: 1, labelSelector: WEB_SELECTOR };
  const spread = labelled(WEB, { topologySpreadConstraints: [{ ...constraint, whenUnsatisfiable: "DoNotSchedule" }] });
  const preferring = { topologySpreadConstraints: [{ ...constraint, whenUnsatisfiable: "ScheduleAnyway" }] };

  it.each(["arrival", "departure"] as const)("hears of each %s of a pod that it counts", (event) => {
    const hears = (other: ReturnType<typeof labelled>) => eventHelps(event, "PodTopologySpread", spread, other);
    expect([hears(labelled(WEB)), hears(labelled({ app: "db" })), hears(labelled(WEB, {}, "other"))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("hears of all pods of its namespace if the constraint is the profile's", () => {
    for (const waiting of [labelled(undefined), labelled(undefined, preferring)]) {
      expect(eventHelps("departure", "PodTopologySpread", waiting, labelled({ app: "db" }))).toBe(true);
    }
  });
});

describe("a pod with affinity to others", () => {
  it("hears of those that come and match all its terms", () => {
    const near = labelled({}, NEAR_WEB);
    const hears = (other: ReturnType<typeof labelled>) => eventHelps("arrival", "InterPodAffinity", near, other);
    expect([hears(labelled(WEB)), hears(labelled({})), hears(labelled(WEB, {}, "other"))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(eventHelps("departure", "InterPodAffinity", near, labelled(WEB))).toBe(false);
  });

  it("hears of those that leave if one of the two stood apart from the other", () => {
    const far = labelled(WEB, FAR_FROM_WEB);
    const hears = (waiting: typeof far, other: typeof far) =>
      eventHelps("departure", "InterPodAffinity", waiting, other);
    expect([hears(far, labelled(WEB)), hears(labelled(WEB), far), hears(labelled({}), far)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(eventHelps("arrival", "InterPodAffinity", far, labelled(WEB))).toBe(false);
  });
});

describe("a pod with volumes", () => {
  const using = (...claims: readonly string[]) => ({
    volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })),
  });
  const disk = { volumes: [{ name: "disk", gcePersistentDisk: { pdName: "one" } }] };

  it("hears of pods of its namespace that let a claim or a disk of its own go", () => {
    const hears = (waiting: Partial<PodSpec>, other: Partial<PodSpec>, namespace = "default") =>
      eventHelps("departure", "VolumeRestrictions", labelled({}, waiting), labelled({}, other, namespace));
    expect(hears(using("a", "b"), using("b"))).toBe(true);
    expect(hears(using("a"), using("b"))).toBe(false);
    expect(hears(using("a"), using("a"), "other")).toBe(false);
    expect([hears(disk, disk), hears(disk, using("a"))]).toEqual([true, false]);
  });

  it("that met a node's limit hears of any pod with volumes that leaves", () => {
    const hears = (other: Partial<PodSpec>) =>
      eventHelps("departure", "NodeVolumeLimits", labelled({}, using("a")), labelled({}, other));
    expect([hears(using("z")), hears({})]).toEqual([true, false]);
  });
});

describe("plugins that listen", () => {
  it("to pods that come are few", () => {
    const plugins = ["NodeResourcesFit", "PodTopologySpread", "InterPodAffinity", "DefaultPreemption"];
    expect(plugins.filter((plugin) => listensTo("arrival", plugin))).toEqual(["PodTopologySpread", "InterPodAffinity"]);
    expect(listensTo("departure", "DefaultPreemption")).toBe(false);
  });

  it("to everything are those of users, and extenders: they cannot say what they wait for", () => {
    for (const event of ["arrival", "departure"] as const) {
      expect([listensTo(event, "MyFilter"), eventHelps(event, "Extender", classWith(), classWith())]).toEqual([
        true,
        true,
      ]);
      expect(eventHelps(event, "NodeName", classWith(), classWith())).toBe(false);
    }
  });
});
