// The policies to compare, each usable by naming it in a profile of a KubeSchedulerConfiguration.

import { bestFitScore } from "./best-fit-score.ts";
import { bestFit } from "./best-fit.ts";
import { dotProductScore } from "./dot-product-score.ts";
import { dotProduct } from "./dot-product.ts";
import { fgdScore } from "./fgd-score.ts";
import { firstFit } from "./first-fit.ts";
import { gpuClusteringScore } from "./gpu-clustering-score.ts";
import { gpuPackingScore } from "./gpu-packing-score.ts";
import { marathon } from "./marathon.ts";
import { openGpuShare } from "./open-gpu-share.ts";
import type { PolicyDefinition } from "./policy.ts";
import { randomScore } from "./random-score.ts";
import { swarmBinpack } from "./swarm-binpack.ts";
import { swarmSpread } from "./swarm-spread.ts";
import { worstFit } from "./worst-fit.ts";

/** Adding a policy is one file and one line here. */
export const POLICIES: readonly PolicyDefinition[] = Object.freeze([
  openGpuShare,
  randomScore,
  firstFit,
  bestFit,
  worstFit,
  dotProduct,
  bestFitScore,
  dotProductScore,
  gpuPackingScore,
  gpuClusteringScore,
  fgdScore,
  swarmSpread,
  swarmBinpack,
  marathon,
]);
