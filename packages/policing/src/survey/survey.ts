import {
  alreadySo,
  canonicalize,
  guarded,
  ofAnyAgency,
  ofSender,
  stateOf,
  toldAt,
  valueIn,
  type Decider,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import { adviceCaseHistory, type AdviceCaseState } from '../advice-case/advice-case.state.ts';
import { ELECTRONIC_TOPICS } from '../advice-case/codes.ts';
import { said } from '../advice-case/said.ts';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import { attendanceHistory, type AttendanceState } from '../attendance/attendance.state.ts';
import {
  alreadyBegun,
  notBegun,
  onlyFor,
  PERSONAL_DATA_READERS,
  type By,
  type PolicingCommand,
} from '../by.ts';
import { crimeHistory, type CrimeState } from '../crime/crime.state.ts';
import { judgedAgain } from '../later.ts';
import { senderGone } from '../member/member.rules.ts';
import { memberHistory, teamOf, type MemberState } from '../member/member.state.ts';
import { withCommands } from '../mixing.ts';
import { policyHistory, surveyTerms, type PolicyState } from '../policy/policy.state.ts';
import {
  isEmergency,
  keptOf,
  keptToAnother,
  notCovered,
  partyOf,
  reachOf,
  unaskable,
  type KeptTo,
  type Reach,
  type Said,
} from '../referral/asking.rules.ts';
import { referralHistory, type ReferralState } from '../referral/referral.state.ts';
import type { DisclosableField } from '../referral/referral.events.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { rolesHistory, type RolesState } from '../role/role.state.ts';
import { surveyOf } from '../role/serving-policy.ts';
import { notDirectly } from '../subject/safe-contact.ts';
import { subjectHistory, unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { visitHistory, type VisitState } from '../visit/visit.state.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './survey.events.ts';
import type { SurveyEvent, SurveyFields } from './survey.events.ts';
import * as rules from './survey.rules.ts';
import {
  agenciesOf,
  isAwaitedOfAgencies,
  recommendationOf,
  surveyEndingOf,
  surveyHistory,
  type SurveyState,
} from './survey.state.ts';

export type SurveyCommand = OwnSurveyCommand | RetentionCommand;

/** What a surveyor says of a recommendation; whether it is technical, and what an agency is told, follows. */
type Recommending = Omit<
  SurveyFields<'RecommendationMade'>,
  'owner' | 'technical' | 'items' | 'ward' | 'force' | 'fields' | 'emergency'
> & {
  /** Whose it is to do; the stamped `owner` is whose survey it is. */
  readonly ownedBy?: events.RecommendationOwner;
  readonly items?: readonly string[];
  /** AGENCY: it is told the address as well. */
  readonly withAddress?: boolean;
};

type OwnSurveyCommand = PolicingCommand &
  (
    | ({ readonly type: 'RequestSurvey' } & Omit<
        SurveyFields<'SurveyRequested'>,
        'priority' | 'policy' | 'force' | 'requestedBy'
      >)
    | ({ readonly type: 'BookSurvey' } & SurveyFields<'SurveyBooked'>)
    | { readonly type: 'StartSurvey'; readonly attendance: string }
    | {
        readonly type: 'RecordFinding';
        readonly item: string;
        readonly answer: events.FindingAnswer;
        readonly attention: boolean;
        readonly note?: TextOrReference;
      }
    | ({ readonly type: 'ReferFinding' } & Omit<
        SurveyFields<'FindingReferred'>,
        'recipient' | 'ward' | 'force' | 'fromTeam' | 'referredBy'
      >)
    | ({ readonly type: 'RecordFindingNotReferred' } & SurveyFields<'FindingReferralNotRaised'>)
    | ({ readonly type: 'Recommend' } & Recommending)
    | ({ readonly type: 'DiscloseSurveyAddress' } & Omit<
        SurveyFields<'SurveyAddressDisclosed'>,
        'agency' | 'emergency'
      >)
    | ({ readonly type: 'GiveReminder' } & SurveyFields<'RegulatoryReminderGiven'>)
    | { readonly type: 'CompleteSurvey' }
    | { readonly type: 'AbandonSurvey'; readonly reason: events.SurveyAbandonment }
    | { readonly type: 'ConfirmAction'; readonly recommendation: string }
    | {
        readonly type: 'DeclineRecommendation';
        readonly recommendation: string;
        readonly reason: events.RecommendationRefusal;
      }
    | { readonly type: 'ReopenRecommendation'; readonly recommendation: string }
  );

type Sender = Readonly<{ sender: MemberState }>;
type Work = Sender & Readonly<{ roles: RolesState }>;

export type SurveyFacts = OwnSurveyFacts & RetentionFacts;

interface OwnSurveyFacts {
  readonly RequestSurvey: Sender &
    Readonly<{
      ward: WardState;
      person: SubjectState;
      adviceCase: AdviceCaseState;
      crime: CrimeState;
      visit: VisitState;
      policy: PolicyState;
    }>;
  readonly BookSurvey: Work & KeptTo & Readonly<{ surveyor: MemberState }>;
  readonly StartSurvey: Work & Readonly<{ attendance: AttendanceState; policy: PolicyState }>;
  readonly RecordFinding: Work & Readonly<{ policy: PolicyState }>;
  readonly ReferFinding: Sender & Reach & KeptTo & Readonly<{ known: ReferralState }>;
  readonly Recommend: Work & KeptTo & Readonly<{ agency: AgencyState }>;
  readonly DiscloseSurveyAddress: Sender & KeptTo & Readonly<{ agency: AgencyState }>;
  readonly GiveReminder: Work;
  readonly CompleteSurvey: Work;
  readonly AbandonSurvey: Sender;
  readonly ConfirmAction: Sender;
  readonly DeclineRecommendation: Sender;
  readonly ReopenRecommendation: Sender;
}

const senderOf = ({ by }: PolicingCommand) => ({ sender: ofSender(stateOf(memberHistory, by.id)) });
const workOf = (command: PolicingCommand) => ({
  ...senderOf(command),
  roles: stateOf(rolesHistory, command.owner),
});
const NOBODY_TOLD = { subject: undefined, from: undefined, to: undefined, fields: [] };
/** The home of whoever is surveyed is where they are reached. */
const toldOf = ({ terms }: SurveyState, agency: string | undefined) => ({
  subject: terms?.recipient,
  from: terms?.force,
  to: agency === undefined ? undefined : { agency },
  fields: WHERE_TO_REACH,
});
const WHERE_TO_REACH: readonly DisclosableField[] = ['RECIPIENT_ADDRESS'];

/** No agreement may end between the decision and its record. */
const agencyOf = (id: string | undefined) => ({
  agency: guarded(ofAnyAgency(stateOf(agencyHistory, id))),
});

/** R-AUTH-3: whoever owns a recommendation answers for it. */
function isOwner({ by }: PolicingCommand, state: SurveyState): boolean {
  return by.role === 'PARTNER' && agenciesOf(state).includes(by.agency);
}

const ownSurvey: Decider<OwnSurveyCommand, SurveyEvent, SurveyState, OwnSurveyFacts> = {
  ...surveyHistory,
  // Whose recommendation it is, each command asks.
  others: {
    ConfirmAction: isOwner,
    DeclineRecommendation: isOwner,
    ReopenRecommendation: isOwner,
  },
  readers: [...PERSONAL_DATA_READERS, 'PARTNER'],
  subject: ({ terms }, command) =>
    terms?.recipient ?? (command.type === 'RequestSurvey' ? command.recipient : undefined),
  facts: {
    RequestSurvey: (command) => ({
      ...senderOf(command),
      ward: stateOf(wardHistory, command.ward),
      person: stateOf(subjectHistory, command.recipient),
      adviceCase: stateOf(adviceCaseHistory, command.case),
      crime: stateOf(crimeHistory, command.crime),
      visit: stateOf(visitHistory, command.visit),
      policy: surveyOf(command.owner, command.occurredAt),
    }),
    BookSurvey: (command, { terms }) => ({
      ...workOf(command),
      surveyor: stateOf(memberHistory, command.surveyor),
      kept: notDirectly(terms?.premisesKind === 'HOME' ? terms.recipient : undefined, command.occurredAt),
    }),
    StartSurvey: (command) => ({
      ...workOf(command),
      attendance: guarded(stateOf(attendanceHistory, command.attendance)),
      policy: surveyOf(command.owner, command.occurredAt),
    }),
    RecordFinding: (command, { started }) => ({
      ...workOf(command),
      policy: stateOf(policyHistory, started?.policy?.split('/')[0]),
    }),
    ReferFinding: (command, state) => {
      const whole = referred(state, command);
      return {
        ...senderOf(command),
        ...reachOf(whole && partyOf(whole), whole?.ward),
        // A role of the force is asked: nothing leaves it.
        ...keptOf(NOBODY_TOLD, command.occurredAt),
        known: stateOf(referralHistory, command.referral),
      };
    },
    Recommend: (command, state) => ({
      ...workOf(command),
      ...agencyOf(command.agency),
      ...keptOf(toldOf(state, command.withAddress === true ? command.agency : undefined), command.occurredAt),
    }),
    DiscloseSurveyAddress: (command, state) => {
      const { agency } = recommendationOf(state, command.recommendation) ?? {};
      return {
        ...senderOf(command),
        ...agencyOf(agency),
        ...keptOf(toldOf(state, agency), command.occurredAt),
      };
    },
    GiveReminder: workOf,
    CompleteSurvey: workOf,
    AbandonSurvey: senderOf,
    ConfirmAction: senderOf,
    DeclineRecommendation: senderOf,
    ReopenRecommendation: senderOf,
  },
  decide: {
    RequestSurvey: (command, state, facts) => {
      const { occurredAt: at, by, owner } = command;
      const { type: _type, address, ...asked } = { ...said(command), type: '' };
      const { priorityCriteria, version } = surveyTerms(facts.policy, at);
      const criteria = [...new Set(asked.criteria)].sort();
      const terms = {
        ...asked,
        criteria,
        priority: criteria.some((one) => priorityCriteria.includes(one)),
        ...(version !== 'DEFAULT' && { policy: version }),
        force: owner,
        requestedBy: by.id,
      };
      return (
        onlyFor(by, ...ASKERS) ??
        senderGone(facts.sender, at) ??
        alreadySo(state.requestedAt === at && same(state.terms, terms)) ??
        alreadyBegun(state.requestedAt, 'survey', 'id') ??
        notLive(facts.ward, at, 'ward') ??
        unknownPerson(facts.person, at, 'recipient') ??
        rules.notAHome(terms) ??
        rules.notOfTheCase(terms, facts.adviceCase, at) ??
        rules.notOfTheVictim(terms, facts, at) ?? [events.surveyRequested({ ...terms, address })]
      );
    },

    BookSurvey: (command, state, facts) => {
      const { occurredAt: at, by, surveyor: id, from, to } = command;
      const booking = { surveyor: id, from, to };
      const who = { id, member: facts.surveyor, roles: facts.roles };
      return (
        onlyFor(by, ...ASKERS) ??
        rules.notRequested(state, at) ??
        senderGone(facts.sender, at) ??
        rules.bookingAnother(by, id) ??
        alreadySo(same(toldAt(state.booking, at), booking)) ??
        rules.afterStart(state, at) ??
        rules.unfitTimes(booking, at) ??
        rules.notServing(who, at) ??
        rules.unfitSurveyor(state, who, from, 'surveyor') ??
        rules.unsafe(state, facts.kept) ?? [events.surveyBooked(booking)]
      );
    },

    StartSurvey: (command, state, facts) => {
      const { occurredAt: at, by, attendance } = command;
      const { version } = surveyTerms(facts.policy, at);
      const started = {
        surveyor: by.id,
        attendance,
        ...(version !== 'DEFAULT' && { policy: version }),
      };
      return (
        onlyFor(by, ...SURVEYORS) ??
        rules.notRequested(state, at) ??
        senderGone(facts.sender, at) ??
        alreadySo(state.started?.at === at && same(state.started, { ...started, at })) ??
        alreadyBegun(state.started?.at, 'start of the survey', 'id') ??
        rules.afterEnd(state, at) ??
        rules.bookedForAnother(by, state, at) ??
        rules.unfitSurveyor(state, whoIs(by, facts), at, 'id') ??
        rules.notAttending(command, facts.attendance) ?? [events.surveyStarted(started)]
      );
    },

    RecordFinding: (command, state, facts) => {
      const { occurredAt: at, by, item, answer, attention, note } = command;
      const listed = rules.listedItem(state, facts.policy, item);
      const refused = notAtWork(command, state, facts) ?? rules.unlisted(listed);
      if (refused || !listed) return refused ?? [];
      const { section, technical } = listed;
      const toRefer = technical && attention && !rules.isSpecialist(whoIs(by, facts), at);
      const finding = { section, answer, attention, technical, toRefer };
      const told = toldAt(valueIn(state.findings, item) ?? [], at);
      return (
        alreadySo(same(told, { ...finding, noted: note !== undefined })) ??
        rules.afterEnd(state, at) ?? [
          events.findingRecorded({ ...finding, item, ...(note !== undefined && { note }) }),
        ]
      );
    },

    ReferFinding: (command, state, { sender, known, ...reach }) => {
      const { occurredAt: at, by, item, referral } = command;
      const whole = referred(state, command, teamOf(sender, at));
      const before = valueIn(state.referrals, referral);
      return (
        onlyFor(by, ...SURVEYORS) ??
        rules.notStarted(state, at) ??
        senderGone(sender, at) ??
        rules.notInvolved(by, state, at) ??
        alreadySo(before?.at === at && same(before.request, whole && withoutWords(whole))) ??
        alreadyBegun(before?.at ?? known.raisedAt ?? known.notRaisedAt, 'referral', 'referral') ??
        rules.nothingToRefer(state, item, at) ??
        (whole &&
          unaskable({ ...whole, to: partyOf(whole) }, reach, { at, from: whole.force, said: REFERRING })) ??
        (whole ? [events.findingReferred(whole)] : [])
      );
    },

    RecordFindingNotReferred: ({ occurredAt: at, by, referral, rule }, state) => {
      const known = valueIn(state.referrals, referral);
      return (
        onlyFor(by, 'SYSTEM') ??
        notBegun(known?.at, at, 'referral', 'referral') ??
        alreadySo(known?.notRaised !== undefined) ?? [events.findingReferralNotRaised({ referral, rule })]
      );
    },

    Recommend: (command, state, facts) => {
      const { occurredAt: at, by, recommendation, text, ownedBy } = command;
      const made = recommended(command, state);
      const known = valueIn(state.recommendations, recommendation);
      return (
        notAtWork(command, state, facts) ??
        rules.withoutOwner(command) ??
        alreadySo(known?.at === at && same(known.made, made)) ??
        alreadyBegun(known?.at, 'recommendation', 'recommendation') ??
        rules.afterEnd(state, at) ??
        rules.nobodyToTell(command) ??
        rules.notFound(state, made.items, at) ??
        rules.tooTechnical(made, state, whoIs(by, facts), at) ??
        rules.dueBefore(made.dueOn, at) ??
        rules.unfitOwner(made, facts.agency, at) ??
        (made.agency === undefined
          ? undefined
          : notCovered(
              { fields: [], ...made },
              tellingOf(made.agency, command.owner, SHARED),
              facts.agency,
              at,
            )) ??
        keptToAnother({ fields: [], ...made }, facts, 'withAddress') ??
        (ownedBy ? [events.recommendationMade({ ...made, owner: ownedBy, recommendation, text })] : [])
      );
    },

    DiscloseSurveyAddress: (command, state, facts) => {
      const { occurredAt: at, by, recommendation: key, legalBasis, agreement } = command;
      const agency = recommendationOf(state, key, at)?.agency ?? '';
      const disclosed = { agency, ...disclosureOf({ legalBasis, agreement, agency }, command.owner) };
      const told = toldAt(valueIn(state.recommendations, key)?.addressDisclosed ?? [], at);
      const telling = tellingOf(agency, command.owner, ADDRESS_SHARED);
      return (
        onlyFor(by, ...SURVEYORS) ??
        rules.notRequested(state, at) ??
        senderGone(facts.sender, at) ??
        rules.notInvolved(by, state, at) ??
        rules.notMade(recommendationOf(state, key, at), at) ??
        alreadySo(same(told, disclosed)) ??
        rules.nothingToDisclose(state, key, at) ??
        notCovered({ ...disclosed, fields: ADDRESS }, telling, facts.agency, at) ??
        keptToAnother({ ...disclosed, fields: ADDRESS }, facts, 'recommendation') ?? [
          events.surveyAddressDisclosed({ recommendation: key, ...disclosed }),
        ]
      );
    },

    GiveReminder: (command, state, facts) => {
      const { occurredAt: at, reminder, how } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(toldAt(state.reminders[reminder] ?? [], at) === how) ??
        rules.afterEnd(state, at) ?? [events.regulatoryReminderGiven({ reminder, how })]
      );
    },

    CompleteSurvey: (command, state, facts) => {
      const { occurredAt: at } = command;
      return (
        notAtWork(command, state, facts) ??
        alreadySo(state.ending?.at === at && state.ending.how === 'COMPLETED') ??
        rules.afterEnd(state, at) ??
        rules.incomplete(state, at) ?? [events.surveyCompleted({})]
      );
    },

    AbandonSurvey: ({ occurredAt: at, by, reason }, state, { sender }) =>
      onlyFor(by, ...ASKERS) ??
      rules.notRequested(state, at) ??
      senderGone(sender, at) ??
      rules.notInvolved(by, state, at) ??
      alreadySo(state.ending?.at === at && state.ending.because === reason) ??
      rules.afterEnd(state, at) ?? [events.surveyAbandoned({ reason })],

    ConfirmAction: (command, state, { sender }) => {
      const { occurredAt: at, by, recommendation: key } = command;
      const known = recommendationOf(state, key, at);
      // An initiative that did it says so; whoever had said it before was right.
      const isFitted = by.role === 'SYSTEM';
      const standing = isFitted ? known?.standing : standingTold(state, key, at)?.is;
      return (
        (isFitted
          ? rules.notMade(known, at)
          : (notTheirs(by, { known, sender, at }) ?? rules.notTheirsToAnswer(known, by))) ??
        alreadySo(standing === 'IMPLEMENTED') ??
        rules.answered(known) ?? [events.recommendationImplemented({ recommendation: key })]
      );
    },

    DeclineRecommendation: (command, state, { sender }) => {
      const { occurredAt: at, by, recommendation: key, reason } = command;
      const known = recommendationOf(state, key, at);
      return (
        notTheirs(by, { known, sender, at }) ??
        rules.notTheirsToAnswer(known, by) ??
        alreadySo(standingTold(state, key, at)?.because === reason) ??
        rules.answered(known) ?? [events.recommendationDeclined({ recommendation: key, reason })]
      );
    },

    ReopenRecommendation: (command, state, { sender }) => {
      const { occurredAt: at, by, recommendation: key } = command;
      const known = recommendationOf(state, key, at);
      return (
        notTheirs(by, { known, sender, at }) ??
        alreadySo(known?.madeAt !== at && standingTold(state, key, at)?.is === 'OPEN') ??
        rules.stillOpen(known) ?? [events.recommendationReopened({ recommendation: key })]
      );
    },
  },
  cameOf: {
    SurveyRequested: ({
      priority: _priority,
      policy: _policy,
      force: _force,
      requestedBy: _by,
      ...asked
    }) => ({
      ...asked,
      type: 'RequestSurvey',
    }),
    SurveyBooked: 'BookSurvey',
    SurveyStarted: ({ attendance }) => ({ type: 'StartSurvey', attendance }),
    FindingRecorded: ({ item, answer, attention, note }) => ({
      ...{ type: 'RecordFinding', item, answer, attention },
      ...(note !== undefined && { note }),
    }),
    FindingReferred: ({
      recipient: _recipient,
      ward: _ward,
      force: _force,
      fromTeam: _team,
      referredBy: _by,
      ...asked
    }) => ({ ...asked, type: 'ReferFinding' }),
    FindingReferralNotRaised: 'RecordFindingNotReferred',
    RecommendationMade: ({
      owner: ownedBy,
      technical: _technical,
      ward: _ward,
      force: _force,
      fields = [],
      emergency: _emergency,
      ...made
    }) => ({
      ...{ ...made, ownedBy, type: 'Recommend' },
      ...(fields.includes('PREMISES_ADDRESS') && { withAddress: true }),
    }),
    SurveyAddressDisclosed: ({ agency: _agency, emergency: _emergency, ...disclosed }) => ({
      ...disclosed,
      type: 'DiscloseSurveyAddress',
    }),
    RegulatoryReminderGiven: 'GiveReminder',
    SurveyCompleted: 'CompleteSurvey',
    SurveyAbandoned: 'AbandonSurvey',
    RecommendationImplemented: 'ConfirmAction',
    RecommendationDeclined: 'DeclineRecommendation',
    RecommendationReopened: 'ReopenRecommendation',
  },
  stands: judgedAgain<SurveyEvent, SurveyState>({
    SurveyBooked: [(_, state, at) => rules.afterStart(state, at), 'this survey was booked'],
    SurveyStarted: [(_, state, at) => rules.afterEnd(state, at), 'this survey began'],
    FindingRecorded: [(_, state, at) => inSurvey(state, at), 'something was found'],
    FindingReferred: [
      ({ item }, state, at) => rules.nothingToRefer(state, item, at),
      'a finding was referred',
    ],
    RecommendationMade: [
      ({ items }, state, at) => inSurvey(state, at) ?? rules.notFound(state, items, at),
      'something was recommended',
    ],
    RegulatoryReminderGiven: [(_, state, at) => inSurvey(state, at), 'the occupant was reminded'],
    SurveyCompleted: [
      (_, state, at) => inSurvey(state, at) ?? rules.incomplete(state, at),
      'this survey was completed',
      'Have that struck through first, and complete it again.',
    ],
    SurveyAbandoned: [(_, state, at) => rules.afterEnd(state, at), 'this survey was abandoned'],
    SurveyAddressDisclosed: [
      ({ recommendation: key }, state, at) => rules.nothingToDisclose(state, key, at),
      'an agency was told the address',
    ],
    RecommendationImplemented: [
      ({ recommendation: key }, state, at) => rules.answered(recommendationOf(state, key, at)),
      'it was on record that this was done',
    ],
    RecommendationDeclined: [
      ({ recommendation: key }, state, at) => rules.answered(recommendationOf(state, key, at)),
      'it was on record that this was declined',
    ],
    RecommendationReopened: [
      ({ recommendation: key }, state, at) => rules.stillOpen(recommendationOf(state, key, at)),
      'this was open again',
    ],
  }),
  // A survey that was complete stays so: what could not be raised is shown as to be referred.
  settled: ['FindingReferralNotRaised', 'RegulatoryReminderGiven'],
};

/** Who goes out to survey. */
const SURVEYORS = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;
/** Who asks for a survey, and books it. */
const ASKERS = [...SURVEYORS, 'CONTROL'] as const;

/** A security survey of somebody's premises: what was found, what is recommended to whom, and what became of that. */
export const survey: Decider<SurveyCommand, SurveyEvent, SurveyState, SurveyFacts> = withCommands(
  ownSurvey,
  retention,
  (state): Kept => ({
    record: 'SURVEY',
    retention: state.retention,
    begunAt: state.requestedAt,
    isLive: (at) => surveyEndingOf(state, at) === undefined || isAwaitedOfAgencies(state, at),
    last: (_, at) => surveyEndingOf(state, at)?.at,
  }),
);

const same = (told: object | undefined, wanted: object | undefined): boolean =>
  told !== undefined && wanted !== undefined && canonicalize({ ...told }) === canonicalize({ ...wanted });

const whoIs = ({ id }: By, { sender: member, roles }: Work): rules.Surveyor => ({ id, member, roles });

const notAtWork = ({ by, occurredAt: at }: PolicingCommand, state: SurveyState, work: Work) =>
  onlyFor(by, ...SURVEYORS) ??
  rules.notStarted(state, at) ??
  senderGone(work.sender, at) ??
  rules.unfitSurveyor(state, whoIs(by, work), at, 'id') ??
  rules.notOwn(by, state);

const inSurvey = (state: SurveyState, at: string) => rules.notStarted(state, at) ?? rules.afterEnd(state, at);

/** Whatever only who owns a recommendation may do, and the police for the occupant. */
const notTheirs = (by: By, { known, sender, at }: Answering) =>
  onlyFor(by, ...SURVEYORS, 'PARTNER') ??
  // Who works for a partner, that knows.
  (by.role === 'PARTNER' ? undefined : senderGone(sender, at)) ??
  rules.notTheirs(known, by, at);

interface Answering extends Sender {
  readonly known: ReturnType<typeof recommendationOf>;
  readonly at: string;
}

const standingTold = ({ recommendations }: SurveyState, key: string, at: string) =>
  toldAt(valueIn(recommendations, key)?.standing ?? [], at);

/** A request with what the survey knows: all that raising the referral takes. */
const referred = (
  { terms }: SurveyState,
  command: Extract<OwnSurveyCommand, { type: 'ReferFinding' }>,
  fromTeam?: string,
): SurveyFields<'FindingReferred'> | undefined => {
  if (!terms) return undefined;
  const { recipient, ward, force } = terms;
  const { fields, ...asked } = said(command);
  return {
    ...{ ...asked, fields: [...new Set(fields)].sort(), recipient, ward, force },
    referredBy: command.by.id,
    ...(fromTeam !== undefined && { fromTeam }),
  };
};

const withoutWords = ({
  requestedHelp: _help,
  referral: _referral,
  ...request
}: SurveyFields<'FindingReferred'>) => request;

/** Which field of this command says what: a role of the force is asked, to whom nothing is disclosed. */
const REFERRING = {
  agency: 'toRole',
  role: 'toRole',
  ward: 'toRole',
  topic: 'topic',
  legalBasis: 'fields',
  agreement: 'fields',
  fields: 'fields',
  dueAt: 'dueAt',
} as const satisfies Said<string>;

/** Whom a force tells something, and which field of the command says what. */
const tellingOf = <Path extends string>(
  agency: string,
  from: string,
  fields: Readonly<Record<'legalBasis' | 'agreement' | 'fields', Path>>,
) => ({ from, to: { agency }, said: fields });
const SHARED = { legalBasis: 'legalBasis', agreement: 'agreement', fields: 'agency' } as const;
const ADDRESS_SHARED = { ...SHARED, fields: 'recommendation' } as const;

/** What an agency has to know to do what is recommended. */
const TO_ACT: readonly DisclosableField[] = ['REQUESTED_HELP', 'TOPIC', 'WARD'];
const ADDRESS: readonly DisclosableField[] = ['PREMISES_ADDRESS'];

const disclosureOf = (
  { legalBasis, agreement, agency }: Pick<Recommending, 'legalBasis' | 'agreement' | 'agency'>,
  force: string,
) => ({
  ...(legalBasis !== undefined && { legalBasis }),
  ...(agreement !== undefined && { agreement }),
  ...(agency !== undefined && agency !== force && isEmergency({ legalBasis, agreement }) && EMERGENCY),
});
const EMERGENCY = { emergency: true } as const;

/** A recommendation as it is put on record, but for its words and, where nobody said it, its owner. */
const recommended = (command: Extract<OwnSurveyCommand, { type: 'Recommend' }>, state: SurveyState) => {
  const { occurredAt: at, ownedBy, agency, topic, standard, priority, dueOn, withAddress } = command;
  const items = [...new Set(command.items)].sort();
  const { ward = '', force = command.owner } = state.terms ?? {};
  return {
    ...{ topic, items, priority, ward, force },
    technical: ELECTRONIC_TOPICS.includes(topic) || rules.isTechnical(state, items, at),
    ...(ownedBy !== undefined && { owner: ownedBy }),
    ...(standard !== undefined && { standard }),
    ...(dueOn !== undefined && { dueOn }),
    ...(agency !== undefined && { agency, fields: [...TO_ACT, ...(withAddress ? ADDRESS : [])].sort() }),
    ...disclosureOf(command, command.owner),
  };
};
