import { refuse } from '@wardbook/event-sourcing/pure';
import { londonDay } from '../london.ts';
import { keepingTerm, type PolicyState } from '../policy/policy.state.ts';
import { monthsAfter } from '../policy/review-due.ts';
import type { RecordClass, RetentionTrigger } from '../policy/figures.ts';
import { holdsAt, keptUntil, type RetentionState } from './retention.state.ts';

/** What holds and retention see of a record. */
export interface Kept {
  readonly record: RecordClass;
  readonly retention: RetentionState;
  readonly begunAt: string | undefined;
  /** Whether somebody is at work on it at an instant. */
  readonly isLive: (at: string) => boolean;
  /** When it ended last, or somebody was in touch last, by an instant; undefined where that never happened. */
  readonly last: (what: Exclude<RetentionTrigger, 'REGISTERED'>, at: string) => string | undefined;
}

/** R-CASE-15: what is held is not disposed of, whatever its retention says (S3:33-34). */
export const held = ({ retention }: Kept, at: string) =>
  holdsAt(retention, at).length === 0
    ? undefined
    : refuse('R-CASE-15', 'This record was held at that time. Have every hold lifted first.', 'id');

/** R-RET-2: what somebody is at work on is not disposed of. */
export const live = ({ isLive }: Kept, at: string) =>
  isLive(at)
    ? refuse('R-RET-2', 'This record was in use at that time. Bring it to its end first.', 'id')
    : undefined;

/** R-RET-1: data is held as long as the retention policy says, and as was said at a review (S3:42-43). */
export const keptLonger = (kept: Kept, policy: PolicyState, at: string) => {
  const until = [countedBy(policy, kept, at).on, keptUntil(kept.retention, at) ?? ''].sort().at(-1) ?? '';
  return londonDay(at) < until
    ? refuse('R-RET-1', `This record is kept until ${until}. Dispose of it on that day or later.`, 'id')
    : undefined;
};

/** R-RET-1: until which London day the policy that serves keeps a record, and which policy says so (S3:42-43). */
export const countedBy = (policy: PolicyState, kept: Kept, at: string) => {
  const { trigger, years, version } = keepingTerm(policy, kept.record, at);
  const from = (trigger === 'REGISTERED' ? undefined : kept.last(trigger, at)) ?? kept.begunAt ?? at;
  return { on: yearsAfter(londonDay(from), years), policy: version };
};

/** R-RET-1: another whole term of the policy that serves, from an instant on (S3:42-43). */
export const anotherTerm = (policy: PolicyState, { record }: Kept, at: string) => {
  const { years, version } = keepingTerm(policy, record, at);
  return { on: yearsAfter(londonDay(at), years), policy: version };
};

const yearsAfter = (day: string, years: number): string => monthsAfter(day, years * 12);

/** R-RET-3: once it was decided to dispose of a record, nothing is added to it, whenever it happened. */
export const disposedOf = ({ retention: { disposed } }: Pick<Kept, 'retention'>) =>
  disposed === undefined
    ? undefined
    : refuse(
        'R-RET-3',
        `It was decided on ${londonDay(disposed.at)} to dispose of this record, so nothing is added to it. Have that decision struck through first.`,
        'id',
      );

/** R-RET-4: a record is reviewed, or kept until, on a day to come. */
export const dayGone = <Path extends string>(on: string, at: string, path: Path) =>
  on < londonDay(at)
    ? refuse('R-RET-4', 'This day had gone by then. Choose a day to come.', path)
    : undefined;

/** R-RET-2: how long what is in use is kept is not known before its end. */
export const noEndYet = ({ isLive }: Kept, at: string) =>
  isLive(at)
    ? refuse('R-RET-2', 'This record was in use at that time, and is kept from its end on. Give a day.', 'on')
    : undefined;

/** R-LIFE-1: only a hold that stands is lifted. */
export const notHeld = <Path extends string>({ retention }: Kept, hold: string, at: string, path: Path) =>
  holdsAt(retention, at).includes(hold)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This record was not held under that name at that time. Check the hold and the time.',
        path,
      );

/** R-RET-1: what was said of a later day keeps a record that long (S3:42-43). */
export const saidLonger = ({ retention }: Kept, at: string) =>
  (keptUntil(retention, at) ?? '') > londonDay(at);
