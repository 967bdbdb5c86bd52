// `kubectl rollout pause`: changes of the template wait.
// Source: kubectl v1.36, pkg/cmd/rollout/rollout_pause.go, pkg/polymorphichelpers/objectpauser.go

import { z } from "zod";

import type { ActionDefinition } from "./action.ts";
import { setPaused } from "./pausing.ts";
import { readSubject, subjectOptions } from "./subject.ts";

const FIELDS = ["deployment"] as const;

export const ROLLOUT_PAUSE: ActionDefinition = {
  name: "rolloutPause",
  source: "kubectl v1.36, pkg/cmd/rollout/rollout_pause.go",
  options: z.strictObject(subjectOptions(FIELDS)).meta({
    description: "kubectl rollout pause: changes of the template are not rolled out",
  }),
  read: (options, reader) => ({ subject: readSubject(options, FIELDS, reader) }),
  create: (settings, ports) =>
    setPaused(settings, ports, { paused: true, said: "paused", problem: "is already paused" }),
};
