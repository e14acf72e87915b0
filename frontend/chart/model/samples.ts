/** What a container used at one moment. */
export interface Sample {
  /** Milliseconds since 1970. */
  t: number;
  /** Cores busy since the sample before: 0.5 is half a core. Null where that cannot be known. */
  cpu: number | null;
  /** Bytes, with the cache. */
  memory: number;
  cache: number;
  processes: number;
  /** Bytes the container may use; 0 for no limit. */
  limit: number;
}

/** Samples as columns, oldest first. A row of nulls is a hole: nothing was measured there. */
export interface Columns {
  t: number[];
  cpu: (number | null)[];
  memory: (number | null)[];
  cache: (number | null)[];
  processes: (number | null)[];
  limit: (number | null)[];
}

export const VALUES = ["cpu", "memory", "cache", "processes", "limit"] as const;
export type Value = (typeof VALUES)[number];

/** Two samples further apart than this have a hole between them; one that is missing makes none. */
export const HOLE_AFTER_MS = 5_000;

export function noColumns(): Columns {
  return { t: [], cpu: [], memory: [], cache: [], processes: [], limit: [] };
}

/**
 * The samples of one stretch of time as two rows, so that a line through them keeps every high and low: per value the
 * least and the greatest, in the order they came.
 */
export function fold(samples: readonly Sample[]): [Sample, Sample] {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined) {
    throw new Error("fold: there are no samples; there must be one at least");
  }
  const one: Sample = { ...first };
  const two: Sample = { ...last };
  for (const value of VALUES) {
    const [earlier, later] = extremes(samples, value);
    one[value] = earlier as number;
    two[value] = later as number;
  }
  two.t = Math.max(last.t, first.t + 1);
  return [one, two];
}

function extremes(samples: readonly Sample[], value: Value): [number | null, number | null] {
  let least: number | null = null;
  let greatest: number | null = null;
  let rising = true;
  for (const sample of samples) {
    const now = sample[value];
    if (now === null) {
      continue;
    }
    if (least === null || now < least) {
      least = now;
      rising = false;
    }
    if (greatest === null || now > greatest) {
      greatest = now;
      rising = true;
    }
  }
  return rising ? [least, greatest] : [greatest, least];
}
