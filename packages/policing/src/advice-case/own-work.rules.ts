import { ofSender, refuse, stateOf } from '@wardbook/event-sourcing/pure';
import { onlyFor, type By, type PolicingCommand } from '../by.ts';
import { hasLeft, memberHistory, teamOf, type MemberState } from '../member/member.state.ts';
import { postsHeldBy, rolesHistory, type RolesState } from '../role/role.state.ts';
import { isKnown, type SubjectState } from '../subject/subject.state.ts';
import { inptOf, notLive, sntOf, wardHistory, type WardState } from '../ward/ward.state.ts';
import { ADVISERS, notOpen } from './advice-case.rules.ts';
import { assignedAt, wardOf, type AdviceCaseState } from './advice-case.state.ts';
import type { Opening } from './opening.rules.ts';

// Whose work a case is, and who is named in it: all of it is judged on what was so at the time.

/** What says whether a case is the sender's work. */
export type Work = Readonly<{
  sender: MemberState;
  /** Of the force. */
  homeRoles: RolesState;
  /** The ward of the case. */
  homeWard: WardState;
}>;

type Sent = Pick<PolicingCommand, 'by' | 'occurredAt'>;

export const workOf = ({ by, occurredAt: at }: PolicingCommand, state: AdviceCaseState) => ({
  sender: ofSender(stateOf(memberHistory, by.id)),
  homeRoles: stateOf(rolesHistory, state.terms?.force),
  homeWard: stateOf(wardHistory, wardOf(state, at)),
});

/** R-AUTH-2 and R-AUTH-4: whose work a case is works on it, while it is open. */
export const notAtWork = (sent: Sent, state: AdviceCaseState, work: Work) =>
  onlyFor(sent.by, ...ADVISERS) ?? notOpen(state, sent.occurredAt) ?? notOwnWork(sent, state, work);

/**
 * R-AUTH-4: a case is worked on by its officer, by the team that it is assigned to, and by that team's supervisor and
 * inspector, who may be of the INPT of its ward; and by specialists, while they hold a post.
 */
export const notOwnWork = (
  { by, occurredAt: at }: Sent,
  state: AdviceCaseState,
  { sender, homeRoles, homeWard }: Work,
) => {
  const { team, officerInCase } = assignedAt(state, at) ?? {};
  const isTheirs =
    by.role === 'SYSTEM' ||
    (by.role === 'SPECIALIST' && postsHeldBy(homeRoles, by.id, at).length > 0) ||
    (!hasLeft(sender, at) &&
      (by.id === officerInCase || isOfTeam(by, teamOf(sender, at), [team, homeWard], at)));
  return isTheirs ? undefined : elsewhere;
};

const isOfTeam = (
  { role }: By,
  theirs: string | undefined,
  [team, ward]: readonly [team: string | undefined, ward: WardState],
  at: string,
): boolean => {
  const isOver = role === 'SUPERVISOR' || role === 'INSPECTOR';
  return (
    theirs !== undefined && [team, ...(isOver ? [sntOf(ward, at), inptOf(ward, at)] : [])].includes(theirs)
  );
};

const elsewhere = refuse(
  'R-AUTH-4',
  'This case is with another team. Ask its officer, or a supervisor of that team.',
  'id',
);

/** R-AUTH-2 and R-AUTH-4: whoever opens a case is its officer; its team's supervisors open it for others. */
export const notOwnCase = (
  { by, occurredAt: at }: Sent,
  { officerInCase, team }: Pick<Opening, 'officerInCase' | 'team'>,
  { sender, homeWard }: Work,
) => {
  if (by.id === officerInCase) return undefined;
  if (by.role !== 'SUPERVISOR' && by.role !== 'INSPECTOR')
    return refuse(
      'R-AUTH-2',
      'You can only open cases of your own. Ask a supervisor to open one for somebody else.',
      'officerInCase',
    );
  return isOfTeam(by, teamOf(sender, at), [team, homeWard], at)
    ? undefined
    : refuse('R-AUTH-4', 'You can only open cases for your own team. Ask a supervisor of that team.', 'team');
};

/** Who is named as the officer of a case: their own record, and the roles of the force. */
export type Officer = Pick<Work, 'homeRoles'> & { readonly officer: MemberState };

/** Whether somebody was posted to the team of a case, or held a post; and had not left. */
export const isOfTheTeam = (
  { officerInCase, team }: Pick<Opening, 'officerInCase' | 'team'>,
  { officer, homeRoles }: Officer,
  at: string,
): boolean =>
  !hasLeft(officer, at) &&
  (teamOf(officer, at) === team || postsHeldBy(homeRoles, officerInCase, at).length > 0);

/** R-AUTH-4: the officer of a case is posted to its team, or is a specialist with a post; and has not left. */
export const notOfTheTeam = (named: Pick<Opening, 'officerInCase' | 'team'>, officer: Officer, at: string) =>
  isOfTheTeam(named, officer, at)
    ? undefined
    : refuse(
        'R-AUTH-4',
        'This officer was not posted to that team at that time. Choose somebody who was.',
        'officerInCase',
      );

/** R-CASE-17: whoever is advised is on record with this force: a person, or the ward that is a community's area. */
export const unknownRecipient = (
  { recipientKind }: Pick<Opening, 'recipientKind'>,
  { person, area }: { readonly person: SubjectState; readonly area: WardState },
  at: string,
) => {
  if (recipientKind === 'COMMUNITY') return notLive(area, at, 'recipient');
  return isKnown(person, at)
    ? undefined
    : refuse('R-CASE-17', 'This person was not on record at that time. Register them first.', 'recipient');
};

/** R-AUTH-2: a case is of the force of whoever opens it: its roles and its policy apply. */
export const notOwnForce = (owner: string, force: string) =>
  force === owner ? undefined : refuse('R-AUTH-2', 'You can only open cases of your own force.', 'force');
