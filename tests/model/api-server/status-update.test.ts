// What a request about a status changes.

import { expect, it } from "vitest";

import { withSentStatus } from "../../../src/model/api-server/status-update.ts";

const STORED = {
  metadata: { name: "web", generation: 2, labels: { app: "web" }, annotations: { team: "a" } },
  spec: { replicas: 3 },
  status: { replicas: 1 },
};

it("takes the status and the annotations, and nothing else", () => {
  const sent = {
    metadata: { name: "web", generation: 1, labels: {}, annotations: { team: "b" } },
    spec: { replicas: 9 },
    status: { replicas: 3 },
  };
  expect(withSentStatus(STORED, sent)).toEqual({
    ...STORED,
    metadata: { ...STORED.metadata, annotations: { team: "b" } },
    status: { replicas: 3 },
  });
});

it("leaves what is not sent, and keeps what is the same as it is", () => {
  const { metadata } = STORED;
  expect(withSentStatus(STORED, { metadata: { name: "web" } })).toEqual(STORED);
  expect(withSentStatus(STORED, { metadata, status: { replicas: 2 } }).metadata).toBe(metadata);
});
