// Dry runs by counting, against those by filters.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { RoomDryRun } from "../../../src/scheduling/columnar/room-dry-run.ts";
import { FilterDryRun } from "../../../src/scheduling/framework/dry-run.ts";
import { FilterRun } from "../../../src/scheduling/framework/filter-run.ts";
import { podViewOf } from "../../../src/scheduling/framework/node-view.ts";
import { createProfileRuntime } from "../../../src/scheduling/framework/profile-runtime.ts";
import { nodeResourcesFit } from "../../../src/scheduling/plugins/node-resources-fit.ts";
import { node, podAsking } from "../../model/build-objects.ts";
import { profileOf } from "../made-up-plugins.ts";
import { SmallCluster } from "../small-cluster.ts";

const DEVICE = "example.com/device";

interface Amounts {
  readonly cpu: number;
  readonly memory: number;
  readonly devices: number;
}

const AMOUNTS = fc.record({ cpu: fc.nat(4), memory: fc.nat(4), devices: fc.nat(2) });

function asking({ cpu, memory, devices }: Amounts) {
  return podAsking({ cpu: `${cpu}`, memory: `${memory}Gi`, [DEVICE]: `${devices}` }, {});
}

/** A node of 6 CPUs, 6 GiB and 2 devices for four pods, with these on it, and both ways to try a pod there. */
function tried(residents: readonly Amounts[], wanted: Amounts, isByRoom = true) {
  const small = new SmallCluster([node("n0", { cpu: "6", memory: "6Gi", [DEVICE]: "2", pods: "4" })]);
  const ids = residents.map((resident) => small.place(asking(resident), "n0"));
  const pod = small.pod(asking(wanted));
  const name = nodeResourcesFit.name;
  const profile = profileOf({ [name]: small.plugin(nodeResourcesFit) });
  const runtime = createProfileRuntime(profile, [nodeResourcesFit], small);
  const { plugin } = runtime.filter[0]!;
  const prepared = plugin.preFilter!(pod);
  const states = new Map(prepared.kind === "ready" ? [[name, prepared.state]] : []);
  const filters = new FilterRun(small.cluster, runtime, pod, { states, skipped: new Set() });
  const byFilters = new FilterDryRun(small.cluster, filters);
  const room = plugin.columnar!.room!(pod.podClass)!;
  const byRoom = new RoomDryRun(small.cluster, room, byFilters, () => isByRoom);
  return { byFilters: byFilters.on(0), byRoom: byRoom.on(0), views: ids.map((id) => podViewOf(small.cluster, id)) };
}

describe("a dry run by room", () => {
  it("says what the filters say, in their words, whoever leaves and comes back", () => {
    fc.assert(
      fc.property(fc.array(AMOUNTS, { maxLength: 5 }), AMOUNTS, fc.array(fc.nat(4)), (residents, wanted, moves) => {
        const { byFilters, byRoom, views } = tried(residents, wanted);
        const away = new Set<number>();
        for (const move of moves.filter((index) => index < views.length)) {
          const what = away.has(move) ? "add" : "remove";
          if (what === "add") away.delete(move);
          else away.add(move);
          expect(byRoom[what](views[move]!)).toEqual(byFilters[what](views[move]!));
          expect(byRoom.fits()).toBe(byFilters.fits());
          expect(byRoom.status()).toEqual(byFilters.status());
        }
      }),
      { seed: 20_261_121, numRuns: 60 },
    );
  });

  it("is left to the filters where more than room is in the way", () => {
    const { byRoom, byFilters } = tried([], { cpu: 1, memory: 1, devices: 0 }, false);
    expect(byRoom.constructor).toBe(byFilters.constructor);
    expect(byRoom.node.constructor).toBe(byFilters.node.constructor);
  });
});
