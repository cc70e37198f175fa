import { refuse, type EventOnRecord } from '@wardbook/event-sourcing/pure';
import { onlyFor, type By } from '../by.ts';
import type { RedactionState } from './redaction.state.ts';

/** R-AUTH-2: whoever recorded words asks to take them out, and the records office (P-04). */
export const mayNotAsk = (by: By, event: EventOnRecord | undefined) =>
  event?.by?.id === by.id && event.by.agency === by.agency ? undefined : onlyFor(by, 'RECORDS');

/** R-LIFE-1: nothing is taken out of what is not there. */
export const noSuchEvent = (event: EventOnRecord | undefined) =>
  event
    ? undefined
    : refuse(
        'R-LIFE-1',
        'There is no such event in this record. Check the record and the version.',
        'revision',
      );

/**
 * R-TEXT-1 to 3: only words that everybody may read are taken out, and only where they are sealed. What is about a person
 * is erased with the person; what an older build wrote in clear stays, because the proofs cover it (P-04).
 */
export const holdsNoWords = ({ words, isPersonal }: EventOnRecord) => {
  if (words === 'SEALED') return undefined;
  if (words === 'CLEAR')
    return refuse(
      'R-TEXT-3',
      'An older build wrote these words in clear, and every proof of the record covers them: they cannot be taken out. Record what holds instead.',
      'revision',
    );
  return isPersonal
    ? refuse(
        'R-TEXT-2',
        'What this event holds is about a person, and is erased with what is held of them. Nothing of it is taken out.',
        'revision',
      )
    : refuse('R-TEXT-1', 'This event holds no words to take out. Check the version.', 'revision');
};

/** R-LIFE-2: words are taken out once. */
export const alreadyTaken = <Path extends string>({ taken }: RedactionState, revision: number, path: Path) =>
  taken.includes(revision)
    ? refuse('R-LIFE-2', 'These words were taken out already. Nothing has to be done.', path)
    : undefined;
