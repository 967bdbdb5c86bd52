// What kubectl prints of files of one volume that take each other's place.
// Imitates pkg/api/pod/warnings.go (warningsForOverlappingVirtualPaths), v1.36.

import { quoted } from "../../go-text.ts";
import type { KeyToPath, Volume, VolumeProjection } from "../types/volume.ts";

interface SourcedPath {
  readonly path: string;
  /** Empty where the volume has one source only. */
  readonly source: string;
}

/** Of config maps, secrets, the downward API and what projects several of them. */
export function overlappingPathWarnings(volumes: readonly Volume[]): readonly string[] {
  return volumes.flatMap((volume) => {
    const { configMap, secret, downwardAPI, projected } = volume;
    return [
      ...(configMap === undefined
        ? []
        : overlapWarnings(volume, `ConfigMap ${quoted(configMap.name ?? "")}`, pathsOf(configMap.items, ""))),
      ...(secret === undefined
        ? []
        : overlapWarnings(volume, `Secret ${quoted(secret.secretName ?? "")}`, pathsOf(secret.items, ""))),
      ...(downwardAPI === undefined ? [] : overlapWarnings(volume, "DownwardAPI", pathsOf(downwardAPI.items, ""))),
      ...(projected === undefined ? [] : projectionWarnings(volume, projected.sources ?? [])),
    ];
  });
}

/** Sources that are empty are told where they stand among the overlaps. */
function projectionWarnings(volume: Volume, sources: readonly VolumeProjection[]): readonly string[] {
  const earlier: SourcedPath[] = [];
  return sources.flatMap((source) => {
    if (Object.keys(source).length === 0) {
      return [`volume ${quoted(volume.name ?? "")} (Projected) has no sources provided`];
    }
    return collectOverlaps(volume, "Projected", projectedPaths(source), earlier);
  });
}

function projectedPaths({
  configMap,
  secret,
  downwardAPI,
  serviceAccountToken,
}: VolumeProjection): readonly SourcedPath[] {
  if (configMap?.items !== undefined) return pathsOf(configMap.items, `ConfigMap ${quoted(configMap.name ?? "")}`);
  if (secret?.items !== undefined) return pathsOf(secret.items, `Secret ${quoted(secret.name ?? "")}`);
  if (downwardAPI?.items !== undefined) return pathsOf(downwardAPI.items, "DownwardAPI");
  if (serviceAccountToken === undefined) return [];
  return pathsOf([serviceAccountToken], "ServiceAccountToken");
}

function pathsOf(files: readonly Pick<KeyToPath, "path">[] = [], source: string): readonly SourcedPath[] {
  return files.map(({ path = "" }) => ({ path: path.replace(/\/+$/, ""), source }));
}

function overlapWarnings(volume: Volume, description: string, paths: readonly SourcedPath[]): readonly string[] {
  return collectOverlaps(volume, description, paths, []);
}

/** `earlier` holds the volume's paths before these, and takes them up. */
function collectOverlaps(
  volume: Volume,
  description: string,
  paths: readonly SourcedPath[],
  earlier: SourcedPath[],
): readonly string[] {
  return paths.flatMap((path) => {
    const overlapping = earlier.filter((other) => overlaps(path.path, other.path));
    earlier.push(path);
    return overlapping.map(
      (other) =>
        `volume ${quoted(volume.name ?? "")} (${description}): overlapping paths: ${shown(path)} with ${shown(other)}`,
    );
  });
}

/** Whether one of the paths is or contains the other. */
function overlaps(left: string, right: string): boolean {
  if (left === "" || right === "") return false;
  return `${left}/`.startsWith(`${right}/`) || `${right}/`.startsWith(`${left}/`);
}

function shown({ path, source }: SourcedPath): string {
  return source === "" ? quoted(path) : `${quoted(path)} (${source})`;
}
