// Which fields of an object somebody's manifests name, and what an apply makes of them: a field that one of them names is as the manifest
// that is applied has it, and gone where that leaves it out; what none of them names stays as the cluster has it, whoever set it.
// Imitates the three-way merge of kubectl v1.36, pkg/util/apply (what was applied before, what is there, what is written now). Lists count as one.

import { isMapping, setOwn } from "../../base/mapping.ts";

type Mapping = Readonly<Record<string, unknown>>;

/** The names of fields, each with those of the fields in it; of a list, only its own. */
export interface NamedFields {
  readonly [field: string]: NamedFields;
}

/** All that a manifest names. */
export function namedFields(written: Mapping): NamedFields {
  const named: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(written))
    setOwn(named, field, isMapping(value) ? namedFields(value) : {});
  return named as NamedFields;
}

/** What at least one of the two names. */
export function namedByEither(one: NamedFields, other: NamedFields): NamedFields {
  const both: Record<string, unknown> = { ...one };
  for (const [field, fields] of Object.entries(other))
    setOwn(both, field, Object.hasOwn(one, field) ? namedByEither(one[field]!, fields) : fields);
  return both as NamedFields;
}

/** `written`: with the defaults of what it leaves out, which only count where the cluster has nothing. */
export function appliedOver(known: Mapping, written: Mapping, named: NamedFields): Mapping {
  const applied: Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(known), ...Object.keys(written)])) {
    const value = valueOf(known[field], written[field], Object.hasOwn(named, field) ? named[field] : undefined);
    if (value !== undefined) setOwn(applied, field, value);
  }
  return applied;
}

function valueOf(known: unknown, written: unknown, named: NamedFields | undefined): unknown {
  if (named === undefined) return known ?? written;
  return isMapping(known) && isMapping(written) ? appliedOver(known, written, named) : written;
}
