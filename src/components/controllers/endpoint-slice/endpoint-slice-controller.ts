// The EndpointSlice controller: lists the addresses of the pods behind each Service that selects pods.
// Imitates pkg/controller/endpointslice/endpointslice_controller.go, v1.36.

import type { Snapshot, Snapshotable } from "../../../base/snapshot.ts";
import { joinSnapshots, partOf } from "../../../base/snapshot-parts.ts";

import { SERVICE_NAME_LABEL, type EndpointSlice } from "../../../model/api/types/endpoint-slice.ts";
import type { Service } from "../../../model/api/types/service.ts";
import { compileLabelSet, SELECTS_NOTHING, type CompiledLabelSelector } from "../../../model/label-selector.ts";

import type { Requests } from "../claim-objects.ts";
import type {
  Controller,
  ControllerDefinition,
  ControllerView,
  KeyWish,
  RetryLimits,
  Sync,
  WatchEvent,
} from "../controller.ts";
import { keyNamed, keyOf, objectOfKey } from "../object-key.ts";
import { PodGroups } from "../pod-groups.ts";
import type { SliceChanges } from "./fit-slices.ts";
import { KeptSlices, NO_CHANGES } from "./kept-slices.ts";
import { NodeChanges } from "./node-changes.ts";
import { ServicePods } from "./service-pods.ts";
import { addressTypesOf, MANAGED_BY_LABEL, MANAGER, serviceChanges } from "./service-slices.ts";
import { SliceTracker } from "./slice-tracker.ts";

const SOURCE = "pkg/controller/endpointslice/endpointslice_controller.go, v1.36";

/** What somebody else changes about slices is looked at together. */
const FOREIGN_CHANGE_DELAY_US = 1_000_000;

type Selector = NonNullable<NonNullable<Service["spec"]>["selector"]>;

const NO_KEYS: readonly KeyWish[] = Object.freeze([]);

const SELECTORS = new WeakMap<Selector, CompiledLabelSelector>();

class EndpointSliceController implements Controller, Snapshotable {
  readonly name = "endpointslice";
  readonly source = SOURCE;
  readonly watches = ["Service", "EndpointSlice", "Pod", "Node"] as const;
  readonly retries: RetryLimits = Object.freeze({
    baseUs: 1_000_000,
    maxUs: 1_000_000_000,
    shared: Object.freeze({ perSecond: 10, burst: 100 }),
    attemptsMax: 15,
  });
  readonly #tracker = new SliceTracker();
  readonly #services = new PodGroups({ kind: "Service", compile: selectorOf, group: (pods) => new ServicePods(pods) });
  readonly #nodes = new NodeChanges();
  /** Of Services of which nothing is out of the ordinary. */
  readonly #kept = new WeakMap<ServicePods, KeptSlices>();

  keysAfter(event: WatchEvent, view: ControllerView): readonly KeyWish[] {
    const keys = this.#services.hear(event, view);
    if (event.kind === "Pod") return keys.length === 0 ? NO_KEYS : keys.map((key) => ({ key }));
    if (event.kind === "Node") {
      this.#nodes.hear(event);
      return NO_KEYS;
    }
    const { stored, type, before } = event;
    if (stored.kind === "Service") return [{ key: keyOf(stored.object.metadata) }];
    if (stored.kind !== "EndpointSlice") return NO_KEYS;
    const slice = stored.object;
    if (type === "deleted")
      return isManaged(slice) && this.#tracker.isSurprisedBy(serviceOf(slice), slice) ? later(slice) : NO_KEYS;
    return this.#keysAfterWrite(slice, before?.kind === "EndpointSlice" ? before.object : undefined);
  }

  #keysAfterWrite(slice: EndpointSlice, old: EndpointSlice | undefined): readonly KeyWish[] {
    const service = serviceOf(slice);
    // Slices share their labels with those that they are made of: then nothing that these say is another.
    if (old !== undefined && old.metadata?.labels !== slice.metadata?.labels) {
      if (serviceOf(old) !== service) return [...later(slice), ...later(old)];
      if (isManaged(old) !== isManaged(slice)) return later(slice);
    }
    return isManaged(slice) && this.#tracker.isForeign(service, slice) ? later(slice) : NO_KEYS;
  }

  *sync(view: ControllerView, key: string): Sync {
    const { namespace, name } = objectOfKey(key);
    const service = view.find("Service", namespace, name);
    if (service === undefined) this.#tracker.forget(key);
    if (service === undefined || service.spec?.type === "ExternalName") return { kind: "done" };
    if (service.spec?.selector === undefined) return { kind: "done" };
    const pods = this.#services.of(view, service, key);
    const listed = slicesOf(view, namespace, name);
    // Those that are known as they are were found to be its own.
    const known = this.#knownOf(pods, service, listed);
    const slices = known === undefined ? ownSlices(listed) : listed;
    // As they were when they were written last, they are not older than that.
    if (known === undefined && this.#tracker.areStale(key, slices)) {
      return { kind: "failed", message: "EndpointSlice informer cache is out of date" };
    }
    const kept = known ?? this.#keptOf(pods, service, slices);
    const changes = kept?.plan(pods, this.#nodes, view);
    if (kept !== undefined && changes === NO_CHANGES) {
      kept.keep(changes, []);
      return { kind: "done" };
    }
    const problems =
      kept === undefined || changes === undefined
        ? yield* this.#reconcile(view, key, service, pods, slices)
        : yield* this.#writeKept(key, kept, changes);
    if (problems.length === 0) return { kind: "done" };
    const message = problems.length === 1 ? problems[0]! : `[${problems.join(", ")}]`;
    const told = `Error updating Endpoint Slices for Service ${key}: ${message}`;
    const event = { verb: "event", kind: "Service", namespace, name, type: "Warning" } as const;
    yield { ...event, reason: "FailedToUpdateEndpointSlices", message: told };
    return { kind: "failed", message };
  }

  /** Undefined where anything is out of the ordinary. */
  #keptOf(pods: ServicePods, service: Service, slices: readonly EndpointSlice[]): KeptSlices | undefined {
    const known = this.#knownOf(pods, service, slices);
    if (known !== undefined) return known;
    const kept = KeptSlices.of(service, slices);
    if (kept !== undefined) this.#kept.set(pods, kept);
    else {
      // Whatever is kept next begins with all pods.
      this.#kept.delete(pods);
      pods.forgetChanged();
    }
    return kept;
  }

  #knownOf(pods: ServicePods, service: Service, slices: readonly EndpointSlice[]): KeptSlices | undefined {
    const known = this.#kept.get(pods);
    return known?.isOf(service, slices) === true ? known : undefined;
  }

  *#writeKept(key: string, kept: KeptSlices, changes: SliceChanges): Requests<readonly string[]> {
    const written: EndpointSlice[] = [];
    const problems: string[] = [];
    for (const part of partsByType(changes)) {
      const problem = yield* this.#write(key, part, written);
      if (problem !== undefined) problems.push(problem);
    }
    if (problems.length === 0) kept.keep(changes, written);
    return problems;
  }

  /** By going through everything. */
  *#reconcile(
    view: ControllerView,
    key: string,
    service: Service,
    { pods }: ServicePods,
    slices: readonly EndpointSlice[],
  ): Requests<readonly string[]> {
    const problems: string[] = [];
    const types = addressTypesOf(service);
    for (const addressType of types) {
      const existing = slices.filter((slice) => slice.addressType === addressType);
      const changes = serviceChanges(service, pods, existing, addressType, view);
      problems.push(...changes.problems);
      const isGoing = service.metadata?.deletionTimestamp !== undefined;
      const problem = yield* this.#write(key, { ...changes, created: isGoing ? [] : changes.created }, []);
      if (problem !== undefined) problems.push(problem);
    }
    const unsupported = slices.filter(({ addressType }) => !types.some((type) => type === addressType));
    const problem = yield* this.#write(key, { created: [], updated: [], deleted: unsupported }, []);
    return problem === undefined ? problems : [...problems, problem];
  }

  /** Up to the first request that is refused. Slices as the server made them go into `written`. */
  *#write(
    key: string,
    { created, updated, deleted }: SliceChanges,
    written: EndpointSlice[],
  ): Requests<string | undefined> {
    for (let index = 0; index < created.length + updated.length; index += 1) {
      const verb = index < created.length ? "create" : "update";
      const object = verb === "create" ? created[index]! : updated[index - created.length]!;
      const answer = yield { verb, stored: { kind: "EndpointSlice", object } };
      if (answer.kind === "refused") {
        if (answer.reason === "NamespaceTerminating") return undefined;
        const what = verb === "create" ? "create" : `update ${object.metadata?.name}`;
        return `failed to ${what} EndpointSlice for Service ${key}: ${answer.message}`;
      }
      if (answer.stored?.kind !== "EndpointSlice") continue;
      this.#tracker.noteWritten(key, answer.stored.object);
      written.push(answer.stored.object);
    }
    for (const slice of deleted) {
      const { namespace = "default", name = "" } = slice.metadata ?? {};
      const answer = yield { verb: "delete", kind: "EndpointSlice", namespace, name };
      if (answer.kind === "refused")
        return `failed to delete ${name} EndpointSlice for Service ${key}: ${answer.message}`;
      this.#tracker.noteDeleted(key, slice);
    }
    return undefined;
  }

  snapshot(): Snapshot {
    return joinSnapshots({ tracker: this.#tracker.snapshot(), services: this.#services.snapshot() });
  }

  restore(saved: Snapshot): void {
    this.#tracker.restore(partOf(saved, "tracker"));
    this.#services.restore(partOf(saved, "services"));
  }

  resume(view: ControllerView): void {
    this.#services.resume(view);
  }
}

/** All slices that name the Service. */
function slicesOf(view: ControllerView, namespace: string, name: string): readonly EndpointSlice[] {
  if (view.slicesOf !== undefined) return view.slicesOf(namespace, name);
  return view.list("EndpointSlice", namespace).filter((slice) => serviceOf(slice) === `${namespace}/${name}`);
}

/** A Service without a selector selects nothing. */
function selectorOf(selector: Selector | undefined): CompiledLabelSelector {
  if (selector === undefined) return SELECTS_NOTHING;
  let compiled = SELECTORS.get(selector);
  if (compiled === undefined) SELECTORS.set(selector, (compiled = compileLabelSet(selector)));
  return compiled;
}

/** What is refused of slices of one type does not keep those of others back. Several types come together only at first. */
function partsByType(changes: SliceChanges): readonly SliceChanges[] {
  const { created } = changes;
  if (created.length < 2) return [changes];
  const types = new Set(created.map(({ addressType }) => addressType));
  if (types.size < 2) return [changes];
  return Array.from(types, (type) => ({
    created: created.filter(({ addressType }) => addressType === type),
    updated: [],
    deleted: [],
  }));
}

/** Those that are the controller's to look after: most often all, and then the list itself. */
function ownSlices(slices: readonly EndpointSlice[]): readonly EndpointSlice[] {
  return slices.every(isOwn) ? slices : slices.filter(isOwn);
}

function isOwn(slice: EndpointSlice): boolean {
  return isManaged(slice) && slice.metadata?.deletionTimestamp === undefined;
}

function isManaged({ metadata }: EndpointSlice): boolean {
  return metadata?.labels?.[MANAGED_BY_LABEL] === MANAGER;
}

function serviceOf({ metadata }: EndpointSlice): string {
  return keyNamed(metadata?.namespace ?? "default", metadata?.labels?.[SERVICE_NAME_LABEL] ?? "");
}

function later(slice: EndpointSlice): readonly KeyWish[] {
  return [{ key: serviceOf(slice), afterUs: FOREIGN_CHANGE_DELAY_US }];
}

export const ENDPOINT_SLICE_CONTROLLER: ControllerDefinition = Object.freeze({
  name: "endpointslice",
  source: SOURCE,
  create: () => new EndpointSliceController(),
});
