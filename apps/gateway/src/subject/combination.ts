import { decode, idOf, type Receipt } from '@wardbook/event-sourcing';
import { personalDataCombined } from '@wardbook/personal-data';
import { subjectsMerged } from '@wardbook/policing';
import type { Writing } from '../concept.ts';

/**
 * DPA 2018 s.62: that two records were taken as one person’s is a combination, and the access log says so. A command that
 * is sent again is answered again, and logged again: an entry too many, and never one less.
 */
export const logCombination = async (
  { history, access, by, correlationId }: Writing,
  { stream, revision, eventIds }: Receipt,
): Promise<void> => {
  const from = revision + 1 - eventIds.length;
  for (const recorded of await history.readStream(stream, { from, limit: eventIds.length })) {
    if (recorded.type !== subjectsMerged.type) continue;
    const { other } = decode(subjectsMerged, recorded) as ReturnType<typeof subjectsMerged>;
    const subjects = [idOf(stream), other].sort();
    await access.record(
      by,
      correlationId,
      personalDataCombined({ category: 'COMBINATION', purpose: 'SUBJECT', subjects }),
    );
  }
};
