// Annotations of plimsoll's own that change nothing where they stand: nobody may believe that they do. Told, not refused: the same
// manifest may serve another scenario in which they count.

import { behaviourNamed, type BehaviourAnnotation } from "../../model/kubelet/container-behaviour.ts";
import type { Container as ApiContainer } from "../../model/api/types/container.ts";
import type { Container, Labels, PodSpec } from "../../model/objects.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { ReadingPorts } from "../workload-source.ts";
import type { ManifestObject } from "./manifest-objects.ts";
import { ARRIVES_AT, OWN_PREFIX, RUNS_FOR } from "./metadata.ts";
import { field } from "./ownership.ts";

type Annotations = Labels | undefined;

const EXIT_AFTER = "plimsoll/exit-after";

/** Where the template of an object's pods stands: of a CronJob, one step further down. */
export const TEMPLATE_PATHS: readonly DocumentPath[] = [
  ["spec", "template"],
  ["spec", "jobTemplate", "spec", "template"],
];

/** A container with the fields that the kubelet alone reads. */
type ProbedContainer = Container &
  Pick<ApiContainer, "startupProbe" | "livenessProbe" | "readinessProbe" | "imagePullPolicy">;

/** Of a pod or template; `path`: to its metadata. */
export function noteSilentBehaviour(
  object: ManifestObject,
  annotations: Annotations,
  path: DocumentPath,
  spec: PodSpec,
  ports: ReadingPorts,
): void {
  const isOfController = path.length > 1 && ports.workloads === "controlled";
  for (const name of Object.keys(annotations ?? {})) {
    const behaviour = behaviourNamed(name);
    if (behaviour === undefined) continue;
    const concerned = concernedOf(spec, behaviour.container);
    const exits = (one: ConcernedContainer): boolean =>
      one.isInit ||
      has(annotations, EXIT_AFTER) ||
      has(annotations, `${EXIT_AFTER}.${one.container.name}`) ||
      (isOfController && has(annotations, RUNS_FOR));
    const lack = lackOf(behaviour.annotation, concerned, exits);
    if (lack !== undefined) note(object, [...path, "annotations", name], `${name} says nothing ${lack}`, ports);
  }
}

/** Of a template whose pods a simulated controller creates; `path`: to its metadata. */
export function noteSilentTimes(
  object: ManifestObject,
  annotations: Annotations,
  path: DocumentPath,
  ports: ReadingPorts,
): void {
  const place = (name: string): DocumentPath => [...path, "annotations", name];
  if (has(annotations, ARRIVES_AT)) {
    const message = `${ARRIVES_AT} says nothing in a template: its controller runs, and creates the pods when it comes to that`;
    note(object, place(ARRIVES_AT), message, ports);
  }
  if (has(annotations, RUNS_FOR) && has(annotations, EXIT_AFTER)) {
    const message = `${RUNS_FOR} says nothing beside ${EXIT_AFTER} in a template whose controller runs`;
    note(object, place(RUNS_FOR), message, ports);
  }
}

/** Of a pod that stands on a node when the run begins. */
export function noteTimesOfBound(object: ManifestObject, annotations: Annotations, ports: ReadingPorts): void {
  for (const name of [ARRIVES_AT, RUNS_FOR].filter((each) => has(annotations, each))) {
    const message = `${name} says nothing on a pod that stands on a node when the run begins`;
    note(object, ["metadata", "annotations", name], message, ports);
  }
}

/** Of an object that neither is nor makes pods. */
export function noteForeignAnnotations(object: ManifestObject, ports: ReadingPorts): void {
  const annotations = field(field(object.value, "metadata"), "annotations") as Annotations;
  const own = Object.keys(annotations ?? {}).filter((name) => name.startsWith(OWN_PREFIX));
  if (own.length === 0 || TEMPLATE_PATHS.some((path) => isThere(object.value, path))) return;
  for (const name of own) {
    note(object, ["metadata", "annotations", name], `${name} says nothing on a ${object.kind}`, ports);
  }
}

function isThere(value: unknown, path: DocumentPath): boolean {
  return path.reduce<unknown>((found, step) => field(found, String(step)), value) !== undefined;
}

interface ConcernedContainer {
  readonly container: ProbedContainer;
  readonly isInit: boolean;
}

/** Those of the name, or all that run as long as the pod. */
function concernedOf({ containers, initContainers = [] }: PodSpec, name: string | undefined): ConcernedContainer[] {
  const all = [
    ...initContainers.map((container) => ({ container, isInit: container.restartPolicy !== "Always" })),
    ...containers.map((container) => ({ container, isInit: false })),
  ];
  return all.filter(({ container, isInit }) => (name === undefined ? !isInit : container.name === name));
}

/** What an annotation would need to say something; undefined: it has it. */
function lackOf(
  annotation: BehaviourAnnotation,
  concerned: readonly ConcernedContainer[],
  exits: (one: ConcernedContainer) => boolean,
): string | undefined {
  if (concerned.length === 0) return undefined;
  switch (annotation) {
    case "plimsoll/ready-after":
    case "plimsoll/unhealthy-after":
      return concerned.some(isProbed) ? undefined : "of containers without a probe: they are ready as soon as they run";
    case "plimsoll/exit-code":
      return concerned.some(exits) ? undefined : `without ${EXIT_AFTER}: nothing exits by itself`;
    case "plimsoll/image-size":
      return concerned.some(pulls) ? undefined : "of images that are never pulled (imagePullPolicy: Never)";
    default:
      return undefined;
  }
}

function isProbed({ container: { startupProbe, livenessProbe, readinessProbe } }: ConcernedContainer): boolean {
  return startupProbe !== undefined || livenessProbe !== undefined || readinessProbe !== undefined;
}

function pulls({ container: { imagePullPolicy } }: ConcernedContainer): boolean {
  return imagePullPolicy !== "Never";
}

function has(annotations: Annotations, name: string): boolean {
  return annotations !== undefined && Object.hasOwn(annotations, name);
}

function note(object: ManifestObject, path: DocumentPath, message: string, { notes }: ReadingPorts): void {
  notes.add({ code: "without-effect", severity: "warning", message }, () =>
    object.document.positionOfKey([...object.path, ...path]),
  );
}
