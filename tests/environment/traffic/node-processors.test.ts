// What pods on one node leave each other of its processors.

import { describe, expect, it } from "vitest";

import type { PodId } from "../../../src/cluster/pod-table.ts";
import { SECOND, storedService, storedSlice, stepsOf, trafficWorld, WEB, type TrafficWorld } from "./traffic-world.ts";

const API = { kind: "Service", namespace: "default", name: "api" } as const;
/** Something of each service changes at 10 s, so that it is measured then. */
const TOLD_AGAIN = () => stepsOf([0, 10], [10 * SECOND, 20], [20 * SECOND, 30]);

interface Both {
  readonly world: TrafficWorld;
  readonly web: PodId;
  readonly api: PodId;
  /** Cores that the two use from now on. */
  readonly use: (web: number, api: number) => void;
  /** What the two were told of their processors until the moment, and not before. */
  readonly toldUntil: (atSeconds: number) => readonly (readonly string[])[];
}

function asking(cpu: string) {
  return { containers: [{ name: "main", resources: { requests: { cpu } } }] };
}

/** Two pods of different services on a node of 4 cores; one asks for a core, the other for three. */
function both(): Both {
  const world = trafficWorld([WEB, API], [TOLD_AGAIN(), TOLD_AGAIN()]);
  for (const name of ["web", "api"]) world.apply(storedService(name));
  const web = world.place("web", "web-1", asking("1"));
  const api = world.place("api", "api-1", asking("3"));
  for (const name of ["web", "api"]) world.apply(storedSlice(name, `${name}-1`));
  world.begin();
  const read = world.models.map(() => 0);
  return {
    world,
    web,
    api,
    use: (...cores) => world.models.forEach((model, part) => void model.cores.set(part + 1, cores[part]!)),
    toldUntil: (atSeconds) => {
      world.at(atSeconds, () => {});
      world.engine.run();
      return world.models.map(({ told }, part) => {
        const from = read[part]!;
        read[part] = told.length;
        return told.slice(from).filter((line) => line.includes("cores at") && !line.includes("open"));
      });
    },
  };
}

describe("neighbours on a node", () => {
  it("say nothing to each other while much is left", () => {
    const { use, toldUntil } = both();
    use(1, 1.7);
    expect(toldUntil(9)).toEqual([[], []]);
  });

  it("leave each other what they do not use themselves", () => {
    const { use, toldUntil } = both();
    use(1, 2);
    expect(toldUntil(9)).toEqual([["1 s: 1: 2 cores at 1"], ["1 s: 2: 3 cores at 1"]]);
  });

  it("have their parts by requests when both want more", () => {
    const { use, toldUntil } = both();
    use(3, 3);
    expect(toldUntil(3)).toEqual([["1 s: 1: 1 cores at 1"], ["1 s: 2: 3 cores at 1"]]);
    use(1, 3);
    expect(toldUntil(9)).toEqual([[], []]);
  });

  it("have more again when one wants less", () => {
    const { use, toldUntil } = both();
    use(1, 3);
    toldUntil(9.5);
    use(1, 2.2);
    expect(toldUntil(19.5)).toEqual([["11 s: 1: 1.8 cores at 1"], []]);
    use(0.5, 1);
    expect(toldUntil(40)).toEqual([["21 s: 1: 4 cores at 1"], ["21 s: 2: 4 cores at 1"]]);
  });

  it("have all of it when the other has gone", () => {
    const { world, api, use, toldUntil } = both();
    use(1, 3);
    toldUntil(3);
    world.at(5, () => world.apply({ kind: "pod-deleted", pod: api }));
    expect(toldUntil(9)[0]).toEqual(["5 s: 1: 4 cores at 1"]);
  });

  it("feel what one uses by itself, and how that changes with its age", () => {
    const { world, use, toldUntil } = both();
    world.at(2, () => {
      world.place("batch", "batch-1", asking("3"), { "plimsoll/cpu-use": "4000m@0s,4000m@5s,100m@5s" });
    });
    use(0.4, 1);
    expect(toldUntil(9)).toEqual([
      ["2 s: 1: 0.75 cores at 1", "7 s: 1: 4 cores at 1"],
      ["2 s: 2: 1.8 cores at 1", "7 s: 2: 4 cores at 1"],
    ]);
  });

  it("share what their container gets equally with what it wants by itself", () => {
    const world = trafficWorld([WEB, API], [TOLD_AGAIN(), TOLD_AGAIN()]);
    for (const name of ["web", "api"]) world.apply(storedService(name));
    world.place("web", "web-1", asking("1"), { "plimsoll/cpu-use": "2000m" });
    world.place("api", "api-1", asking("3"), { "plimsoll/cpu-use": "500m" });
    for (const name of ["web", "api"]) world.apply(storedSlice(name, `${name}-1`));
    world.begin();
    for (const [part, model] of world.models.entries()) model.cores.set(part + 1, 4);
    world.at(3, () => {});
    world.engine.run();
    const told = world.models.map(({ told: lines }) =>
      lines.filter((line) => line.startsWith("1 s") && line.includes("cores at")),
    );
    expect(told).toEqual([["1 s: 1: 0.5 cores at 1"], ["1 s: 2: 2.5 cores at 1"]]);
  });

  it("are told as crowded while they want all there is", () => {
    const { world, use, toldUntil } = both();
    use(3, 3);
    toldUntil(9.5);
    use(0.5, 1);
    toldUntil(40);
    expect(world.traffic.crowdedNodes()).toEqual([{ node: "n-a", cores: 4, seconds: 10 }]);
  });

  it("are crowded no more once their node has gone", () => {
    const { world, web, api, use, toldUntil } = both();
    use(3, 3);
    world.at(5, () => {
      for (const pod of [web, api]) world.apply({ kind: "pod-deleted", pod });
      world.apply({ kind: "node-removed", name: "n-a" });
    });
    toldUntil(40);
    expect(world.traffic.crowdedNodes()).toEqual([{ node: "n-a", cores: 4, seconds: 4 }]);
  });
});
