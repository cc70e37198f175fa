import type { AnyDecider } from '../../decider.ts';
import { defineDomain, type Domain } from '../../domain.ts';
import type { AnyProcess } from '../../process.ts';
import type { AnyView } from '../../view.ts';
import { alarm, bell, rings, timer } from './alarms.ts';
import { boxProcesses, boxViews } from './box-followers.ts';
import { box, ledger, shadow, tally, type Build } from './boxes.ts';
import { erasure, file, filer, files, person } from './persons.ts';
import { guard, post, watch } from './watches.ts';

/** What a world is about: a small world is a fast one. */
export type Part = 'BOXES' | 'ALARMS' | 'PERSONS' | 'WATCHES';

/** What one release of the simulated program consists of. */
export interface Program {
  readonly build: Build;
  readonly views: readonly AnyView[];
  readonly processes: readonly AnyProcess[];
  readonly domain: Domain;
  /** By the category of their streams; those that clients write come first. */
  readonly deciders: Readonly<Record<string, AnyDecider>>;
}

interface ProgramOptions {
  readonly parts: readonly Part[];
  readonly build: Build;
  /** The newer release raises the versions of some views and processes. */
  readonly raises: boolean;
  /** Told of each fold of one event into one row. */
  readonly onFold: () => void;
}

export const programOf = ({ parts, build, raises, onFold }: ProgramOptions): Program => {
  const version = raises ? build : 1;
  const has = (part: Part): boolean => parts.includes(part);
  const views: readonly AnyView[] = [
    ...(has('BOXES') ? boxViews(build, version) : []),
    ...(has('ALARMS') ? [rings] : []),
    ...(has('PERSONS') ? [files] : []),
  ];
  const processes: readonly AnyProcess[] = [
    ...(has('BOXES') ? boxProcesses(build, version) : []),
    ...(has('ALARMS') ? [bell(build)] : []),
    ...(has('PERSONS') ? [filer] : []),
    ...(has('WATCHES') ? [watch] : []),
  ];
  const all = [box(build), timer, person, erasure, guard, post, tally, shadow, ledger, alarm(build), file];
  const deciders = Object.fromEntries(all.map((decider) => [decider.name, decider as AnyDecider]));
  const counted = processes.map((process) => counting(process, onFold));
  return {
    build,
    views: views.map((view) => counting(view, onFold)),
    processes: counted,
    domain: defineDomain(deciders, { processes: counted }),
    deciders,
  };
};

const counting = <Follower extends AnyView>(follower: Follower, onFold: () => void): Follower => ({
  ...follower,
  evolve: Object.fromEntries(
    Object.entries(follower.evolve as Record<string, (...given: unknown[]) => unknown>).map(
      ([type, step]) => [
        type,
        (...given: unknown[]) => {
          onFold();
          return step(...given);
        },
      ],
    ),
  ),
});
