// Objects of one kind by the name of what they belong to: made when somebody asks, kept up from then on, and made anew when an object
// changes hands, so that each list is in the order in which its objects came. Knows the API's objects only.
// Stands for walks through a whole lister: of EndpointSlices by label in syncService of
// pkg/controller/endpointslice/endpointslice_controller.go, of Jobs by owner in getJobsToBeReconciled of
// pkg/controller/cronjob/cronjob_controllerv2.go, v1.36.

import type { ObjectMeta } from "../model/api/types/object-meta.ts";

import { NamedPlaces } from "./named-places.ts";

const NOTHING: readonly never[] = Object.freeze([]);

interface Named {
  readonly metadata?: ObjectMeta | undefined;
}

/** What belongs to one name. A list that somebody has asked for is left as it is. */
interface OwnObjects<Thing> {
  list: Thing[];
  isGivenOut: boolean;
}

export class ObjectsByName<Thing extends Named> {
  readonly #nameOf: (thing: Thing) => string | undefined;
  /** By namespace and name; undefined while nobody has asked. */
  #byName: NamedPlaces<OwnObjects<Thing>> | undefined;

  /** `nameOf`: of what an object belongs to; undefined: to nothing. */
  constructor(nameOf: (thing: Thing) => string | undefined) {
    this.#nameOf = nameOf;
  }

  /** `all`: all objects of the kind, in their order. */
  of(namespace: string, name: string, all: () => Iterable<Thing>): readonly Thing[] {
    if (this.#byName === undefined) {
      this.#byName = new NamedPlaces();
      for (const thing of all()) this.put(thing, undefined);
    }
    const own = this.#find(namespace, name);
    if (own === undefined) return NOTHING;
    own.isGivenOut = true;
    return own.list;
  }

  /** `previous`: the object in whose place it comes. */
  put(thing: Thing, previous: Thing | undefined): void {
    if (this.#byName === undefined) return;
    const name = this.#nameOf(thing);
    if (previous !== undefined && this.#nameOf(previous) !== name) {
      this.forget();
      return;
    }
    if (name === undefined) return;
    const own = (this.#byName.at(KIND, namespaceOf(thing), name).thing ??= { list: [], isGivenOut: false });
    if (own.isGivenOut) {
      own.list = own.list.slice();
      own.isGivenOut = false;
    }
    const at = previous === undefined ? -1 : own.list.indexOf(previous);
    if (at === -1) own.list.push(thing);
    else own.list[at] = thing;
  }

  remove(thing: Thing): void {
    const name = this.#nameOf(thing);
    const own = name === undefined ? undefined : this.#find(namespaceOf(thing), name);
    if (own === undefined) return;
    own.list = own.list.filter((each) => each !== thing);
    own.isGivenOut = false;
  }

  forget(): void {
    this.#byName = undefined;
  }

  #find(namespace: string, name: string): OwnObjects<Thing> | undefined {
    return this.#byName?.find(KIND, namespace, name)?.thing;
  }
}

/** There are names of one kind only. */
const KIND = "";

function namespaceOf({ metadata }: Named): string {
  return metadata?.namespace ?? "default";
}
