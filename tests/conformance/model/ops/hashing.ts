// Operations of hashing.jsonl.

import { decodeStruct } from "../../../../src/model/api/decode.ts";
import { POD_TEMPLATE_SPEC, type PodTemplateSpec } from "../../../../src/model/api/types/pod.ts";
import { revisionData, revisionHash, revisionName } from "../../../../src/model/hashing/controller-revision.ts";
import { flowHash } from "../../../../src/model/hashing/flow-hash.ts";
import { fnv32, fnv32a, fnv64a } from "../../../../src/model/hashing/fnv.ts";
import { goDump } from "../../../../src/model/hashing/go-dump.ts";
import { podTemplateHash } from "../../../../src/model/hashing/pod-template-hash.ts";
import { safeEncoded } from "../../../../src/model/hashing/safe-encoding.ts";
import { wholeAnswer, type Answer, type Operations, type RecordedValue } from "../operation.ts";

export const HASHING_OPERATIONS: Operations = Object.freeze({
  safeEncode: wholeAnswer((input) => ({ result: safeEncoded(input["text"] as string) })),
  fnv: wholeAnswer(fnv),
  podTemplate,
  statefulSetRevision: wholeAnswer(statefulSetRevision),
  daemonSetRevision: wholeAnswer(daemonSetRevision),
  flowHash: wholeAnswer((input) => ({
    hash: flowHash(input["schema"] as string, input["distinguisher"] as string).toString(),
  })),
});

function fnv(input: RecordedValue): unknown {
  const bytes = new TextEncoder().encode(input["text"] as string);
  return {
    fnv32: fnv32(bytes),
    fnv32a: fnv32a(bytes),
    fnv64a: fnv64a(bytes).toString(),
    safe32: safeEncoded(fnv32(bytes)),
    safe32a: safeEncoded(fnv32a(bytes)),
  };
}

function podTemplate(input: RecordedValue, expected: RecordedValue): Answer {
  const template = input["template"] as PodTemplateSpec;
  const hash = podTemplateHash(template, collisionCount(input));
  // FORMAT.md: the dump is there on some cases.
  const dump = "dump" in expected ? { dump: goDump(template, POD_TEMPLATE_SPEC) } : {};
  return { kind: "answered", actual: { hash, ...dump }, expected };
}

interface RecordedWorkload {
  readonly metadata?: { readonly name?: string };
  readonly spec?: { readonly template?: PodTemplateSpec };
}

function statefulSetRevision(input: RecordedValue): unknown {
  const { metadata, spec } = input["statefulSet"] as RecordedWorkload;
  const data = revisionData(decodedTemplate(spec?.template));
  const hash = revisionHash(data, collisionCount(input) ?? 0);
  return { data, hash, name: revisionName(metadata?.name ?? "", hash) };
}

function daemonSetRevision(input: RecordedValue): unknown {
  const { metadata, spec } = input["daemonSet"] as RecordedWorkload;
  const data = revisionData(decodedTemplate(spec?.template));
  const templateHash = podTemplateHash(spec?.template ?? {}, collisionCount(input));
  return {
    data,
    historyHash: revisionHash(data, collisionCount(input)),
    name: `${metadata?.name ?? ""}-${templateHash}`,
    templateHash,
  };
}

function collisionCount(input: RecordedValue): number | undefined {
  return (input["collisionCount"] as number | null) ?? undefined;
}

/** Decoding brings amounts into their canonical form, which writing them as JSON does in Kubernetes. */
function decodedTemplate(template: unknown): PodTemplateSpec {
  return decodeStruct(template ?? {}, POD_TEMPLATE_SPEC).value;
}
