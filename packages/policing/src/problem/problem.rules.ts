import {
  entriesOf,
  isTextReference,
  refuse,
  valueAt,
  valueIn,
  valuesOf,
  type Keyed,
  type SealedText,
} from '@wardbook/event-sourcing/pure';
import { isRegistered, type AgencyState } from '../agency/agency.state.ts';
import { notBegun, type By } from '../by.ts';
import { isEvaluated, type IntelligenceState } from '../intelligence/intelligence.state.ts';
import { londonDay } from '../london.ts';
import { isInService, type MemberState } from '../member/member.state.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import { postsHeldBy, type RolesState } from '../role/role.state.ts';
import type { MeasureKind } from './problem.events.ts';
import {
  adoptionAt,
  isAnalysed,
  isAssessed,
  isLive,
  linkedAt,
  measureOf,
  profileAt,
  progressAt,
  type CaseStudy,
  type ProblemState,
} from './problem.state.ts';

/** Other records that a command names, by `agencyKey`, `memberKey` and `intelligenceKey`. */
export type Named = Keyed<AgencyState | MemberState | IntelligenceState | PolicyState>;
export const agencyKey = (id: string): string => `agency ${id}`;
export const memberKey = (id: string): string => `member ${id}`;
export const intelligenceKey = (id: string): string => `intelligence ${id}`;

/** What is said of a measure when it is tasked. */
export interface Measure {
  /** Names it within the problem. */
  readonly measure: string;
  readonly kind: MeasureKind;
  /** OTHER: what kind it is. */
  readonly label?: string | undefined;
  readonly agency: string;
  readonly assignee?: string | undefined;
  readonly dueOn: string;
  readonly dependsOn: readonly string[];
}

/** R-LIFE-1 for problems. */
export const notRaised = (state: ProblemState, at: string) => notBegun(state.raisedAt, at, 'problem', 'id');

/** R-LIFE-1: nothing more is done about a problem that is closed. */
export const notOpen = (state: ProblemState, at: string) =>
  notRaised(state, at) ??
  (isLive(state, at)
    ? undefined
    : refuse('R-LIFE-1', 'This problem had been closed by then. Check the time, or reopen it first.', 'id'));

/** R-LIFE-1: only what was closed is reopened. */
export const notClosed = (state: ProblemState, at: string) =>
  notRaised(state, at) ??
  (isLive(state, at)
    ? refuse('R-LIFE-1', 'This problem was open at that time. There is nothing to reopen.', 'id')
    : undefined);

/** Whose posts are for preventing crime (S0:3, S3:24). */
const PREVENTION_POSTS: readonly string[] = ['CPO', 'CPA'];

/** R-PROB-8: of the specialists, those raise problems whose post is to prevent crime (S0:5). */
export const notForPrevention = ({ id, role }: By, roles: RolesState, at: string) =>
  role !== 'SPECIALIST' || postsHeldBy(roles, id, at).some((post) => PREVENTION_POSTS.includes(post.role))
    ? undefined
    : refuse(
        'R-PROB-8',
        'You held no crime prevention post at that time. Ask somebody who does, or an officer of the ward.',
      );

/** R-PROB-3: a partner takes part for as long as it is on the register of agencies (S2:9). */
export const unregisteredPartner = ({ role }: By, agency: AgencyState, at: string) =>
  role !== 'PARTNER' || isRegistered(agency, at)
    ? undefined
    : refuse(
        'R-PROB-3',
        'Your agency was not on the register at that time. Ask an administrator of the police to register it.',
      );

/** R-LIFE-1: a report is linked once it was received. */
export const notLinked = (state: ProblemState, report: string, at: string) =>
  linkedAt(state, report, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This report was not linked to the problem at that time. Check the reference and the time.',
        'report',
      );

/** R-LIFE-1: no profile ends that there was not. */
export const noProfile = (state: ProblemState, profile: string, at: string) =>
  profileAt(state, profile, at)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such profile at that time. Check its name and the time.', 'profile');

/** R-LIFE-2: a profile has a name of its own, until it ends. */
export const profileAlready = (state: ProblemState, profile: string, at: string) =>
  profileAt(state, profile, at)
    ? refuse(
        'R-LIFE-2',
        'There is a profile of this name already. End it first, or choose another name.',
        'profile',
      )
    : undefined;

/** R-PROB-9: a profile of a problem names a street, one of a target a person and the intelligence (S1:20, 30). */
export const misshapen = ({
  kind,
  street,
  subject,
  intelligence,
}: {
  readonly kind: 'PROBLEM' | 'TARGET';
  readonly street?: string | undefined;
  readonly subject?: string | undefined;
  readonly intelligence?: string | undefined;
}) => {
  if (kind === 'PROBLEM')
    return street === undefined || subject !== undefined || intelligence !== undefined
      ? refuse(
          'R-PROB-9',
          'A problem profile names a street, and nobody. Name the street alone.',
          street === undefined ? 'street' : subject === undefined ? 'intelligence' : 'subject',
        )
      : undefined;
  return street !== undefined || subject === undefined || intelligence === undefined
    ? refuse(
        'R-PROB-9',
        'A target profile names a person, and the intelligence about them. Name both, and no street.',
        subject === undefined ? 'subject' : intelligence === undefined ? 'intelligence' : 'street',
      )
    : undefined;
};

/** R-PROB-2: intelligence that a target profile rests on is on record, and evaluated (S1:30). */
export const notEvaluated = <Path extends string>(known: IntelligenceState, at: string, path: Path) =>
  isEvaluated(known, at)
    ? undefined
    : refuse('R-PROB-2', 'There was no such evaluated intelligence at that time. Check the reference.', path);

/** R-PROB-4: what to do about a problem is decided once it was analysed (SARA). */
export const notAnalysed = (state: ProblemState, at: string) =>
  isAnalysed(state, at)
    ? undefined
    : refuse('R-PROB-4', 'This problem had not been analysed by then. Record its causes first.', 'id');

/** R-PROB-6: a problem ends with its cause on record (S2:9). */
export const noCause = (state: ProblemState, at: string) =>
  isAnalysed(state, at)
    ? undefined
    : refuse('R-PROB-6', 'Nobody had said by then why this comes back. Record its causes first.', 'id');

/** R-PROB-2: what is taken on rests on intelligence, or is event-led for a reason (S1:20, 30). */
export const withoutBasis = (
  {
    intelligence,
    eventLedReason,
  }: { readonly intelligence: readonly string[]; readonly eventLedReason?: string | undefined },
  found: Named,
  at: string,
) => {
  if ((intelligence.length === 0) === (eventLedReason === undefined))
    return refuse(
      'R-PROB-2',
      'Name the intelligence that this rests on; where there is none, say why it is taken on all the same.',
      'eventLedReason',
    );
  const wrong = intelligence.findIndex((id) => {
    const known = valueIn(found, intelligenceKey(id));
    return !known || !('evaluations' in known) || !isEvaluated(known, at);
  });
  return wrong < 0
    ? undefined
    : refuse(
        'R-PROB-2',
        'There was no such evaluated intelligence at that time. Check the reference.',
        `intelligence.${wrong}`,
      );
};

/** R-PROB-3: any agency on the register may lead, and the force itself (S2:7, 9). */
export const cannotLead = (agency: string, force: string, found: Named, at: string) =>
  isPartOfIt(agency, force, found, at)
    ? undefined
    : refuse('R-PROB-3', 'There was no such agency on record at that time. Check who leads.', 'lead.agency');

const isPartOfIt = (agency: string, force: string, found: Named, at: string): boolean => {
  const known = valueIn(found, agencyKey(agency));
  return agency === force || (known !== undefined && 'capabilities' in known && isRegistered(known, at));
};

/** R-PROB-1: what is taken on has at least one measure (S2:13). */
export const noMeasures = (measures: readonly unknown[]) =>
  measures.length > 0
    ? undefined
    : refuse('R-PROB-1', 'Say what is to be done about it: at least one measure.', 'measures');

/** R-PROB-4: measures are those of a problem that a tasking meeting took on. */
export const notAdopted = (state: ProblemState, at: string) =>
  adoptionAt(state, at)
    ? undefined
    : refuse('R-PROB-4', 'No tasking meeting had taken this problem on by then. Adopt it first.', 'id');

/** What a measure is judged by, and where it stands in the command: alone, or in a list. */
export interface Tasking<In extends string> {
  readonly force: string;
  readonly found: Named;
  readonly at: string;
  /** Of those that are tasked with it, the names of the ones before it. */
  readonly before: readonly string[];
  readonly within: In;
}

/** R-LIFE-2: each measure of a problem has a name of its own. */
export const nameTaken = <In extends string>(
  state: ProblemState,
  { measure }: Measure,
  { before, within }: Tasking<In>,
) =>
  measureOf(state, measure).tasked || before.includes(measure)
    ? refuse(
        'R-LIFE-2',
        'This problem has a measure of this name already. Choose another one.',
        `${within}measure` as const,
      )
    : undefined;

/** R-PROB-10: the kinds of measures are open: what is none of them says what it is (S2:9). */
export const unnamed = <In extends string>({ kind, label }: Measure, { within }: Tasking<In>) =>
  kind === 'OTHER' && label === undefined
    ? refuse('R-PROB-10', 'Say in a few words what kind of measure it is.', `${within}label` as const)
    : undefined;

/** R-PROB-1: somebody who is there owns a measure, in the agency that takes it (S2:13). */
export const unowned = <In extends string>(
  { agency, assignee }: Measure,
  { force, found, at, within }: Tasking<In>,
) => {
  if (!isPartOfIt(agency, force, found, at))
    return refuse(
      'R-PROB-1',
      'There was no such agency on record at that time. Check who is to do it.',
      `${within}agency` as const,
    );
  return agency === force && assignee !== undefined && !isOfForce(assignee, found, at)
    ? refuse(
        'R-PROB-1',
        'This person was not in the service at that time. Check who is to do it.',
        `${within}assignee` as const,
      )
    : undefined;
};

/** R-PROB-1: a measure is due on a day to come (S2:13). */
export const dueBefore = <In extends string>({ dueOn }: Measure, { at, within }: Tasking<In>) =>
  dueOn < londonDay(at)
    ? refuse('R-PROB-1', 'This day had gone by then. Choose a day to come.', `${within}dueOn` as const)
    : undefined;

/** R-PROB-11: a measure depends on others that were tasked before it, so never in a circle (S2:15). */
export const dependsOnNothing = <In extends string>(
  state: ProblemState,
  { dependsOn }: Pick<Measure, 'dependsOn'>,
  { at, before, within }: Pick<Tasking<In>, 'at' | 'before' | 'within'>,
) =>
  dependsOn.every((key) => before.includes(key) || progressAt(measureOf(state, key), at) !== undefined)
    ? undefined
    : refuse(
        'R-PROB-11',
        'A measure depends on others that were tasked before it. Check their names, and their order.',
        `${within}dependsOn` as const,
      );

const isOfForce = (member: string, found: Named, at: string): boolean => {
  const known = valueIn(found, memberKey(member));
  return known !== undefined && 'service' in known && isInService(known, at);
};

type Standing = 'TASKED' | 'STARTED' | 'COMPLETED' | 'CANCELLED';

/** R-LIFE-1: what is done with a measure is what can be done with it as it stood. */
export const notStanding = (
  state: ProblemState,
  { measure, at, as }: { readonly measure: string; readonly at: string; readonly as: readonly Standing[] },
) => {
  const known = progressAt(measureOf(state, measure), at);
  if (!known)
    return refuse(
      'R-LIFE-1',
      'There was no such measure at that time. Check its name and the time.',
      'measure',
    );
  return as.includes(known.standing)
    ? undefined
    : refuse(
        'R-LIFE-1',
        `This measure had been ${IN_WORDS[known.standing]} by then. ${MENDED[known.standing]}`,
        'measure',
      );
};

const IN_WORDS: Readonly<Record<Standing, string>> = {
  TASKED: 'tasked, and no more,',
  STARTED: 'started',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
};
const MENDED: Readonly<Record<Standing, string>> = {
  TASKED: 'There is nothing to reopen.',
  STARTED: 'Complete or cancel it.',
  COMPLETED: 'Reopen it first.',
  CANCELLED: 'Reopen it first.',
};

/** R-PROB-11: what a measure waits for, and is not complete; none is no warning (S2:15). */
export const waitsFor = (state: ProblemState, measure: string, at: string): readonly string[] =>
  (measureOf(state, measure).tasked?.dependsOn ?? []).filter(
    (key) => progressAt(measureOf(state, key), at)?.standing !== 'COMPLETED',
  );

/** R-PROB-5: a problem is closed once it was assessed what was reached, and again after it was reopened (S2:13, 15). */
export const notAssessed = (state: ProblemState, at: string) =>
  isAssessed(state, at)
    ? undefined
    : refuse(
        'R-PROB-5',
        state.assessed.some(({ from }) => from <= at)
          ? 'Nobody had assessed by then what was reached since it was reopened. Assess it again first.'
          : 'Nobody had assessed by then whether it was reduced or removed. Assess it first.',
        'id',
      );

/** R-PROB-5: nobody is left with a measure of a problem that is closed. */
export const measuresLeft = (state: ProblemState, at: string) => {
  const left = entriesOf(state.measures).filter(([, one]) => {
    const standing = progressAt(one, at)?.standing;
    return standing === 'TASKED' || standing === 'STARTED';
  });
  return left.length === 0
    ? undefined
    : refuse(
        'R-PROB-5',
        `Measures were still to be done by then: ${left.map(([key]) => key).join(', ')}. Complete or cancel them first.`,
        'id',
      );
};

/** R-PROB-12: an example names nobody, and no record by which somebody could be found (S2:15). */
export const namesARecord = <Path extends string>(
  state: ProblemState,
  text: SealedText | string,
  path: Path,
) => {
  const words = (text as string).toLowerCase().match(/[a-z0-9][a-z0-9._:@-]*[a-z0-9]|[a-z0-9]/g);
  // A reference stands for words that were read when they came.
  if (isTextReference(text)) return undefined;
  const named = [
    ...entriesOf(state.reports).map(([report]) => report),
    ...valuesOf(state.profiles).flatMap((told) =>
      told.flatMap(({ value }) => (value?.kind === 'TARGET' ? [value.subject, value.intelligence] : [])),
    ),
    ...state.adoption.flatMap(({ value }) => value.intelligence),
  ];
  return named.some((id) => words?.includes(id.toLowerCase()))
    ? refuse(
        'R-PROB-12',
        'This text names a person, a report or intelligence by its reference. Tell the example without it.',
        path,
      )
    : undefined;
};

/** R-LIFE-1: nobody publishes or takes back what was not drafted, or what was taken back. */
export const noStudy = (study: CaseStudy | undefined, at: string) =>
  study?.draftedAt !== undefined && study.draftedAt <= at && valueAt(study.published, at) !== 'WITHDRAWN'
    ? undefined
    : refuse('R-LIFE-1', 'There was no such case study at that time. Check its name and the time.', 'study');
