// What the API server says of the volumes that a container mounts or uses as devices.
// Imitates pkg/apis/core/validation/validation.go (ValidateVolumeMounts, ValidateVolumeDevices), v1.36.

import { forbidden, invalid, notFound, required, type FieldError } from "../field-error.ts";
import type { FieldPath } from "../field-path.ts";
import type { Container, VolumeDevice, VolumeMount } from "../types/container.ts";
import type { Volume } from "../types/volume.ts";
import { unsupportedWord } from "./choices.ts";
import { hasBackstep, validateDescendingPath } from "./local-paths.ts";

type Volumes = ReadonlyMap<string, Volume>;

/** Where a container sees volumes, by their names; of two places of one name the later counts. */
type Places = ReadonlyMap<string, string>;

const NO_PLACES: Places = new Map();
const PROPAGATION_MODES: readonly string[] = Object.freeze(["Bidirectional", "HostToContainer", "None"]);
const RECURSIVE_READ_ONLY_MODES: readonly string[] = Object.freeze(["Disabled", "Enabled", "IfPossible"]);

/** The container's mounts, given the pod's valid volumes. */
export function validateVolumeMounts(container: Container, volumes: Volumes, path: FieldPath): readonly FieldError[] {
  const { volumeMounts = [], volumeDevices } = container;
  const devices = volumeDevices === undefined ? NO_PLACES : devicePlaces(volumeDevices);
  const errors: FieldError[] = [];
  const mountPaths = new Set<string>();
  for (const [index, mount] of volumeMounts.entries()) {
    const { name = "", mountPath = "" } = mount;
    const place = path.index(index);
    if (name === "") errors.push(required(place.child("name")));
    if (!volumes.has(name)) errors.push(notFound(place.child("name"), name));
    if (mountPath === "") errors.push(required(place.child("mountPath")));
    if (mountPaths.has(mountPath)) errors.push(invalid(place.child("mountPath"), mountPath, "must be unique"));
    mountPaths.add(mountPath);
    if (devices.size > 0) errors.push(...validateApartFromDevices(name, mountPath, devices, place));
    if (mount.subPath !== undefined || mount.subPathExpr !== undefined) {
      errors.push(...validateSubPaths(mount, index, path));
    }
    errors.push(...validatePropagation(mount, container, path), ...validateRecursiveReadOnly(mount, path));
  }
  return errors;
}

function validateApartFromDevices(
  name: string,
  mountPath: string,
  devices: Places,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (devices.has(name)) errors.push(invalid(path.child("name"), name, "must not already exist in volumeDevices"));
  if (isTaken(mountPath, devices)) {
    errors.push(invalid(path.child("mountPath"), mountPath, "must not already exist as a path in volumeDevices"));
  }
  return errors;
}

/** The server names the list's field, without the index, as the place of a wrong path. */
function validateSubPaths(mount: VolumeMount, index: number, path: FieldPath): readonly FieldError[] {
  const { subPath, subPathExpr } = mount;
  const errors = subPath === undefined ? [] : [...validateDescendingPath(subPath, path.child("subPath"))];
  if (subPathExpr === undefined) return errors;
  if (subPath !== undefined) {
    const place = path.index(index).child("subPathExpr");
    errors.push(invalid(place, subPathExpr, "subPathExpr and subPath are mutually exclusive"));
  }
  return [...errors, ...validateDescendingPath(subPathExpr, path.child("subPathExpr"))];
}

/** Here, too, the index is missing. */
function validatePropagation(mount: VolumeMount, container: Container, path: FieldPath): readonly FieldError[] {
  const mode = mount.mountPropagation;
  if (mode === undefined || mode === "None" || mode === "HostToContainer") return [];
  const place = path.child("mountPropagation");
  if (mode !== "Bidirectional") return [unsupportedWord(place, mode, PROPAGATION_MODES)];
  if (container.securityContext?.privileged === true) return [];
  return [forbidden(place, "Bidirectional mount propagation is available only to privileged containers")];
}

/** Here, too, the index is missing. */
function validateRecursiveReadOnly(mount: VolumeMount, path: FieldPath): readonly FieldError[] {
  const { recursiveReadOnly: mode, readOnly, mountPropagation = "None" } = mount;
  if (mode === undefined || mode === "Disabled") return [];
  const place = path.child("recursiveReadOnly");
  if (!RECURSIVE_READ_ONLY_MODES.includes(mode)) return [unsupportedWord(place, mode, RECURSIVE_READ_ONLY_MODES)];
  const errors: FieldError[] = [];
  if (readOnly !== true) errors.push(forbidden(place, "may only be specified when readOnly is true"));
  if (mountPropagation !== "None") {
    errors.push(forbidden(place, "may only be specified when mountPropagation is None or not specified"));
  }
  return errors;
}

/** The container's block devices, given the pod's valid volumes. */
export function validateVolumeDevices(container: Container, volumes: Volumes, path: FieldPath): readonly FieldError[] {
  const { volumeMounts, volumeDevices = [] } = container;
  const mounts = volumeMounts === undefined ? NO_PLACES : mountPlaces(volumeMounts);
  const errors: FieldError[] = [];
  const names = new Set<string>();
  const devicePaths = new Set<string>();
  for (const [index, { name = "", devicePath = "" }] of volumeDevices.entries()) {
    const place = path.index(index);
    errors.push(
      ...validateDeviceName(name, names, volumes, place.child("name")),
      ...validateDevicePath(devicePath, devicePaths, place.child("devicePath")),
    );
    if (mounts.has(name)) errors.push(invalid(place.child("name"), name, "must not already exist in volumeMounts"));
    if (isTaken(devicePath, mounts)) {
      const detail = "must not already exist as a path in volumeMounts";
      errors.push(invalid(place.child("devicePath"), devicePath, detail));
    }
    if (name !== "") names.add(name);
    if (!hasBackstep(devicePath)) devicePaths.add(devicePath);
  }
  return errors;
}

function validateDeviceName(
  name: string,
  earlier: ReadonlySet<string>,
  volumes: Volumes,
  path: FieldPath,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const volume = volumes.get(name);
  if (name === "") errors.push(required(path));
  if (earlier.has(name)) errors.push(invalid(path, name, "must be unique"));
  if (volume === undefined) errors.push(notFound(path, name));
  else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
    const detail = "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";
    errors.push(invalid(path, name, detail));
  }
  return errors;
}

function validateDevicePath(text: string, earlier: ReadonlySet<string>, path: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (text === "") errors.push(required(path));
  if (earlier.has(text)) errors.push(invalid(path, text, "must be unique"));
  if (hasBackstep(text)) errors.push(invalid(path, text, "can not contain backsteps ('..')"));
  return errors;
}

function mountPlaces(mounts: readonly VolumeMount[]): Places {
  return new Map(mounts.map(({ name = "", mountPath = "" }) => [name, mountPath]));
}

function devicePlaces(devices: readonly VolumeDevice[]): Places {
  return new Map(devices.map(({ name = "", devicePath = "" }) => [name, devicePath]));
}

function isTaken(place: string, places: Places): boolean {
  for (const taken of places.values()) if (taken === place) return true;
  return false;
}
