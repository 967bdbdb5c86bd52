// Plays the measured runs of a real control plane in its model and prints both figures side by side:
// `npx tsx bench/control-plane/main.ts`.

import { HIGH_LIMITS, DEFAULT_LIMITS, World, type Measured } from "./world.ts";
import { quantile, type PodTimes } from "./pod-times.ts";

const seed = "control-plane";
const CORES = 2;

function show(name: string, real: string, times: PodTimes): void {
  const spans = times.spans("sent", "bound");
  const fromCreate = spans.length > 0 ? spans : times.spans("created", "bound");
  const ms = (us: number) => (us / 1000).toFixed(1);
  const rate = times.rate("boundAnswered").toFixed(0);
  const last = (times.moments("boundAnswered").at(-1)! / 1e6).toFixed(2);
  const cycles = times.spans("attempt", "bindSent");
  console.log(
    `${name.padEnd(28)} c2b p50 ${ms(quantile(fromCreate, 0.5))} p99 ${ms(quantile(fromCreate, 0.99))} rate ${rate}/s last ${last} s cycle ${ms(quantile(cycles, 0.5))} n ${fromCreate.length}  | real ${real}`,
  );
}

const bare = (nodes: number): Measured => ({ nodes, cores: CORES, ...HIGH_LIMITS, isSelected: false, seed });
const owned = (nodes: number): Measured => ({ nodes, cores: CORES, ...HIGH_LIMITS, isSelected: true, seed });
const even = (count: number, perSecond: number) => Array.from({ length: count }, (_, pod) => (pod * 1e6) / perSecond);

function poisson(count: number, perSecond: number): readonly number[] {
  let state = 12_345;
  let at = 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    at += -Math.log(1 - state / 0x8000_0000) * (1e6 / perSecond);
    return at;
  });
}

show("single m100", "7.4", new World(bare(100)).churn(even(39, 5)));
show("single m1000", "11.0", new World(bare(1000)).churn(even(39, 5)));
show("single m5000", "8.9", new World(bare(5000)).churn(even(39, 5)));
show("single m1000, own cores", "11.0", new World({ ...bare(1000), cores: undefined as never }).churn(even(39, 5)));
show("steps m1000", "19.5", new World(owned(1000)).steps(40, 6));
show("steps m5000", "20.1", new World(owned(5000)).steps(40, 6));
show("burst m100 n1000", "277 272/s c2b 690 573 last 3.56 3.39", new World(owned(100)).deploy(1000));
show("burst m100 n3000", "262/s c2b 546 last 11.3", new World(owned(100)).deploy(3000));
show("burst m1000 n1000", "277 181/s c2b 949 1002 last 4.13 5.43", new World(owned(1000)).deploy(1000));
show("burst m1000 n3000", "180/s c2b 2130 last 22.8 ", new World(owned(1000)).deploy(3000));
show("burst m5000 n1000", "70/s(shared .4) c2b 5726 last 15", new World(owned(5000)).deploy(1000));
const def = { nodes: 100, cores: CORES, ...DEFAULT_LIMITS, isSelected: true, seed };
show("default m100 n1000", "20/s last 49.52", new World(def).deploy(1000));
show("default m1000 n1000", "20/s last 49.48", new World({ ...def, nodes: 1000 }).deploy(1000));
show("churn 50", "11.2 p99 146", new World(bare(1000)).churn(poisson(1073, 50)));
show("churn 100", "16.3 p99 400", new World(bare(1000)).churn(poisson(2992, 100)));
show("churn 150", "153 p99 1455 bound 140/s", new World(bare(1000)).churn(poisson(2992, 150)));
show("churn 200", "2512 p99 14508 (shared .46)", new World({ ...bare(1000), cores: 1.54 }).churn(poisson(11986, 200)));
