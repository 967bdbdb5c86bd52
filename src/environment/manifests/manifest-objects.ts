// Documents to Kubernetes objects: lists opened, kinds recognised, each object told apart from the rest.
// Says what is not an object, what no Kubernetes serves, and what is left aside.

import { suggestionFor, type DiagnosticSink, type SourcePosition } from "../../base/diagnostic.ts";
import { nearestName } from "../../base/nearest-name.ts";

import type { ApiKind } from "../../model/api/api-kind.ts";
import { apiKindOf } from "../../model/api/api-kinds.ts";

import type { DocumentPath } from "../documents/locate-in-yaml.ts";
import type { SourceDocument } from "../documents/read-documents.ts";
import type { Notes } from "../notes.ts";
import type { WorkloadReading } from "../workload-source.ts";
import { pathText } from "./document-path.ts";
import { CONTROLLED_KINDS, isBuiltInGroup, KNOWN_KINDS, type KindUse, type KnownKind } from "./kinds.ts";
import { show } from "./show-value.ts";
import { chartAdvice, isKustomization, KUSTOMIZATION_ADVICE } from "./tool-sources.ts";

/** One object of a kind whose rules are known. */
export interface ManifestObject {
  readonly kind: string;
  /** How Kubernetes completes and judges objects of the kind. */
  readonly api: ApiKind;
  /** Whether anything is done with it, or it is only judged. */
  readonly isRead: boolean;
  readonly value: Readonly<Record<string, unknown>>;
  readonly document: SourceDocument;
  /** From the document's root to the object: empty, or `items`, n. */
  readonly path: DocumentPath;
}

/** What the kinds of lists end with, and the kind of those that hold anything. */
const LIST = "List";

const LIST_FIELDS: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);

type FoundObject = Omit<ManifestObject, "api" | "isRead">;

/** Where the object begins. */
export function positionOfObject(object: FoundObject): SourcePosition {
  return object.document.positionOf(object.path);
}

/** An object with the parts that all kinds have. */
export interface NamedObject extends ManifestObject {
  readonly name: string;
  readonly namespace: string;
}

/** The objects to judge, one at a time, in the order in which they stand in the files. */
export function* collectObjects(
  documents: Iterable<SourceDocument>,
  sink: DiagnosticSink,
  notes: Notes,
  workloads: WorkloadReading,
): Generator<ManifestObject> {
  const collector = new ObjectCollector(sink, notes, workloads);
  for (const document of documents) yield* collector.collect(document, document.value, [], undefined);
}

class ObjectCollector {
  readonly #sink: DiagnosticSink;
  readonly #notes: Notes;
  readonly #workloads: WorkloadReading;

  constructor(sink: DiagnosticSink, notes: Notes, workloads: WorkloadReading) {
    this.#sink = sink;
    this.#notes = notes;
    this.#workloads = workloads;
  }

  /** `type` is what a typed list (`PodList`) says of items that do not say it themselves. */
  *collect(
    document: SourceDocument,
    value: unknown,
    path: DocumentPath,
    type: { readonly kind: string; readonly apiVersion: unknown } | undefined,
  ): Generator<ManifestObject> {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      this.#refuse(document, path, "not-an-object", `${show(value)} is not a Kubernetes object`, {
        expected: "a mapping with apiVersion and kind",
      });
      return;
    }
    const fields = value as Readonly<Record<string, unknown>>;
    const kind = ownField(fields, "kind") ?? type?.kind;
    const apiVersion = ownField(fields, "apiVersion") ?? type?.apiVersion;
    if (kind === undefined && typeof ownField(fields, "$schema") === "string") {
      const note = { code: "ignored-kind", severity: "ignored", message: "a JSON Schema holds no objects" } as const;
      this.#notes.add(note, () => document.positionOf(path));
      return;
    }
    if (isKustomization(document.source.path, kind, apiVersion)) {
      const note = { code: "kustomization", severity: "warning", message: KUSTOMIZATION_ADVICE } as const;
      this.#notes.add(note, () => document.positionOf(path));
      return;
    }
    if (typeof kind !== "string" || kind === "" || typeof apiVersion !== "string" || apiVersion === "") {
      const missing = typeof kind === "string" && kind !== "" ? "apiVersion" : "kind";
      this.#refuse(document, path, "missing-field", `the object has no ${missing}`, {
        expected: chartAdvice(document.source.path) ?? "apiVersion and kind, as in `apiVersion: v1` and `kind: Pod`",
      });
      return;
    }
    if (isList(kind, fields)) {
      const itemType = kind === LIST ? undefined : { kind: kind.slice(0, -LIST.length), apiVersion };
      for (const [index, item] of this.#itemsOf(kind, fields, document, path).entries()) {
        yield* this.collect(document, item, [...path, "items", index], itemType);
      }
      return;
    }
    const object = { kind, value: fields, document, path };
    const isRead = this.#isToBeRead(object, apiVersion);
    const api = apiKindOf(apiVersion, kind);
    if (api !== undefined) yield { ...object, api, isRead };
  }

  /** A list that nobody filled holds `null`; one without items is surely none that anybody meant to write. */
  #itemsOf(
    kind: string,
    fields: Readonly<Record<string, unknown>>,
    document: SourceDocument,
    path: DocumentPath,
  ): readonly unknown[] {
    const items = ownField(fields, "items");
    if (Array.isArray(items)) return items;
    if (items === undefined) {
      const names = Object.keys(fields).filter((name) => !LIST_FIELDS.has(name));
      const misspelt = nearestName("items", names);
      const place = misspelt === undefined ? path : [...path, misspelt];
      this.#refuse(document, place, "missing-field", `the ${kind} has no items`, {
        expected: "items, a list of objects",
        ...(misspelt === undefined ? {} : { suggestion: "items" }),
      });
    } else if (items !== null) {
      this.#refuse(document, [...path, "items"], "wrong-type", `the items of the ${kind} are ${show(items)}`, {
        expected: "a list of objects",
      });
    }
    return [];
  }

  /** Whether the object is one to read; what is to be said of any other is said here. */
  #isToBeRead(object: FoundObject, apiVersion: string): boolean {
    const known = KNOWN_KINDS.get(object.kind);
    if (known?.apiVersions.includes(apiVersion) === true) {
      if (known.what.use === "read") return true;
      if (this.#workloads === "controlled" && CONTROLLED_KINDS.has(object.kind)) return true;
      this.#noteUse(object, known.what);
    } else if (isBuiltInGroup(apiVersion)) this.#refuseUnknown(object, apiVersion, known);
    else this.#noteCustomResource(object, apiVersion);
    return false;
  }

  #noteUse(object: FoundObject, what: Exclude<KindUse, { use: "read" }>): void {
    const note =
      what.use === "ignored"
        ? ({ code: "ignored-kind", severity: what.use, message: `${object.kind} changes no placement` } as const)
        : ({
            code: what.use,
            severity: what.use,
            message: CONTROLLED_KINDS.has(object.kind)
              ? `${object.kind} is simulated only where controllers run (spec.controllers: simulated): without them ${what.consequence}`
              : `${object.kind} is not simulated: ${what.consequence}`,
          } as const);
    this.#notes.add(note, () => positionOfObject(object));
  }

  #refuseUnknown(object: FoundObject, apiVersion: string, known: KnownKind | undefined): void {
    const { document, path, kind } = object;
    if (kind === "Scenario" || kind === "KubeSchedulerConfiguration") {
      this.#refuse(document, path, "misplaced-kind", `${kind} is not part of a workload or cluster`, {
        expected: kind === "Scenario" ? "a scenario is run by itself" : "its path under spec.scheduler.configuration",
      });
      return;
    }
    if (known !== undefined) {
      this.#refuse(document, [...path, "apiVersion"], "unknown-version", `${plain(apiVersion)} has no ${kind}`, {
        expected: known.apiVersions.join(" or "),
        suggestion: known.apiVersions[0]!,
      });
      return;
    }
    const served = [...KNOWN_KINDS].filter(([, candidate]) => candidate.apiVersions.includes(apiVersion));
    const names = served.length > 0 ? served.map(([name]) => name) : [...KNOWN_KINDS.keys()];
    this.#refuse(document, [...path, "kind"], "unknown-kind", `${plain(apiVersion)} has no kind ${show(kind)}`, {
      expected: "a kind that Kubernetes serves",
      ...suggestionFor(kind, names),
    });
  }

  #noteCustomResource(object: FoundObject, apiVersion: string): void {
    this.#notes.add(
      {
        code: "custom-resource",
        severity: "not-simulated",
        message: `${plain(object.kind)} (${plain(apiVersion)}) is not simulated: its controller creates nothing`,
      },
      () => positionOfObject(object),
    );
  }

  #refuse(
    document: SourceDocument,
    path: DocumentPath,
    code: string,
    message: string,
    more: { readonly expected: string; readonly suggestion?: string },
  ): void {
    const where = path.length === 0 ? {} : { path: pathText(path) };
    const position = document.positionOf(path);
    this.#sink.report({ code, severity: "error", message, position, ...where, ...more });
  }
}

/** A name as it stands, if it looks like one. */
function plain(name: string): string {
  return /^[\w./-]{1,100}$/.test(name) ? name : show(name);
}

/** A custom resource may be called so, too: it has no items then. */
function isList(kind: string, fields: Readonly<Record<string, unknown>>): boolean {
  if (!kind.endsWith(LIST)) return false;
  return kind === LIST || Object.hasOwn(fields, "items") || KNOWN_KINDS.has(kind.slice(0, -LIST.length));
}

/** Never a field of the prototype: `constructor` may well be what a file says. */
function ownField(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
