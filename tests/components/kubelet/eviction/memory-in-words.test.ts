// Requests of memory in messages.

import { expect, it } from "vitest";

import { withMemoryInWords } from "../../../../src/components/kubelet/eviction/memory-in-words.ts";
import { podAsking } from "../../../model/build-objects.ts";

it.each([
  ["104857600000m", "100Mi"],
  ["1536Mi", "1536Mi"],
  ["100M", "100M"],
  ["1", "1"],
])("a request of %s is told as %s", (memory, text) => {
  const asking = podAsking({ memory });
  const both = { ...asking, spec: { ...asking.spec, initContainers: asking.spec.containers } };
  const { containers, initContainers = [] } = withMemoryInWords(both).spec;
  expect([...containers, ...initContainers].map(({ resources }) => resources?.requests)).toEqual([
    { memory: text },
    { memory: text },
  ]);
});

it("a pod that requests none stays as it is", () => {
  const pod = podAsking({ cpu: 1 });
  expect(withMemoryInWords(pod)).toEqual(pod);
});
