// The requests of the Job controller about its pods, and the events that go with them.
// Imitates RealPodControl of pkg/controller/controller_utils.go and removeTrackingFinalizerPatch of
// pkg/controller/job/job_controller.go, v1.36.

import type { Job, JobSpec } from "../../../model/api/types/job.ts";
import type { PodTemplateSpec } from "../../../model/api/types/pod.ts";
import type { Pod } from "../../../model/objects.ts";
import type { OwnParts } from "../../../model/own-parts.ts";

import type { RecordedEvent } from "../../../cluster/change.ts";
import type { LivePod } from "../../../cluster/live-pod.ts";

import type { Requests } from "../claim-objects.ts";
import type { Write, WriteResult } from "../controller.ts";
import { controllerReference } from "../owner-references.ts";
import { podOfTemplate } from "../pod-template.ts";
import { INDEX_KEY, TRACKING_FINALIZER } from "./job-pods.ts";

/** Longest name that is made longer by five letters. */
const GENERATED_BASE_MAX = 58;

const TRACKED_PODS = new WeakMap<PodTemplateSpec, Pod>();

/** An event about the Job. */
export function jobEvent(job: Job, type: "Normal" | "Warning", reason: string, message: string): Write {
  return { verb: "event", ...eventOf(job, type, reason, message) };
}

function eventOf({ metadata }: Job, type: "Normal" | "Warning", reason: string, message: string): RecordedEvent {
  const { namespace = "default", name = "" } = metadata ?? {};
  return { kind: "Job", namespace, name, type, reason, message };
}

/** Makes one pod of a batch; tells of success and failure. */
export function* createPod(
  job: Job,
  index: number | undefined,
  annotations: OwnParts["annotations"],
  batch: number,
): Requests<WriteResult> {
  const { namespace = "default", name = "" } = job.metadata ?? {};
  const answer = yield {
    verb: "create-pod",
    namespace,
    template: trackedPodOf(job.spec ?? {}),
    owner: controllerReference("batch/v1", "Job", job.metadata),
    generateName: generatedBase(name, index),
    batch,
    ifRefused: eventOf(job, "Warning", "FailedCreate", "Error creating: "),
    ...(index === undefined ? {} : { own: ownPartsOf(index, annotations) }),
  };
  if (answer.kind === "done") yield jobEvent(job, "Normal", "SuccessfulCreate", `Created pod: ${answer.name}`);
  else if (answer.reason !== "NamespaceTerminating") {
    yield jobEvent(job, "Warning", "FailedCreate", `Error creating: ${answer.message}`);
  }
  return answer;
}

function ownPartsOf(index: number, annotations: OwnParts["annotations"]): OwnParts {
  const text = `${index}`;
  return { labels: { [INDEX_KEY]: text }, annotations: { [INDEX_KEY]: text, ...annotations } };
}

function generatedBase(jobName: string, index: number | undefined): string {
  const suffix = index === undefined ? "-" : `-${index}-`;
  return jobName.slice(0, GENERATED_BASE_MAX - suffix.length) + suffix;
}

/** The pod of the Job's template, with the finalizer by which ended pods are not lost; one object for all pods. */
function trackedPodOf({ template = {} }: JobSpec): Pod {
  let tracked = TRACKED_PODS.get(template);
  if (tracked === undefined) {
    const pod = podOfTemplate(template);
    const { finalizers = [] } = pod.metadata;
    const all = finalizers.includes(TRACKING_FINALIZER) ? finalizers : [...finalizers, TRACKING_FINALIZER];
    tracked = { ...pod, metadata: { ...pod.metadata, finalizers: all } };
    TRACKED_PODS.set(template, tracked);
  }
  return tracked;
}

/** Asks a pod to go; tells of success and failure. */
export function* deletePod(job: Job, { namespace, name, uid }: LivePod): Requests<WriteResult> {
  const answer = yield { verb: "delete-pod", namespace, name, uid };
  if (answer.kind === "done") yield jobEvent(job, "Normal", "SuccessfulDelete", `Deleted pod: ${name}`);
  else if (answer.reason !== "NotFound") {
    yield jobEvent(job, "Warning", "FailedDelete", `Error deleting: ${answer.message}`);
  }
  return answer;
}

/** Lets an ended pod go. */
export function withoutTracking({ namespace, name, uid, object }: LivePod): Write {
  const finalizers = (object.metadata.finalizers ?? []).filter((finalizer) => finalizer !== TRACKING_FINALIZER);
  return { verb: "patch-pod", namespace, name, uid, metadata: { finalizers } };
}
