import { happened, spansBetween, type Dated } from '@wardbook/event-sourcing/pure';
import { adviceCaseOfficerLeft, type AdviceCaseEvent } from './advice-case.events.ts';
import { LAST, type AdviceCaseState } from './advice-case.state.ts';
import { isOfTheTeam, type Officer } from './own-work.rules.ts';

/**
 * P-06: whoever leaves the team of a case, or the service, leaves the case on that day, whether it is closed by then or
 * not; it waits with the team. Of each time for which it was theirs, the first instant at which they had left.
 */
export const officerLeft = (
  state: AdviceCaseState,
  officerInCase: string,
  officer: Officer,
): readonly Dated<AdviceCaseEvent>[] =>
  spansBetween(state.assigned, '', LAST)
    .filter(({ value }) => value.officerInCase === officerInCase)
    .flatMap(({ from, to, value: { team } }) => {
      const left = instantsOf(officerInCase, officer)
        .filter((at) => at > from && at < to)
        .concat(from)
        .sort()
        .find((at) => !isOfTheTeam({ officerInCase, team }, officer, at));
      return left === undefined ? [] : [happened(left, adviceCaseOfficerLeft({ officerInCase }))];
    });

/** When anything changed on which it rests that somebody is the officer of a case. */
const instantsOf = (officerInCase: string, { officer, homeRoles }: Officer): readonly string[] =>
  [
    ...officer.team,
    ...officer.service,
    ...homeRoles.posts.filter(({ member }) => member === officerInCase).flatMap(({ held }) => held),
  ].map(({ from }) => from);
