// Who controls an object, by what the object itself says.
// Imitates staging apimachinery pkg/apis/meta/v1/controller_ref.go (GetControllerOfNoCopy), v1.36.

/** As any object may carry it. */
interface AnyReference {
  readonly name?: string | undefined;
  readonly controller?: boolean | null | undefined;
}

interface Owned<Reference> {
  readonly ownerReferences?: readonly Reference[] | null | undefined;
}

/** The first reference that is marked as the controller's; undefined for an orphan. */
export function controllingOwner<Reference extends AnyReference>(
  metadata: Owned<Reference> | undefined,
): Reference | undefined {
  const references = metadata?.ownerReferences;
  if (references === undefined || references === null) return undefined;
  for (const reference of references) if (reference.controller === true) return reference;
  return undefined;
}
