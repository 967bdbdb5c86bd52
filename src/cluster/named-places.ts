// What is kept by kind, namespace and name: found without a key being put together, as this is asked at each change of each pod.
// What is gone leaves its place behind.

/** A place under a name. */
export interface NamedPlace<Thing> {
  /** Undefined: there is none, or it is gone. */
  thing: Thing | undefined;
  /** When it was last written; 0: never. */
  version: number;
  /** `namespace/name`. */
  readonly key: string;
}

type Names<Thing> = Map<string, NamedPlace<Thing>>;

/** The places of one kind. */
interface KindPlaces<Thing> {
  readonly byNamespace: Map<string, Names<Thing>>;
  /** The namespace that was asked about last, and its names: most often it is asked about again. */
  latest: string | undefined;
  names: Names<Thing> | undefined;
  /** Of that namespace, the name that was found last, and its place: owners of pods are asked for again and again. A place stays. */
  foundName: string | undefined;
  found: NamedPlace<Thing> | undefined;
}

export class NamedPlaces<Thing> {
  readonly #byKind = new Map<string, KindPlaces<Thing>>();

  /** The place of that name, if anything was ever there. */
  find(kind: string, namespace: string, name: string): NamedPlace<Thing> | undefined {
    const places = this.#byKind.get(kind);
    if (places === undefined) return undefined;
    const names = namesIn(places, namespace);
    if (name === places.foundName) return places.found;
    const found = names?.get(name);
    if (found === undefined) return undefined;
    places.foundName = name;
    places.found = found;
    return found;
  }

  /** The place of that name, which is made if need be. */
  at(kind: string, namespace: string, name: string): NamedPlace<Thing> {
    return this.find(kind, namespace, name) ?? this.#make(kind, namespace, name);
  }

  #make(kind: string, namespace: string, name: string): NamedPlace<Thing> {
    let places = this.#byKind.get(kind);
    if (places === undefined) {
      const byNamespace = new Map<string, Names<Thing>>();
      places = { byNamespace, latest: undefined, names: undefined, foundName: undefined, found: undefined };
      this.#byKind.set(kind, places);
    }
    let names = namesIn(places, namespace);
    if (names === undefined) {
      names = new Map<string, NamedPlace<Thing>>();
      places.byNamespace.set(namespace, names);
      places.names = names;
    }
    const place = { thing: undefined, version: 0, key: `${namespace}/${name}` };
    names.set(name, place);
    return place;
  }

  clear(): void {
    this.#byKind.clear();
  }

  /** All places ever written, with their kind, namespace and name. */
  *versions(): Generator<readonly [kind: string, namespace: string, name: string, version: number]> {
    for (const [kind, { byNamespace }] of this.#byKind) {
      for (const [namespace, names] of byNamespace) {
        for (const [name, { version }] of names) yield [kind, namespace, name, version];
      }
    }
  }
}

/** The names of a namespace, of which none was found yet if it is another than before. */
function namesIn<Thing>(places: KindPlaces<Thing>, namespace: string): Names<Thing> | undefined {
  if (namespace === places.latest) return places.names;
  places.latest = namespace;
  places.names = places.byNamespace.get(namespace);
  places.foundName = undefined;
  places.found = undefined;
  return places.names;
}
