// For tests: texts read as a source reads files, with all that was told.

import { DiagnosticSink, type Diagnostic } from "../../src/base/diagnostic.ts";

import { readDocuments } from "../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../src/environment/documents/source-text.ts";
import {
  collectObjects,
  type ManifestObject,
  type NamedObject,
} from "../../src/environment/manifests/manifest-objects.ts";
import { readManifests } from "../../src/environment/manifests/manifests-source.ts";
import { nameObjects } from "../../src/environment/manifests/name-objects.ts";
import { Notes } from "../../src/environment/notes.ts";
import type { ListedContent, ReadingPorts } from "../../src/environment/workload-source.ts";

/** Ports for one reading; `told` flushes the notes and gives all diagnostics. */
export function listeningPorts(): { readonly ports: ReadingPorts; readonly told: () => readonly Diagnostic[] } {
  const sink = new DiagnosticSink();
  const notes = new Notes();
  const lifetimeNotes = new Notes();
  const told = (): readonly Diagnostic[] => {
    notes.flush(sink);
    lifetimeNotes.flush(sink);
    return sink.all;
  };
  return { ports: { sink, notes, lifetimeNotes, workloads: "expanded" }, told };
}

/** Manifests in files `f1`, `f2` … */
export function readTexts(...texts: readonly string[]): {
  readonly content: ListedContent;
  readonly told: readonly Diagnostic[];
} {
  const { ports, told } = listeningPorts();
  const files = texts.map((text, index) => new SourceText(`f${index + 1}`, text));
  const content = readManifests(files, ports);
  return { content, told: told() };
}

/** The objects in a text, named. */
export function namedObjects(text: string, ports: ReadingPorts): readonly NamedObject[] {
  return [...nameObjects(manifestObjects(text, ports), ports)];
}

export function manifestObjects(text: string, ports: ReadingPorts): readonly ManifestObject[] {
  const documents = readDocuments(new SourceText("f1", text), ports.sink);
  return [...collectObjects(documents, ports.sink, ports.notes, ports.workloads)];
}

/** `code line:column` of each diagnostic of a severity (all of them if none is given). */
export function placesOf(told: readonly Diagnostic[], severity?: Diagnostic["severity"]): readonly string[] {
  return told
    .filter((diagnostic) => severity === undefined || diagnostic.severity === severity)
    .map(({ code, position }) => `${code} ${position?.line}:${position?.column}`);
}
