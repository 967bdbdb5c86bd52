// Objects by the namespace in which they hold.

/** What may stand in a namespace. */
export interface Namespaced {
  readonly metadata?: { readonly namespace?: string };
}

/** Objects that name no namespace are in the default one. */
export function namespaceOf({ metadata }: Namespaced): string {
  return metadata?.namespace ?? "default";
}

/** The objects of each namespace, in their order. */
export function byNamespace<Value extends Namespaced>(
  objects: readonly Value[],
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const object of objects) {
    const namespace = namespaceOf(object);
    const group = groups.get(namespace);
    if (group === undefined) groups.set(namespace, [object]);
    else group.push(object);
  }
  return groups;
}
