// A node whose pods wanted all of its processors, or more, for some time of a run. Plain data: what is measured of requests finds it,
// and results tell it.

export interface CrowdedNode {
  readonly node: string;
  /** What its pods may use together. */
  readonly cores: number;
  readonly seconds: number;
}
