// All actions, by the names that scenarios write. To add one: a file with its definition, a line here, a test, a row in
// docs/manual/actions.md.

import type { ActionDefinition } from "./action.ts";
import { ADD_NODES } from "./add-nodes.ts";
import { APPLY } from "./apply.ts";
import { CORDON } from "./cordon.ts";
import { DELETE } from "./delete.ts";
import { DRAIN } from "./drain.ts";
import { LABEL } from "./label.ts";
import { REMOVE_NODES } from "./remove-nodes.ts";
import { ROLLOUT_PAUSE } from "./rollout-pause.ts";
import { ROLLOUT_RESTART } from "./rollout-restart.ts";
import { ROLLOUT_RESUME } from "./rollout-resume.ts";
import { ROLLOUT_UNDO } from "./rollout-undo.ts";
import { SCALE } from "./scale.ts";
import { TAINT } from "./taint.ts";
import { UNCORDON } from "./uncordon.ts";

/** In the order of the manual. */
export const ACTIONS: readonly ActionDefinition[] = Object.freeze([
  APPLY,
  DELETE,
  SCALE,
  ROLLOUT_RESTART,
  ROLLOUT_UNDO,
  ROLLOUT_PAUSE,
  ROLLOUT_RESUME,
  CORDON,
  UNCORDON,
  DRAIN,
  ADD_NODES,
  REMOVE_NODES,
  TAINT,
  LABEL,
]);
