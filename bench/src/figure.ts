import type { Load } from './work.ts';

/** One promise: a candidate against a baseline, under the same load. */
export interface Figure {
  readonly candidate: string;
  /** The best of them in the same run, where there are several. */
  readonly baselines: readonly string[];
  readonly load: Load;
  /** Of a candidate whose log has another length. */
  readonly loads?: Readonly<Record<string, Load>>;
  readonly database: 'sqlite' | 'postgres';
  /** Reads a log that is filled once, instead of a fresh one in every round. */
  readonly reads?: 'a log of its own' | 'the same log';
  /** The commit whose build is one of the baselines. */
  readonly older?: string;
  readonly unit: 'appends/s' | 'events/s' | 'cycles/s' | 'commands/s' | 'requests/s';
  /** The least ratio that is aimed at, or the greatest; none for a figure that only informs. */
  readonly goal?: number | { readonly most: number };
}
