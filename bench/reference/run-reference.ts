// The same run once more, written plainly and without a look at plimsoll's own: pods and nodes are objects, every timer is
// a closure in one queue, every decision asks every plugin about every node. It exists to be compared with: equal
// placements and times (tests/bench, and each benchmark run), and how many times slower it is.
//
// Shared with plimsoll: src/base (chance, hashes) and src/model (what a manifest means). Covered: Kubernetes 1.36 and
// scheduler profiles that are the default one but for their name and percentageOfNodesToScore; of the default plugins, those
// that look at one node at a time; a control plane that takes no time. Plans whose pods would be spread, want other pods or volumes, or preempt are not for it.

import { coefficientValue } from "../../src/base/coefficient.ts";
import { lognormalFromMedianAndP99, sample } from "../../src/base/random/distribution.ts";
import { entityIdOf } from "../../src/base/random/entity-id.ts";
import { RandomStreams } from "../../src/base/random/random-streams.ts";
import type { Workload } from "../../src/environment/workload.ts";
import { RUNS_FOREVER_US } from "../../src/environment/workload.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import type { SchedulerProfile } from "../../src/scheduling/framework/configuration.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";

import { arrivalsOf, type Arrival } from "./arrivals.ts";
import { keyOf, makePod, occupy, readLook, readNode, vacate, type NodeObject, type PodObject } from "./objects.ts";
import { Placement } from "./placement.ts";
import type { PodRecord } from "./pod-record.ts";
import { SchedulerLoop, type SchedulerSettings } from "./scheduler-loop.ts";
import { Timers } from "./timers.ts";

const SECOND_US = 1_000_000;

export class ReferenceRun {
  readonly #plan: Plan;
  readonly #timers = new Timers();
  readonly #streams: RandomStreams;
  readonly #pods: PodObject[] = [];
  readonly #lifetimesUs = new Map<PodObject, number>();
  readonly #loop: SchedulerLoop;
  readonly #startSeconds;
  readonly #startDraws;

  /** @throws Error for a plan that the reference does not cover. */
  constructor(plan: Plan) {
    assertCovered(plan);
    this.#plan = plan;
    this.#streams = new RandomStreams(plan.seed);
    const nodes = plan.nodes.map(({ node }) => readNode(node));
    this.#placeBoundPods(nodes);
    this.#loop = new SchedulerLoop(this.#timers, new Placement(nodes), settingsOf(plan), (pod) => this.#start(pod));
    const kubelet = (name: string) => coefficientValue(plan.coefficients, `kubelet.${name}`);
    this.#startSeconds = lognormalFromMedianAndP99(kubelet("podStartMedianSeconds"), kubelet("podStartP99Seconds"));
    this.#startDraws = this.#streams.entityDraws("kubelet/start");
    for (const workload of plan.workloads) this.#offer(workload);
  }

  run(): void {
    this.#timers.run(this.#plan.horizonUs);
  }

  /** In order of creation. */
  records(): readonly PodRecord[] {
    return this.#pods.map((pod) => ({
      pod: keyOf(pod),
      node: pod.node?.name ?? null,
      attempts: pod.attempts,
      assumedAtUs: pod.assumedAtUs ?? null,
      boundAtUs: pod.boundAtUs ?? null,
      startedAtUs: pod.startedAtUs ?? null,
      endedAtUs: pod.endedAtUs ?? null,
    }));
  }

  #placeBoundPods(nodes: readonly NodeObject[]): void {
    const byName = new Map(nodes.map((node) => [node.name, node]));
    for (const written of this.#plan.boundPods) {
      const pod = this.#create(written.metadata.name, readLook(written));
      occupy(pod, byName.get(written.spec.nodeName!)!);
      pod.assumedAtUs = pod.boundAtUs = pod.startedAtUs = 0;
    }
  }

  #create(name: string, look: PodObject["look"]): PodObject {
    const pod = makePod(name, look);
    this.#pods.push(pod);
    return pod;
  }

  #offer(workload: Workload): void {
    const { pods, name } = workload;
    const looks = pods.templates.map(readLook);
    const arrivals = arrivalsOf(workload, this.#streams.stream(`arrivals/${name}`));
    // One timer a workload: the next arrival is set when one has come.
    const waitFor = (index: number): void => {
      const arrival: Arrival | undefined = arrivals[index];
      if (arrival === undefined) return;
      this.#timers.set(arrival.atUs, "api", () => {
        this.#timers.set(arrival.atUs, "api", () => create(arrival));
        waitFor(index + 1);
      });
    };
    const create = (arrival: Arrival): void => {
      const pod = this.#create(pods.names[arrival.row]!, looks[pods.template[arrival.row]!]!);
      this.#lifetimesUs.set(pod, pods.lifetimeUs[arrival.row]!);
      this.#loop.created(pod);
    };
    waitFor(0);
  }

  /** The kubelet's part: it hears of a bound pod, starts it after a while, and ends it when its time is up. */
  #start(pod: PodObject): void {
    this.#timers.set(this.#timers.now, "kubelet", () => {
      const takesUs = Math.round(sample(this.#startSeconds, this.#startDraws.of(entityIdOf(keyOf(pod)))) * SECOND_US);
      this.#afterThat(takesUs, () => {
        pod.startedAtUs = this.#timers.now;
        const lifetimeUs = this.#lifetimesUs.get(pod)!;
        if (lifetimeUs === RUNS_FOREVER_US) return;
        this.#afterThat(lifetimeUs, () => {
          pod.endedAtUs = this.#timers.now;
          vacate(pod);
          this.#loop.left(pod);
        });
      });
    });
  }

  /** The kubelet writes after so long. */
  #afterThat(us: number, write: () => void): void {
    this.#timers.set(this.#timers.now + us, "kubelet", () => this.#timers.set(this.#timers.now, "api", write));
  }
}

function assertCovered({ kubernetes, scheduler, controlPlane }: Plan): void {
  const [standard] = defaultSchedulerConfiguration("1.36").profiles;
  const settings = ({ plugins, weights, args }: SchedulerProfile) => JSON.stringify([plugins, weights, args]);
  const covered = scheduler.profiles.every((profile) => settings(profile) === settings(standard!));
  if (kubernetes !== "1.36" || !covered || controlPlane.kind !== "instant")
    throw new Error("the reference knows Kubernetes 1.36 with its default profile, and an instant control plane");
}

function settingsOf({ scheduler }: Plan): SchedulerSettings {
  return {
    initialBackoffSeconds: scheduler.podInitialBackoffSeconds,
    maxBackoffSeconds: scheduler.podMaxBackoffSeconds,
    percentages: new Map(
      scheduler.profiles.map((profile) => [
        profile.schedulerName,
        profile.percentageOfNodesToScore ?? scheduler.percentageOfNodesToScore,
      ]),
    ),
  };
}
