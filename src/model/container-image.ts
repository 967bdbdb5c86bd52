// Names of container images as the scheduler compares them.
// Imitates pkg/scheduler/framework/plugins/imagelocality/image_locality.go, v1.36.

import type { Pod } from "./objects.ts";

/** The name with `:latest` where it has neither tag nor digest. */
export function normalisedImageName(name: string): string {
  return name.lastIndexOf(":") <= name.lastIndexOf("/") ? `${name}:latest` : name;
}

/** Images of init containers and containers, in order; the same image twice counts twice. */
export function containerImagesOf(pod: Pod): readonly string[] {
  const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  return containers.map(({ image }) => normalisedImageName(image ?? ""));
}

/** Images mounted as volumes. */
export function volumeImagesOf(pod: Pod): readonly string[] {
  return (pod.spec.volumes ?? []).flatMap(({ image }) =>
    image === undefined ? [] : [normalisedImageName(image.reference ?? "")],
  );
}
