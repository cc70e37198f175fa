import { happened, type Dated } from '@wardbook/event-sourcing/pure';
import type { TrainingHours } from '../training-day/training-day.state.ts';
import { competenceFoundWrong, competenceGranted, type MemberEvent } from './member.events.ts';
import type { MemberState } from './member.state.ts';

/**
 * R-TRN-1: what is on record of a training day is what it taught a member, whichever was recorded first (S2:13). For how
 * long that counts was decided when it was recorded.
 */
export const skillReviewed = (
  { trainings }: MemberState,
  evidence: string,
  skill: TrainingHours | undefined,
): readonly Dated<MemberEvent>[] => {
  const level = 'BASIC_SURVEY';
  const known = trainings.filter((one) => one.evidence === evidence);
  const isSo = ({ from, until }: { readonly from: string; readonly until: string }): boolean =>
    from === skill?.from && until === skill.to;
  return [
    ...known
      .filter((one) => !isSo(one))
      .map(({ from }) => happened(from, competenceFoundWrong({ level, evidence }))),
    ...(skill === undefined || known.some(isSo)
      ? []
      : [happened(skill.from, competenceGranted({ level, evidence, until: skill.to }))]),
  ];
};
