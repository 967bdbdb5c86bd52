// Which nodes a fault or an action of a scenario means, as plain data.

/** Plain data. */
export interface NodeTarget {
  readonly names?: readonly string[];
  readonly zone?: string;
  readonly pool?: string;
  readonly selector?: Readonly<Record<string, string>>;
  /** So many of them; absent: all. */
  readonly count?: number;
}
