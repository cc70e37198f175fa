import { engine } from '../engine.test.data.ts';
import { policing } from '../index.ts';
import type { Recorded, Sent } from './world.test.data.ts';

const FIRST = '2012-09-01T00:00:00.000Z';
/** Then everything else is done; what is recorded only then is waited for as well. */
const IN_THE_END = ['2014-06-01T00:00:00.000Z', '2014-08-01T00:00:00.000Z'];

/** Before which of the things which of the processes act, by their places. */
export type Acting = readonly { readonly before: number; readonly process: number }[];

/**
 * Records each thing when it happened, or late, and lets processes act in between as they are told, and in the end.
 * `lastly` is done before that end.
 */
export const lived = async (
  steps: readonly Sent[],
  acting: Acting,
  lastly?: (recorded: Recorded) => Promise<void>,
): Promise<Recorded> => {
  const clock = { now: FIRST };
  const world = engine(clock);
  const acts: (() => Promise<void>)[] = [];
  for (const process of policing.processes) acts.push(await world.running(process));
  const [accepted, effective]: [Sent[], Sent[]] = [[], []];
  for (const [index, step] of steps.entries()) {
    if (step.command.occurredAt > clock.now) clock.now = step.command.occurredAt;
    for (const { process } of acting.filter(({ before }) => before === index)) await acts[process]?.();
    const { refusal, receipt } = await world.send(step, step.commandId);
    if (!refusal) accepted.push(step);
    if (!refusal && receipt.eventIds.length > 0) effective.push(step);
  }
  const recorded = { engine: world, accepted, effective };
  await lastly?.(recorded);
  for (const end of IN_THE_END) {
    clock.now = end;
    for (let head = -1n; head < (await world.store.head());) {
      head = await world.store.head();
      for (const act of acts) await act();
    }
  }
  return recorded;
};

export const inWords = (acting: Acting, steps: readonly Sent[]): string =>
  acting
    .map(({ before, process }) => {
      const { type, occurredAt } = steps[before]?.command ?? { type: 'the end', occurredAt: '' };
      return `${policing.processes[process]?.name ?? ''} before ${type} ${occurredAt}`;
    })
    .join(', ');
