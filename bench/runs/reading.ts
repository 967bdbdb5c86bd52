// Reading 20 MB of manifests: a dump of a whole cluster, and many small documents.

import { load } from "js-yaml";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { Fingerprint } from "../../src/base/hash.ts";
import { readDocuments } from "../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../src/environment/documents/source-text.ts";
import { readManifests } from "../../src/environment/manifests/manifests-source.ts";
import { Notes } from "../../src/environment/notes.ts";
import type { Benchmark, BenchmarkCase, InProcessVariant } from "../benchmark.ts";

import { timedOutcome } from "../benchmark.ts";
import { atMostMb, atMostSeconds } from "./goals.ts";
import { listedPods, listedPodsAsJson, writtenPods } from "./made-dumps.ts";

const CHARACTERS = 20_000_000;
const SMOKE_CHARACTERS = 20_000;

const LIST = "a List of pods, YAML";
const LIST_AS_JSON = "a List of pods, JSON";
const DOCUMENTS = "many small pods, YAML";
/** Text to values. */
const VALUES = "documents";
/** Text to what a scenario runs on: values decoded, completed and judged as the API server does. */
const CHECKED = "manifests";
const LIBRARY = "js-yaml alone";

/** The names of the pods in the text, in order. */
type NamesIn = (text: string) => readonly string[];

const namesInDocuments: NamesIn = (text) => {
  const names: string[] = [];
  for (const { value } of readDocuments(new SourceText("pods", text), new DiagnosticSink())) addNames(value, names);
  return names;
};

const namesInManifests: NamesIn = (text) => {
  const sink = new DiagnosticSink();
  const ports = { sink, notes: new Notes(), lifetimeNotes: new Notes(), workloads: "expanded" } as const;
  const { boundPods, pods } = readManifests([new SourceText("pods", text)], ports);
  if (sink.hasErrors) throw new Error(`the made pods have mistakes: ${sink.all[0]!.message}`);
  return [...boundPods.map(({ pod }) => pod.metadata.name), ...pods.names];
};

const namesByLibrary: NamesIn = (text) => {
  const names: string[] = [];
  for (const document of text.split(/^---\n/m)) if (document !== "") addNames(load(document), names);
  return names;
};

interface PodOrList {
  readonly metadata: { readonly name: string };
  readonly items?: readonly PodOrList[];
}

function addNames(value: unknown, names: string[]): void {
  const { items, metadata } = value as PodOrList;
  if (items === undefined) names.push(metadata.name);
  else for (const item of items) addNames(item, names);
}

function variant(name: string, make: (characters: number) => string, namesIn: NamesIn): InProcessVariant {
  return {
    kind: "in-process",
    name,
    measure: (smoke) => {
      const text = make(smoke ? SMOKE_CHARACTERS : CHARACTERS);
      return timedOutcome(text.length, () => namesIn(text), digestNames);
    },
  };
}

function digestNames(names: readonly string[]): string {
  const fingerprint = new Fingerprint();
  for (const name of names) fingerprint.addText(name);
  return `${names.length} ${fingerprint.hex()}`;
}

function readingCase(name: string, make: (characters: number) => string): BenchmarkCase {
  const variants = [variant(VALUES, make, namesInDocuments), variant(CHECKED, make, namesInManifests)];
  if (name !== DOCUMENTS) return { name, reference: null, variants };
  return { name, reference: LIBRARY, variants: [...variants, variant(LIBRARY, make, namesByLibrary)] };
}

export const readingBenchmark: Benchmark = {
  name: "reading",
  question: "What one character of 20 MB of manifests costs to read",
  cases: [
    readingCase(LIST, listedPods),
    readingCase(LIST_AS_JSON, listedPodsAsJson),
    readingCase(DOCUMENTS, writtenPods),
  ],
  goals: [LIST, LIST_AS_JSON, DOCUMENTS].flatMap((name) => [
    atMostSeconds(name, VALUES, 1),
    atMostSeconds(name, CHECKED, 3),
    atMostMb(name, CHECKED, 400),
  ]),
};
