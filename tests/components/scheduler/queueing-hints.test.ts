// Which plugins ask for another try when a pod leaves its node.

import { describe, expect, it } from "vitest";

import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { departureHelps } from "../../../src/components/scheduler/queueing-hints.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { container, pod } from "../../model/build-objects.ts";

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
    expect(departureHelps("NodeResourcesFit", classWith(), classWith())).toBe(true);
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
    expect(departureHelps("NodePorts", classWith(...wanted), classWith(...freed))).toBe(helps);
  });

  it.each(["NodeAffinity", "NodeName", "NodeUnschedulable", "TaintToleration", "SchedulingGates"])(
    "does not help a pod that %s refused",
    (plugin) => {
      expect(departureHelps(plugin, classWith("80/TCP"), classWith("80/TCP"))).toBe(false);
    },
  );
});
