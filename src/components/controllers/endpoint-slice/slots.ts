// The slices of one Service as they were written last: those with endpoints as slots, in which the latest look at the pods leaves
// what is to be done, and what of it is written. How many endpoints each has, and where it stands, is kept beside them, so that the
// usual change, which is about one slice, reads no other. Knows endpoints; no pod.

import type { Endpoint, EndpointSlice } from "../../../model/api/types/endpoint-slice.ts";

import {
  placeRest,
  tightestOf,
  updatedSlice,
  type ClearedSlices,
  type SliceChanges,
  type SliceFrame,
} from "./fit-slices.ts";
import type { NewEndpoints } from "./new-endpoints.ts";

/** An endpoint of a slice, and what takes its place; undefined: nothing. */
interface Edit {
  readonly before: Endpoint;
  readonly after: Endpoint | undefined;
}

/** A slice with endpoints, whatever object stands for it now. */
export interface Slot {
  slice: EndpointSlice;
  /** The slice's, for good. */
  readonly name: string | undefined;
  /** Where the slice stands among all of its Service, and where the slot does among those with endpoints. */
  at: number;
  index: number;
  /** Each of another endpoint; undefined for none. */
  edits: Edit[] | undefined;
}

export class Slots {
  /** All slices of the Service, as they are to be found. */
  #listed: EndpointSlice[];
  /** In the same order. */
  #slots: Slot[];
  /** How many endpoints each of them has. */
  #counts: number[] = [];
  /** How many slots are to be edited, and the latest of them. */
  #edited = 0;
  #editedSlot: Slot | undefined;
  /** The one whose slice alone is to be written. */
  #only: Slot | undefined;

  /** `own`: those of `listed` that have endpoints, in the same order. */
  constructor(listed: readonly EndpointSlice[], own: readonly EndpointSlice[]) {
    this.#listed = listed.slice();
    this.#slots = own.map(slotOf);
    this.#number();
  }

  get all(): readonly Slot[] {
    return this.#slots;
  }

  /** Of all slices of the Service. */
  get listedCount(): number {
    return this.#listed.length;
  }

  get editedCount(): number {
    return this.#edited;
  }

  /** Whether these are the slices, as they were left. */
  areThese(listed: readonly EndpointSlice[]): boolean {
    const own = this.#listed;
    if (listed.length !== own.length) return false;
    for (let index = 0; index < listed.length; index += 1) if (listed[index] !== own[index]) return false;
    return true;
  }

  /** The endpoint is another now, or none. It is another one with each call before the changes are asked for. */
  edit(slot: Slot, before: Endpoint, after: Endpoint | undefined): void {
    const edit = { before, after };
    if (slot.edits !== undefined) {
      slot.edits.push(edit);
      return;
    }
    slot.edits = [edit];
    this.#edited += 1;
    this.#editedSlot = slot;
  }

  /** What all edits since this was asked last and the new endpoints come to. */
  changesWith(rest: NewEndpoints, frame: SliceFrame): SliceChanges {
    const slot = this.#onlyChanged(rest.size);
    const edited = this.#edited;
    this.#edited = 0;
    this.#only = undefined;
    if (slot === undefined) return placeRest(this.#cleared(), rest.inOrder(), frame);
    const { slice } = slot;
    const endpoints = edited === 0 ? (slice.endpoints ?? []).concat(rest.inOrder()) : editedEndpoints(slot);
    slot.edits = undefined;
    if (endpoints.length === 0) return { created: [], updated: [], deleted: [slice] };
    this.#only = slot;
    return { created: [], updated: [updatedSlice(slice, endpoints, frame)], deleted: [] };
  }

  /** `written`: what the server made of what was created and updated. False where that is not as planned: then nothing is known. */
  keep(changes: SliceChanges, written: readonly EndpointSlice[], rest: NewEndpoints): boolean {
    const { created, updated } = changes;
    if (written.length !== created.length + updated.length) return false;
    for (let index = 0; index < updated.length; index += 1) {
      const slice = written[created.length + index]!;
      const slot = this.#slotNamed(slice.metadata?.name);
      if (slot === undefined || !this.#stand(slot, slice, updated[index]!, rest)) return false;
    }
    return created.length + changes.deleted.length === 0 || this.#keepOthers(changes, written, rest);
  }

  #keepOthers({ created, deleted }: SliceChanges, written: readonly EndpointSlice[], rest: NewEndpoints): boolean {
    this.#listed = this.#listed.filter((slice) => !deleted.includes(slice));
    this.#slots = this.#slots.filter(({ slice }) => !deleted.includes(slice));
    for (let index = 0; index < created.length; index += 1) {
      const slice = written[index]!;
      this.#listed.push(slice);
      // A placeholder is no slot.
      if ((created[index]!.endpoints ?? []).length === 0) continue;
      const slot = slotOf(slice);
      this.#slots.push(slot);
      if (!rest.place(slot, created[index]!)) return false;
    }
    this.#number();
    return true;
  }

  /** The slot which alone `placeRest` would touch; undefined where it would touch several, or one that is not there yet. */
  #onlyChanged(rest: number): Slot | undefined {
    if (rest === 0) return this.#edited === 1 ? this.#editedSlot : undefined;
    const index = this.#edited > 0 ? undefined : tightestOf(this.#counts, rest);
    return index === undefined ? undefined : this.#slots[index];
  }

  #cleared(): ClearedSlices {
    const cleared: ClearedSlices = { unchanged: [], changed: [], deleted: [] };
    for (const slot of this.#slots) {
      const { slice } = slot;
      if (slot.edits === undefined) {
        cleared.unchanged.push(slice);
        continue;
      }
      const endpoints = editedEndpoints(slot);
      slot.edits = undefined;
      if (endpoints.length === 0) cleared.deleted.push(slice);
      else cleared.changed.push({ slice, endpoints });
    }
    return cleared;
  }

  #slotNamed(name: string | undefined): Slot | undefined {
    if (this.#only?.name === name) return this.#only;
    return this.#slots.find((slot) => slot.name === name);
  }

  /** The slice stands in the slot from now on. False if it is not the planned one. */
  #stand(slot: Slot, slice: EndpointSlice, planned: EndpointSlice, rest: NewEndpoints): boolean {
    this.#listed[slot.at] = slice;
    this.#counts[slot.index] = (slice.endpoints ?? []).length;
    slot.slice = slice;
    return rest.place(slot, planned);
  }

  /** After slices have come or gone. */
  #number(): void {
    let at = 0;
    this.#counts = [];
    for (const [index, slot] of this.#slots.entries()) {
      at = this.#listed.indexOf(slot.slice, at);
      slot.at = at;
      slot.index = index;
      this.#counts.push((slot.slice.endpoints ?? []).length);
    }
  }
}

function slotOf(slice: EndpointSlice): Slot {
  return { slice, name: slice.metadata?.name, at: 0, index: 0, edits: undefined };
}

/** The slot's endpoints as its edits leave them. */
function editedEndpoints({ slice: { endpoints = [] }, edits = [] }: Slot): Endpoint[] {
  if (edits.length <= FEW) return editedOneByOne(endpoints, edits);
  const byEndpoint = new Map(edits.map(({ before, after }) => [before, after]));
  const made: Endpoint[] = [];
  for (const endpoint of endpoints) {
    const next = byEndpoint.has(endpoint) ? byEndpoint.get(endpoint) : endpoint;
    if (next !== undefined) made.push(next);
  }
  return made;
}

/** So many endpoints are looked for one by one. */
const FEW = 4;

function editedOneByOne(endpoints: readonly Endpoint[], edits: readonly Edit[]): Endpoint[] {
  const made = endpoints.slice();
  for (const { before, after } of edits) {
    const at = made.indexOf(before);
    if (at === -1) continue;
    if (after === undefined) made.splice(at, 1);
    else made[at] = after;
  }
  return made;
}
