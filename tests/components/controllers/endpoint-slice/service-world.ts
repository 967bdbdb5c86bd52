// A small world around one EndpointSlice controller: a Service `web`, pods, nodes and slices that others may change too. Says of
// each sync what the controller wrote and what going through everything comes to. Knows no rule about slices.

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type {
  ControllerView,
  WatchEvent,
  Write,
  WriteResult,
} from "../../../../src/components/controllers/controller.ts";
import { ENDPOINT_SLICE_CONTROLLER } from "../../../../src/components/controllers/endpoint-slice/endpoint-slice-controller.ts";
import {
  addressTypesOf,
  MANAGED_BY_LABEL,
  MANAGER,
  serviceChanges,
} from "../../../../src/components/controllers/endpoint-slice/service-slices.ts";
import { SERVICE_NAME_LABEL, type EndpointSlice } from "../../../../src/model/api/types/endpoint-slice.ts";
import type { Service } from "../../../../src/model/api/types/service.ts";
import type { Node, Pod } from "../../../../src/model/objects.ts";
import { fakeView } from "../fake-view.ts";
import { KEY, serviceOf } from "./build-services.ts";

export class ServiceWorld {
  readonly controller = ENDPOINT_SLICE_CONTROLLER.create();
  readonly pods = new Map<number, LivePod>();
  readonly nodes = new Map<string, Node>();
  readonly slices = new Map<string, EndpointSlice>();
  service: Service = serviceOf();
  /** The Service's pods in the order in which they came to it; found at the first sync with a selector. */
  #behind = new Map<number, LivePod>();
  #selector: unknown;
  readonly #objects = new Map<string, Pod>();
  #names = 0;

  get view(): ControllerView {
    const slices = [...this.slices.values()].map((object): StoredObject => ({ kind: "EndpointSlice", object }));
    const stored: readonly StoredObject[] = [{ kind: "Service", object: this.service }, ...slices];
    return fakeView({ pods: [...this.pods.values()], nodes: [...this.nodes.values()], stored });
  }

  putPod(made: LivePod): void {
    const pod = { ...made, object: this.#sharedObject(made) };
    const before = this.pods.get(pod.id);
    this.pods.set(pod.id, pod);
    if (this.#isBehind(pod)) this.#behind.set(pod.id, pod);
    else this.#behind.delete(pod.id);
    this.#tell({ type: before === undefined ? "added" : "updated", kind: "Pod", pod });
  }

  removePod(id: number): void {
    const pod = this.pods.get(id);
    if (pod === undefined) return;
    this.pods.delete(id);
    this.#behind.delete(id);
    this.#tell({ type: "deleted", kind: "Pod", pod });
  }

  putNode(name: string, zone: string): void {
    const before = this.nodes.get(name);
    const node: Node = { metadata: { name, labels: { "topology.kubernetes.io/zone": zone } } };
    this.nodes.set(name, node);
    if (before === undefined) this.#tell({ type: "added", kind: "Node", node });
    else this.#tell({ type: "updated", kind: "Node", node, before });
  }

  removeNode(name: string): void {
    const node = this.nodes.get(name);
    if (node === undefined) return;
    this.nodes.delete(name);
    this.#tell({ type: "deleted", kind: "Node", node });
  }

  putService(service: Service): void {
    const before: StoredObject = { kind: "Service", object: this.service };
    if (service.spec?.selector !== this.service.spec?.selector) this.#selector = undefined;
    this.service = service;
    this.#tell({ type: "updated", kind: "Service", stored: { kind: "Service", object: service }, before });
  }

  putSlice(slice: EndpointSlice): void {
    const name = slice.metadata?.name ?? "";
    const before = this.slices.get(name);
    this.slices.set(name, slice);
    const stored: StoredObject = { kind: "EndpointSlice", object: slice };
    if (before === undefined) this.#tell({ type: "added", kind: "EndpointSlice", stored });
    else
      this.#tell({ type: "updated", kind: "EndpointSlice", stored, before: { kind: "EndpointSlice", object: before } });
  }

  removeSlice(name: string): void {
    const slice = this.slices.get(name);
    if (slice === undefined) return;
    this.slices.delete(name);
    this.#tell({ type: "deleted", kind: "EndpointSlice", stored: { kind: "EndpointSlice", object: slice } });
  }

  /** One sync; `isLost`: somebody else wrote each slice first. What was written, and what should have been. */
  sync(isLost = false): { readonly written: readonly unknown[]; readonly wanted: readonly unknown[] } {
    if (this.#selector !== this.service.spec?.selector) {
      this.#selector = this.service.spec?.selector;
      this.#behind = new Map([...this.pods].filter(([, pod]) => this.#isBehind(pod)));
    }
    const wanted = this.#wanted();
    const requests = this.controller.sync(this.view, KEY);
    const made: Write[] = [];
    const answers: StoredObject[] = [];
    for (let turn = requests.next(); turn.done !== true;) {
      if (turn.value.verb !== "event") made.push(turn.value);
      const answer = this.#answer(turn.value);
      if (answer.kind === "done" && answer.stored !== undefined) answers.push(answer.stored);
      turn = requests.next(answer);
    }
    for (const write of made) if (write.verb === "delete") this.removeSlice(write.name);
    for (const stored of answers)
      if (stored.kind === "EndpointSlice") this.putSlice(isLost ? other(stored.object) : stored.object);
    return { written: made.map(textOf), wanted };
  }

  #wanted(): readonly unknown[] {
    const slices = [...this.slices.values()].filter(
      ({ metadata }) =>
        metadata?.labels?.[MANAGED_BY_LABEL] === MANAGER && metadata.labels[SERVICE_NAME_LABEL] === "web",
    );
    const types = addressTypesOf(this.service);
    const wanted: unknown[] = [];
    for (const addressType of types) {
      const existing = slices.filter((slice) => slice.addressType === addressType);
      const pods = [...this.#behind.values()];
      const { created, updated, deleted } = serviceChanges(this.service, pods, existing, addressType, this.view);
      wanted.push(...created.map((object) => ["create", object]), ...updated.map((object) => ["update", object]));
      wanted.push(...deleted.map(({ metadata }) => ["delete", metadata?.name]));
    }
    for (const { addressType, metadata } of slices) {
      if (!types.some((type) => type === addressType)) wanted.push(["delete", metadata?.name]);
    }
    return wanted;
  }

  #answer(write: Write): WriteResult {
    if (write.verb === "create" && write.stored.kind === "EndpointSlice") {
      this.#names += 1;
      const name = `web-${this.#names}`;
      const { generateName: _generated, ...metadata } = write.stored.object.metadata ?? {};
      // A server decodes what it is sent: nothing of it is the sender's.
      const object = structuredClone({
        ...write.stored.object,
        metadata: { ...metadata, name, uid: `uid-${name}`, generation: 1 },
      });
      return { kind: "done", name, stored: { kind: "EndpointSlice", object } };
    }
    if (write.verb !== "update" || write.stored.kind !== "EndpointSlice") return { kind: "done", name: "" };
    const { metadata } = write.stored.object;
    const current = this.slices.get(metadata?.name ?? "")!;
    const { uid = "", generation = 0 } = current.metadata ?? {};
    const object = { ...write.stored.object, metadata: { ...metadata, uid, generation: generation + 1 } };
    return { kind: "done", name: "", stored: { kind: "EndpointSlice", object } };
  }

  /** Pods that are alike share their object, as in a run. One on another node is another pod there. */
  #sharedObject({ object, nodeName }: LivePod): Pod {
    const text = JSON.stringify([object, nodeName]);
    const shared = this.#objects.get(text) ?? object;
    this.#objects.set(text, shared);
    return shared;
  }

  #isBehind({ object }: LivePod): boolean {
    return object.metadata.labels?.["app"] === this.service.spec?.selector?.["app"];
  }

  #tell(event: WatchEvent): void {
    this.controller.keysAfter(event, this.view);
  }
}

/** The slice as somebody else might have written it at the same time. */
function other(slice: EndpointSlice): EndpointSlice {
  return { ...slice, endpoints: (slice.endpoints ?? []).slice(1) };
}

function textOf(write: Write): unknown {
  if (write.verb === "delete") return ["delete", write.name];
  return "stored" in write ? [write.verb, write.stored.object] : [write.verb];
}
