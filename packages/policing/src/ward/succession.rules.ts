import { guarded, refuse, stateOf, through, type Fact } from '@wardbook/event-sourcing/pure';
import { londonDay } from '../london.ts';
import { wardHistory, type WardState } from './ward.state.ts';

/** A ward that ends, when, and among which wards it may have replaced one: their codes. */
interface Ending {
  readonly id: string;
  readonly at: string;
  readonly among: readonly string[];
}

/**
 * A fact: a ward that was replaced by this one at its end, or later. Each is looked at in turn, and what came after it;
 * none may move: of two wards that end at once neither replaces the other.
 */
export const replacedSince = (
  { id, at, among }: Ending,
  asked: readonly string[] = [id],
): Fact<WardState> => {
  const [code, ...others] = among.filter((one) => !asked.includes(one));
  if (code === undefined) return stateOf(wardHistory, undefined);
  return through(guarded(stateOf(wardHistory, code)), (known) =>
    known.successors.includes(id) && (known.abolishedAt ?? '') >= at
      ? stateOf(wardHistory, code)
      : replacedSince({ id, at, among: [...others, ...known.successors] }, [...asked, code]),
  );
};

/** R-TIME-2: a ward that replaced another one was there on that day (R-WARD-5), whichever end was recorded first. */
export const neededLater = ({ abolishedAt }: WardState) =>
  abolishedAt === undefined
    ? undefined
    : refuse(
        'R-TIME-2',
        `On ${londonDay(abolishedAt)} this ward replaced another one, and with this it could not have been. Abolish it as of a later day.`,
        'occurredAt',
      );
