// How one node's processors are divided at one moment: what a container could get if it wanted all, while all others want what they
// want. Pure; knows the rules of cgroups.

import { cpuShares, type PodClaim } from "../../model/kubelet/cpu-claims.ts";
import { dividedTo, type Wish } from "../../model/kubelet/cpu-division.ts";

/** A pod that runs on the node, and what each of its containers wants, thousandths of a core. */
export interface WishingPod {
  readonly claim: PodClaim;
  readonly wantsMilli: readonly number[];
}

/** A pod as one of those that share what its class of service gets. */
interface PodWish extends Wish {
  readonly pod: WishingPod;
}

/** Guaranteed pods stand beside the two other classes, which divide what they get among their pods. */
export class NodeDivision {
  readonly #capacityMilli: number;
  readonly #pods: readonly PodWish[];
  readonly #classes: readonly (Wish & { readonly quality: string })[];

  constructor(pods: readonly WishingPod[], capacityMilli: number) {
    this.#capacityMilli = capacityMilli;
    this.#pods = pods.map((pod) => ({ pod, weight: pod.claim.shares, wants: sum(pod.wantsMilli) }));
    this.#classes = ["Burstable", "BestEffort"].map((quality) => {
      const own = this.#pods.filter(({ pod }) => pod.claim.quality === quality);
      // The kubelet sets the one by what its pods ask for, the other to the least there is.
      const asked = quality === "Burstable" ? sum(own.map(({ pod }) => pod.claim.requestMilli)) : 0;
      return { quality, weight: cpuShares(asked), wants: sum(own.map(({ wants }) => wants)) };
    });
  }

  /** What all want together, thousandths of a core. */
  get wantsMilli(): number {
    return sum(this.#pods.map(({ wants }) => wants));
  }

  /** What the container of the place could get of the node, thousandths of a core. */
  leftFor(pod: WishingPod, place: number): number {
    const { claim } = pod;
    const wants = this.#capacityMilli;
    const others = this.#pods.filter((other) => other.pod !== pod);
    const guaranteed = others.filter((other) => other.pod.claim.quality === "Guaranteed");
    const wish = { weight: claim.shares, wants };
    const beside = claim.containers.map(({ shares }, at) => ({ weight: shares, wants: pod.wantsMilli[at]! }));
    const ofPod =
      claim.quality === "Guaranteed"
        ? dividedTo(wish, [...guaranteed, ...this.#classes], this.#capacityMilli)
        : dividedTo(
            wish,
            others.filter((other) => other.pod.claim.quality === claim.quality),
            this.#leftForClass(claim.quality, guaranteed),
          );
    return dividedTo({ weight: claim.containers[place]!.shares, wants }, beside.toSpliced(place, 1), ofPod);
  }

  #leftForClass(quality: string, guaranteed: readonly Wish[]): number {
    const own = this.#classes.find((each) => each.quality === quality)!;
    const others = this.#classes.filter((each) => each !== own);
    return dividedTo({ ...own, wants: this.#capacityMilli }, [...guaranteed, ...others], this.#capacityMilli);
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
