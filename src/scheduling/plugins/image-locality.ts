// ImageLocality: nodes that already hold the pod's images are liked better, by size and by how widespread they are.
// Imitates plugins/imagelocality/image_locality.go, v1.36.

import type { SchedulingClass } from "../../cluster/class-table.ts";

import type { ImageView } from "../framework/image-view.ts";
import { percentOf } from "../framework/integer.ts";
import type { PluginDefinition } from "../framework/plugin.ts";
import { signedImages } from "../framework/pod-signers.ts";

const MEBIBYTE = 1024 * 1024;
/** Sums at or below this score 0. */
const THRESHOLD_MIN_BYTES = 23 * MEBIBYTE;
/** Sums at or above this, per container, score 100. */
const THRESHOLD_MAX_BYTES_PER_CONTAINER = 1000 * MEBIBYTE;

function scoreOf({ images, containerCount }: SchedulingClass, node: number, view: ImageView): number {
  const held = view.on(node);
  let sumBytes = 0;
  for (const name of images) {
    const image = held.get(name);
    if (image !== undefined) sumBytes += Math.trunc(image.sizeBytes * (image.nodes / view.nodesTotal));
  }
  const mostBytes = THRESHOLD_MAX_BYTES_PER_CONTAINER * containerCount;
  const clamped = sumBytes < THRESHOLD_MIN_BYTES ? THRESHOLD_MIN_BYTES : Math.min(sumBytes, mostBytes);
  return percentOf(clamped - THRESHOLD_MIN_BYTES, mostBytes - THRESHOLD_MIN_BYTES);
}

export const imageLocality: PluginDefinition = {
  name: "ImageLocality",
  source: "plugins/imagelocality/image_locality.go v1.36",
  points: ["score"],
  create: (_args, { images }) => ({
    score: ({ podClass }, node) => scoreOf(podClass, node.id, images),
    sign: ({ pod }) => signedImages(pod),
    columnar: {
      locality: "node",
      uniformScore: () => (images.isEmpty ? 0 : undefined),
      score(podClass, nodes, count, scores) {
        if (images.isEmpty) {
          scores.fill(0, 0, count);
          return;
        }
        for (let index = 0; index < count; index += 1) {
          const node = nodes[index]!;
          scores[index] = images.on(node).size === 0 ? 0 : scoreOf(podClass, node, images);
        }
      },
    },
  }),
};
