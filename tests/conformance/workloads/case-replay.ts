// One case played: the same objects, users and kubelet, our controllers; gives the timeline in the records' words.

import type { Controller } from "../../../src/components/controllers/controller.ts";
import { CONTROLLERS } from "../../../src/components/controllers/controllers.ts";
import { podTemplateHash } from "../../../src/model/hashing/pod-template-hash.ts";
import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";
import { DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSIONS } from "../../../src/model/kubernetes-version.ts";
import { VERSION_BEHAVIOUR, type VersionBehaviour } from "../../../src/model/version-behaviour.ts";
import { decodeStruct } from "../../../src/model/api/decode.ts";
import { ApiStorage } from "./api-storage.ts";
import { ControllerRequests } from "./controller-requests.ts";
import { ControllerTurns } from "./controller-turns.ts";
import { InformerCaches } from "./informer-caches.ts";
import { LivePods } from "./live-pods.ts";
import { RecordedNames } from "./recorded-names.ts";
import { recordedUids } from "./recorded-uids.ts";
import type { ApiObject, RecordedInstant, RecordedStep, WorkloadsRecord } from "./record.ts";
import { ScriptedKubelet } from "./scripted-kubelet.ts";
import { patchBetween, StateReader, type SettledState } from "./settled-state.ts";
import { definitionOf } from "./stored-object.ts";
import { UserActions } from "./user-actions.ts";
import { WallClock } from "./wall-clock.ts";

const PLACEHOLDER = "$HASH";
const COLLECTOR = "gc";

/** Controllers of the record that are not there yet. */
export function missingControllers({ input }: WorkloadsRecord): readonly string[] {
  return input.controllers.filter((name) => definitionNamed(name) === undefined);
}

/** Instants at which something was done or became different. `nodeOrder`: nodes that lists have first, in this order. */
export function replayCase(record: WorkloadsRecord, nodeOrder: readonly string[] = []): readonly RecordedInstant[] {
  return new CaseReplay(record, nodeOrder).play();
}

class CaseReplay {
  readonly #record: WorkloadsRecord;
  readonly #clock: WallClock;
  readonly #storage: ApiStorage;
  readonly #names = new RecordedNames();
  readonly #kubelet: ScriptedKubelet;
  readonly #turns: ControllerTurns;
  readonly #users: UserActions;
  readonly #reader: StateReader;

  constructor(record: WorkloadsRecord, nodeOrder: readonly string[]) {
    const { input } = record;
    const uidOf = recordedUids(record);
    this.#record = record;
    this.#clock = new WallClock(input.start);
    const featureGates = new Map(Object.entries(input.featureGates ?? {}));
    this.#storage = new ApiStorage(this.#clock, featureGates, (kind, name) =>
      kind === "Pod" ? uidOf(this.#names.recorded(name)) : undefined,
    );
    this.#storage.onChange((change) => this.#names.hear(change));
    const livePods = new LivePods(this.#clock);
    const caches = new InformerCaches(this.#clock, behaviourOf(record), featureGates, livePods, nodeOrder);
    const requests = new ControllerRequests(this.#storage, this.#clock, input.quota);
    this.#turns = new ControllerTurns(this.#storage, this.#clock, caches, requests, controllersOf(record));
    this.#kubelet = new ScriptedKubelet(this.#storage, this.#clock, input.kubelet);
    this.#users = new UserActions(this.#storage, this.#clock, requests, livePods, this.#names);
    this.#reader = new StateReader(this.#storage, this.#clock, this.#names);
  }

  play(): readonly RecordedInstant[] {
    const { objects, actions, untilUs } = this.#record.input;
    const left = [...(actions ?? [])];
    const timeline: RecordedInstant[] = [];
    let state: SettledState = { objects: {}, pods: {} };
    for (const object of objects ?? []) this.#users.create(this.#named(object));
    for (let atUs: number | undefined = 0; atUs !== undefined && atUs <= untilUs; atUs = this.#nextUs(left[0]?.atUs)) {
      this.#clock.nowUs = atUs;
      this.#turns.begin();
      this.#kubelet.letHappen();
      const steps: RecordedStep[] = [];
      while (left[0] !== undefined && left[0].atUs <= atUs) {
        this.#turns.tell();
        steps.push(...this.#users.do(left.shift()!));
        this.#kubelet.letHappen();
      }
      steps.push(...this.#turns.settle());
      const next = this.#reader.read();
      const settled = patchBetween(state, next);
      state = next;
      if (steps.length === 0 && settled === undefined) continue;
      timeline.push({
        atUs,
        ...(steps.length === 0 ? {} : { steps: this.#names.recordedIn(steps) as readonly RecordedStep[] }),
        ...(settled === undefined ? {} : { settled }),
      });
    }
    return timeline;
  }

  #nextUs(actionUs: number | undefined): number | undefined {
    const moments = [actionUs, this.#kubelet.nextUs(), this.#turns.nextUs()].filter((us) => us !== undefined);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  /** `web-$HASH` is the name that the first ReplicaSet of the Deployment web would have. */
  #named(object: ApiObject): ApiObject {
    const { name = "" } = object.metadata;
    if (!name.endsWith(PLACEHOLDER)) return object;
    const owner = name.slice(0, -PLACEHOLDER.length - 1);
    const deployment = this.#record.input.objects?.find(
      ({ kind, metadata }) => kind === "Deployment" && metadata.name === owner,
    );
    const definition = definitionOf("Deployment")!;
    const { value } = decodeStruct(deployment, definition.type);
    definition.applyDefaults(value);
    const { template } = value["spec"] as { template: PodTemplateSpec };
    const real = `${owner}-${podTemplateHash(template, undefined)}`;
    this.#names.placeholder(real, name);
    return { ...object, metadata: { ...object.metadata, name: real } };
  }
}

/** `1.36.3` behaves as 1.36 does. */
function behaviourOf({ kubernetes }: WorkloadsRecord): VersionBehaviour {
  const minor = KUBERNETES_VERSIONS.find((version) => kubernetes.startsWith(`${version}.`));
  return VERSION_BEHAVIOUR[minor ?? DEFAULT_KUBERNETES_VERSION];
}

function controllersOf({ input }: WorkloadsRecord): ReadonlyMap<string, Controller> {
  return new Map(
    input.controllers.flatMap((name) => {
      const definition = definitionNamed(name);
      return definition === undefined ? [] : [[name, definition.create()] as const];
    }),
  );
}

function definitionNamed(name: string): (typeof CONTROLLERS)[number] | undefined {
  return CONTROLLERS.find((definition) => definition.name === (name === COLLECTOR ? "garbage-collector" : name));
}
