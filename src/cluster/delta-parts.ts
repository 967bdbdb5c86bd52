// What a delta says of how things were before: absent where there was nothing.

import type { Delta } from "./change.ts";
import type { StoredObject } from "./object-store.ts";

/** The object that was there under the name. */
export function objectBefore(previous: StoredObject | undefined): Pick<Delta, "previous"> {
  return previous === undefined ? {} : { previous };
}

/** The node that the pod's status named. */
export function nominationBefore(nodeName: string | undefined): Pick<Delta, "previousNomination"> {
  return nodeName === undefined ? {} : { previousNomination: nodeName };
}
