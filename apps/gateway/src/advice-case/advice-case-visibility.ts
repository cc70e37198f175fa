import type { By } from '@wardbook/policing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { scopesOf } from '../scope.ts';
import type { Shown } from '../read.ts';
import { adviceCaseBoard, type AdviceCaseCard } from './advice-case-board.view.ts';

/** Who is shown a case: police and records staff of its own force, and auditors. */
const visibleTo = (by: By, { force }: Pick<AdviceCaseCard, 'force'>): boolean =>
  scopesOf(by.role).has('CASE') && (by.role === 'AUDITOR' || by.agency === force);

/** The same for a list: the force whose cases are shown; undefined for all of them. */
export const shownForce = ({ role, agency }: By): string | undefined =>
  role === 'AUDITOR' ? undefined : agency;

/** The case, if it has begun and is for whoever asks. */
export const visibleCase = (
  by: By,
  card: Shown<AdviceCaseCard> | undefined,
): Shown<AdviceCaseCard> | null => {
  const row = begun(card);
  return row && visibleTo(by, row) ? row : null;
};

export const findCase = async (
  { by, read }: Pick<Context, 'by' | 'read'>,
  key: string,
): Promise<Shown<AdviceCaseCard> | null> => visibleCase(by, await read.find(adviceCaseBoard, key));
