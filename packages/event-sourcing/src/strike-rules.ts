import type { Actor } from './actor.ts';
import type { AnyEventDefinition } from './event.ts';
import { refuse, type Refusal } from './refusal.ts';

/** Why something is not struck through. */
export type StrikeFault =
  /** There is no such event, or it is in a record that is not there for whoever asks. */
  | { readonly why: 'ABSENT' }
  | { readonly why: 'STRUCK' }
  /** It was itself a strike, came of a process, or is of a type that the domain keeps. */
  | { readonly why: 'STRIKE' | 'CONSEQUENCE' | 'KEPT'; readonly type: string }
  /**
   * Something of the same record, which happened at this instant (UTC), could not have been without it; `isKept`: and is
   * never struck itself.
   */
  | {
      readonly why: 'RESTED_ON';
      readonly type: string;
      readonly at: string;
      readonly isKept: boolean;
    }
  /** People of another agency recorded it. */
  | { readonly why: 'ANOTHER_AGENCY' }
  /** It began the record, and more is on record there; `isKept`: some of it is never struck. */
  | { readonly why: 'BEGINS'; readonly type: string; readonly isKept: boolean }
  /**
   * It began the record, and this other stream rests on that; or a record that came of it went on. Without a name where
   * it is nothing that whoever strikes knows of.
   */
  | { readonly why: 'REFERRED'; readonly stream?: string };

/** Who may strike, and what a domain answers where it says no. */
export interface StrikeRules {
  /** Which events are never struck: how somebody answered a request, for example. */
  readonly isKept: (definition: AnyEventDefinition) => boolean;
  /** What keeps somebody from striking anything, whether it is there or not: their role only reads. */
  readonly never?: (by: Actor) => Refusal<'revision'> | undefined;
  /** What keeps somebody from striking what one of their agency recorded, in a record of `owner`. */
  readonly may: (asked: {
    readonly by: Actor;
    readonly recordedBy: Actor;
    readonly owner: string;
  }) => Refusal<'revision'> | undefined;
  readonly says: (fault: StrikeFault) => Refusal<'revision' | 'id'>;
}

/** What a domain without words of its own says: whoever recorded something strikes it, and nobody else. */
export const STRIKE_RULES: StrikeRules = {
  isKept: () => false,
  may: ({ by, recordedBy }) =>
    by.id === recordedBy.id
      ? undefined
      : refuse('STRIKE-1', 'Whoever recorded this strikes it through.', 'revision'),
  says: ({ why }) =>
    why === 'ABSENT'
      ? refuse('STRIKE-2', 'There is no such event.', 'revision')
      : refuse('STRIKE-3', `This is not struck through: ${why}.`, 'revision'),
};
