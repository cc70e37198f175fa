import {
  alreadySo,
  canonicalize,
  carry,
  defineProcess,
  keyedFrom,
  ofAnyAgency,
  ofSender,
  stateOf,
  toldAt,
  valueIn,
  valuesOf,
  type Decider,
  type Keyed,
  type TextOrReference,
} from '@wardbook/event-sourcing/pure';
import type { Criterion } from '../criteria.ts';
import { agencyHistory, type AgencyState } from '../agency/agency.state.ts';
import { alreadyBegun, onlyFor, PERSONAL_DATA_READERS, type PolicingCommand, type Role } from '../by.ts';
import { judgedAgain, wasEndedAt } from '../later.ts';
import { withCommands } from '../mixing.ts';
import type { Kept } from '../retention/retention.rules.ts';
import { retention, type RetentionCommand, type RetentionFacts } from '../retention/retention.ts';
import { subjectHistory, unknownPerson, type SubjectState } from '../subject/subject.state.ts';
import { surveyHistory, type SurveyState } from '../survey/survey.state.ts';
import { survey } from '../survey/survey.ts';
import { notLive, wardHistory, type WardState } from '../ward/ward.state.ts';
import * as events from './initiative.events.ts';
import type { InitiativeEvent, InitiativeFields } from './initiative.events.ts';
import * as rules from './initiative.rules.ts';
import {
  admissionAt,
  initiativeHistory,
  isOpenInitiative,
  organisersAt,
  premisesOf,
  type Fitted,
  type InitiativeState,
  type Told,
} from './initiative.state.ts';

type Area = readonly { readonly ward: string; readonly eligibleDwellings: number }[];
type Recommended = NonNullable<InitiativeFields<'PremisesAdmitted'>['recommendation']>;

export type InitiativeCommand = OwnInitiativeCommand | RetentionCommand;

type OwnInitiativeCommand = PolicingCommand &
  (
    | {
        readonly type: 'ProposeInitiative';
        readonly kind: events.InitiativeKind;
        /** OTHER: what kind it is. */
        readonly label?: string;
        readonly name: string;
        /** The agencies beside the sender's, which leads. */
        readonly organisers: readonly string[];
        readonly area: Area;
        readonly criteria: readonly Criterion[];
        readonly premisesKinds: readonly events.InitiativePremises[];
        readonly subsidyPercent?: number;
      }
    | { readonly type: 'ChangeInitiativeOrganisers'; readonly organisers: readonly string[] }
    | { readonly type: 'ChangeInitiativeArea'; readonly area: Area }
    | ({ readonly type: 'FundInitiative' } & InitiativeFields<'InitiativeFunded'>)
    | { readonly type: 'EndInitiativeFunding'; readonly funding: string }
    | ({ readonly type: 'RecordConsultation' } & InitiativeFields<'ConsultationRecorded'>)
    | ({ readonly type: 'RecordLegalBasis' } & InitiativeFields<'LegalBasisRecorded'>)
    | { readonly type: 'EndLegalBasis'; readonly legalBasis: string }
    | { readonly type: 'RecordInitiativeEvidence'; readonly evidence: string }
    | {
        readonly type: 'AdmitPremises';
        readonly premises: string;
        readonly kind: events.InitiativePremises;
        readonly dwellings: number;
        readonly ward: string;
        /** Opaque id of whoever lives there, on record with the sender's agency. */
        readonly recipient?: string;
        readonly criteria: readonly Criterion[];
        readonly recommendation?: Recommended;
        readonly address?: TextOrReference;
      }
    | {
        readonly type: 'WithdrawPremises';
        readonly premises: string;
        readonly reason: events.PremisesWithdrawalReason;
      }
    | {
        readonly type: 'RecordInstallation';
        readonly premises: string;
        readonly devices: readonly events.Device[];
        readonly fittedBy: string;
      }
    | ({ readonly type: 'EvaluateInitiative' } & InitiativeFields<'InitiativeEvaluated'>)
    | { readonly type: 'CloseInitiative'; readonly outcome: events.InitiativeOutcome }
    | { readonly type: 'ReopenInitiative' }
  );

/** By `wardKey` and `agencyKey`. */
type Named = Keyed<AgencyState | WardState>;
type WithAgency = Readonly<{ agency: AgencyState }>;

export type InitiativeFacts = OwnInitiativeFacts & RetentionFacts;

interface OwnInitiativeFacts {
  readonly ProposeInitiative: Named & Readonly<{ lead: AgencyState }>;
  readonly ChangeInitiativeOrganisers: Named;
  readonly ChangeInitiativeArea: Named;
  readonly FundInitiative: WithAgency;
  readonly AdmitPremises: Readonly<{ recipient: SubjectState; survey: SurveyState; ward: WardState }>;
  readonly RecordInstallation: WithAgency;
}

const POLICE = ['OFFICER', 'PCSO', 'SPECIALIST', 'SUPERVISOR', 'INSPECTOR'] as const;
/** Police and partners set initiatives up together (S0:5, S2:13). */
const ORGANISERS: readonly Role[] = [...POLICE, 'PARTNER'];

/** R-AUTH-3: whoever organises it beside the lead records what is done; whether there is such an initiative, they see. */
const isOrganiser = ({ by, occurredAt: at }: PolicingCommand, state: InitiativeState): boolean =>
  organisersAt(state, at).includes(by.agency);

const agenciesIn = (ids: readonly string[]) =>
  ids.map((id) => [rules.agencyKey(id), ofAnyAgency(stateOf(agencyHistory, id))] as const);

/** The wards of a force are its own to name; a partner works wherever there is a ward. */
const wardsIn = ({ by }: PolicingCommand, area: Area) =>
  area.map(({ ward }) => {
    const known = stateOf(wardHistory, ward);
    return [rules.wardKey(ward), by.role === 'PARTNER' ? ofAnyAgency(known) : known] as const;
  });

const agencyNamed = (id: string) => ({ agency: ofAnyAgency(stateOf(agencyHistory, id)) });

const ownInitiative: Decider<OwnInitiativeCommand, InitiativeEvent, InitiativeState, OwnInitiativeFacts> = {
  ...initiativeHistory,
  readers: [...PERSONAL_DATA_READERS, 'PARTNER'],
  others: {
    FundInitiative: isOrganiser,
    EndInitiativeFunding: isOrganiser,
    RecordConsultation: isOrganiser,
    RecordLegalBasis: isOrganiser,
    EndLegalBasis: isOrganiser,
    RecordInitiativeEvidence: isOrganiser,
    AdmitPremises: isOrganiser,
    WithdrawPremises: isOrganiser,
    RecordInstallation: isOrganiser,
    EvaluateInitiative: isOrganiser,
  },
  // An initiative is about many people, and none of them: where their premises are is its own.
  subject: (_, { id }) => `initiative.${id}`,
  facts: {
    ProposeInitiative: (command) => ({
      ...keyedFrom<ReturnType<typeof agenciesIn>[number][1] | ReturnType<typeof wardsIn>[number][1]>([
        ...agenciesIn(command.organisers),
        ...wardsIn(command, command.area),
      ]),
      lead: ofAnyAgency(stateOf(agencyHistory, command.by.agency)),
    }),
    ChangeInitiativeOrganisers: ({ organisers }) => keyedFrom(agenciesIn(organisers)),
    ChangeInitiativeArea: (command) => keyedFrom(wardsIn(command, command.area)),
    FundInitiative: ({ funder }) => agencyNamed(funder),
    AdmitPremises: ({ by, recipient, recommendation, ward }) => {
      const surveyed = stateOf(surveyHistory, recommendation?.survey);
      return {
        recipient: ofSender(stateOf(subjectHistory, recipient)),
        survey: by.role === 'PARTNER' ? ofAnyAgency(surveyed) : ofSender(surveyed),
        ward: ofAnyAgency(stateOf(wardHistory, ward)),
      };
    },
    RecordInstallation: ({ fittedBy }) => agencyNamed(fittedBy),
  },
  decide: {
    ProposeInitiative: (
      { type: _type, id: _id, occurredAt: at, owner: lead, by, ...said },
      state,
      { lead: known, ...named },
    ) => {
      const terms = {
        ...{ ...said, lead, organisers: unique(said.organisers), area: [...said.area] },
        ...{ criteria: unique(said.criteria), premisesKinds: unique(said.premisesKinds) },
      };
      return (
        onlyFor(by, ...ORGANISERS) ??
        alreadySo(state.proposedAt === at && isSame(state.terms && sorted(state.terms), sorted(terms))) ??
        alreadyBegun(state.proposedAt, 'initiative', 'id') ??
        rules.unregisteredLead(by, known, at) ??
        rules.unnamed(said.kind, said.label) ??
        rules.unfitOrganisers(said.organisers, lead, named, at) ??
        rules.unfitArea(said.area, named, at) ?? [events.initiativeProposed(terms)]
      );
    },

    ChangeInitiativeOrganisers: (command, state, named) => {
      const { occurredAt: at, owner } = command;
      const organisers = unique(command.organisers);
      return (
        notAtWork(command, state) ??
        alreadySo(isSame(toldAt(state.organisers, at)?.toSorted(), organisers.toSorted())) ??
        rules.unfitOrganisers(command.organisers, owner, named, at) ?? [
          events.initiativeOrganisersChanged({ organisers }),
        ]
      );
    },

    ChangeInitiativeArea: (command, state, named) => {
      const { occurredAt: at } = command;
      const area = [...command.area];
      return (
        notAtWork(command, state) ??
        alreadySo(isSame(byWard(toldAt(state.area, at)), byWard(area))) ??
        rules.unfitArea(command.area, named, at) ?? [events.initiativeAreaChanged({ area })]
      );
    },

    FundInitiative: (command, state, { agency }) => {
      const { type: _type, id: _id, occurredAt: at, owner: _owner, by, ...said } = command;
      const { funding, ...terms } = said;
      const known = valueIn(state.funds, funding);
      return (
        notAtWork(command, state) ??
        toldBefore(known, { said: terms, at }, 'funding', 'funding') ??
        rules.endsFirst(said) ??
        rules.unknownAgency(said.funder, { by, known: agency, at }, 'funder') ?? [
          events.initiativeFunded(said),
        ]
      );
    },

    EndInitiativeFunding: (command, state) => {
      const { occurredAt: at, funding } = command;
      const known = valueIn(state.funds, funding);
      return (
        notAtWork(command, state) ??
        alreadySo(known?.endedAt === at) ??
        rules.notStanding(known, { at, thing: 'funding', path: 'funding' }) ??
        alreadyBegun(known?.endedAt, 'end of the funding', 'funding') ?? [
          events.initiativeFundingEnded({ funding }),
        ]
      );
    },

    RecordConsultation: (command, state) => {
      const { type: _type, id: _id, occurredAt: at, owner: _owner, by: _by, ...said } = command;
      const { consultation, ...counted } = said;
      const known = valueIn(state.consultations, consultation);
      return (
        notAtWork(command, state) ??
        toldBefore(known, { said: counted, at }, 'consultation', 'consultation') ??
        rules.miscounted(said, at) ?? [events.consultationRecorded(said)]
      );
    },

    RecordLegalBasis: (command, state) => {
      const { type: _type, id: _id, occurredAt: at, owner: _owner, by: _by, ...said } = command;
      const { legalBasis, ...terms } = said;
      const known = valueIn(state.legalBases, legalBasis);
      return (
        notAtWork(command, state) ??
        toldBefore(known, { said: terms, at }, 'legal basis', 'legalBasis') ??
        rules.endsFirst(said) ?? [events.legalBasisRecorded(said)]
      );
    },

    EndLegalBasis: (command, state) => {
      const { occurredAt: at, legalBasis } = command;
      const known = valueIn(state.legalBases, legalBasis);
      return (
        notAtWork(command, state) ??
        alreadySo(known?.endedAt === at) ??
        rules.notStanding(known, { at, thing: 'legal basis', path: 'legalBasis' }) ??
        alreadyBegun(known?.endedAt, 'end of the legal basis', 'legalBasis') ?? [
          events.legalBasisEnded({ legalBasis }),
        ]
      );
    },

    RecordInitiativeEvidence: (command, state) => {
      const { occurredAt: at, by, evidence } = command;
      const known = valueIn(state.evidence, evidence);
      return (
        onlyFor(by, ...ORGANISERS) ??
        rules.notProposed(state, at) ??
        alreadySo(known === at) ??
        alreadyBegun(known, 'evidence', 'evidence') ?? [events.initiativeEvidenceRecorded({ evidence })]
      );
    },

    AdmitPremises: (command, state, facts) => {
      const { occurredAt: at, by, owner: lead, premises, address, recipient, recommendation } = command;
      const { kind, dwellings, ward } = command;
      const admission = {
        ...{ kind, dwellings, ward, criteria: unique(command.criteria).sort() },
        ...(recipient !== undefined && { recipient }),
        ...(recommendation !== undefined && { recommendation }),
      };
      return (
        notAtWork(command, state) ??
        alreadySo(isSame(toldAt(premisesOf(state, premises).told, at), admission)) ??
        rules.alreadyIn(state, premises, at) ??
        rules.notEligible(state, admission) ??
        rules.outsideArea(state, ward, at) ??
        rules.addressOfAnother(admission, address, { by, lead }) ??
        notLive(facts.ward, at, 'ward') ??
        (recipient === undefined ? undefined : unknownPerson(facts.recipient, at, 'recipient')) ??
        (recommendation === undefined
          ? undefined
          : (rules.noSuchRecommendation(facts.survey, recommendation.recommendation, { by, at }) ??
            rules.recommendedElsewhere(facts.survey, { ...admission, recommendation, by }))) ?? [
          events.premisesAdmitted({ premises, ...admission, ...(address !== undefined && { address }) }),
        ]
      );
    },

    WithdrawPremises: (command, state) => {
      const { occurredAt: at, premises, reason } = command;
      const { ward = '', dwellings = 0 } = admissionAt(state, premises, at) ?? {};
      return (
        notAtWork(command, state) ??
        alreadySo(isSame(toldAt(premisesOf(state, premises).told, at), { because: reason })) ??
        rules.notIn(state, premises, at) ?? [events.premisesWithdrawn({ premises, reason, ward, dwellings })]
      );
    },

    RecordInstallation: (command, state, { agency }) => {
      const { occurredAt: at, by, premises, fittedBy } = command;
      const devices = unique(command.devices).sort();
      const { fitted } = premisesOf(state, premises);
      const isFirst = valuesOf(fitted).length === 0;
      const { ward = '', dwellings = 0, recommendation } = admissionAt(state, premises, at) ?? {};
      return (
        notAtWork(command, state) ??
        alreadySo(devices.every((device) => isFittedSo(valueIn(fitted, device), { at, by: fittedBy }))) ??
        rules.notIn(state, premises, at) ??
        rules.gatesNotReady(state, devices, at) ??
        rules.unknownAgency(fittedBy, { by, known: agency, at }, 'fittedBy') ??
        rules.fittedTwice(state, premises, devices) ?? [
          events.installationRecorded({
            ...{ premises, devices, fittedBy, ward },
            dwellings: isFirst ? dwellings : 0,
            ...(recommendation !== undefined && { recommendation }),
          }),
        ]
      );
    },

    EvaluateInitiative: (command, state) => {
      const { type: _type, id: _id, occurredAt: at, owner: _owner, by, ...said } = command;
      const { evaluation, ...found } = said;
      const known = valueIn(state.evaluations, evaluation);
      return (
        onlyFor(by, ...ORGANISERS) ??
        rules.notProposed(state, at) ??
        toldBefore(known, { said: found, at }, 'evaluation', 'evaluation') ??
        rules.endsFirst(said) ??
        rules.evaluatedEarly(said.until, at) ?? [events.initiativeEvaluated(said)]
      );
    },

    CloseInitiative: ({ occurredAt: at, by, outcome }, state) =>
      onlyFor(by, ...ORGANISERS) ??
      rules.notProposed(state, at) ??
      alreadySo(toldAt(state.closures, at) === outcome) ??
      rules.notOpen(state, at) ?? [events.initiativeClosed({ outcome })],

    ReopenInitiative: ({ occurredAt: at, by }, state) =>
      onlyFor(by, ...ORGANISERS) ??
      rules.notProposed(state, at) ??
      alreadySo(wasEndedAt(state.closures, at)) ??
      rules.notClosed(state, at) ?? [events.initiativeReopened({})],
  },
  cameOf: {
    InitiativeProposed: ({ lead: _lead, label, subsidyPercent, ...said }) => ({
      ...{ ...said, type: 'ProposeInitiative' },
      ...(label !== undefined && { label }),
      ...(subsidyPercent !== undefined && { subsidyPercent }),
    }),
    InitiativeOrganisersChanged: 'ChangeInitiativeOrganisers',
    InitiativeAreaChanged: 'ChangeInitiativeArea',
    InitiativeFunded: 'FundInitiative',
    InitiativeFundingEnded: 'EndInitiativeFunding',
    ConsultationRecorded: 'RecordConsultation',
    LegalBasisRecorded: 'RecordLegalBasis',
    LegalBasisEnded: 'EndLegalBasis',
    InitiativeEvidenceRecorded: 'RecordInitiativeEvidence',
    PremisesAdmitted: 'AdmitPremises',
    PremisesWithdrawn: ({ premises, reason }) => ({ type: 'WithdrawPremises', premises, reason }),
    InstallationRecorded: ({ premises, devices, fittedBy }) => ({
      ...{ type: 'RecordInstallation', premises, devices, fittedBy },
    }),
    InitiativeEvaluated: 'EvaluateInitiative',
    InitiativeClosed: 'CloseInitiative',
    InitiativeReopened: 'ReopenInitiative',
  },
  stands: judgedAgain<InitiativeEvent, InitiativeState>({
    InitiativeOrganisersChanged: [
      (_, state, at) => rules.notOpen(state, at),
      'other agencies came to organise it',
    ],
    InitiativeAreaChanged: [(_, state, at) => rules.notOpen(state, at), 'its area was changed'],
    InitiativeFunded: [(_, state, at) => rules.notOpen(state, at), 'somebody funded it'],
    InitiativeFundingEnded: [
      ({ funding }, state, at) =>
        rules.notOpen(state, at) ??
        rules.notStanding(valueIn(state.funds, funding), { at, thing: 'funding', path: 'funding' }),
      'its funding ended',
    ],
    ConsultationRecorded: [(_, state, at) => rules.notOpen(state, at), 'people were asked about it'],
    LegalBasisRecorded: [(_, state, at) => rules.notOpen(state, at), 'it got a legal basis'],
    LegalBasisEnded: [
      ({ legalBasis }, state, at) =>
        rules.notOpen(state, at) ??
        rules.notStanding(valueIn(state.legalBases, legalBasis), { at, thing: 'legal basis', path: 'id' }),
      'its legal basis ended',
    ],
    PremisesAdmitted: [
      ({ premises, ward }, state, at) =>
        rules.notOpen(state, at) ??
        rules.alreadyIn(state, premises, at) ??
        rules.outsideArea(state, ward, at),
      'these or other premises were taken in',
      'Choose a later time, or withdraw them first.',
    ],
    PremisesWithdrawn: [
      ({ premises }, state, at) => rules.notOpen(state, at) ?? rules.notIn(state, premises, at),
      'premises were withdrawn',
    ],
    InstallationRecorded: [
      ({ premises, devices }, state, at) =>
        rules.notOpen(state, at) ??
        rules.notIn(state, premises, at) ??
        rules.gatesNotReady(state, devices, at),
      'something was fitted',
      'Choose a later time, or have that struck through first.',
    ],
    InitiativeClosed: [(_, state, at) => rules.notOpen(state, at), 'it was closed', 'Choose a later time.'],
    InitiativeReopened: [(_, state, at) => rules.notClosed(state, at), 'it was opened again'],
  }),
  settled: ['InitiativeEvidenceRecorded', 'InitiativeEvaluated'],
};

const notAtWork = ({ by, occurredAt: at }: PolicingCommand, state: InitiativeState) =>
  onlyFor(by, ...ORGANISERS) ?? rules.notOpen(state, at);

/** Something set up to reduce crime in an area, from its proposal to what came of it; its premises and what was fitted. */
export const initiative: Decider<InitiativeCommand, InitiativeEvent, InitiativeState, InitiativeFacts> =
  withCommands(ownInitiative, retention, (state): Kept => ({
    record: 'INITIATIVE',
    retention: state.retention,
    begunAt: state.proposedAt,
    isLive: (at) => isOpenInitiative(state, at),
    last: (_, at) => state.closures.findLast(({ from, value }) => from <= at && value !== undefined)?.from,
  }));

const NOTHING: object = {};

/** R-SUR-5: what was fitted because a survey recommended it is done: the survey learns of it (S0:15). */
export const initiativeRecommendations = defineProcess({
  name: 'initiative-recommendations',
  version: 1,
  initial: NOTHING,
  of: [initiativeHistory],
  evolve: { InstallationRecorded: (row) => row },
  columns: {},
  react: {
    InstallationRecorded: (_, { recommendation: done }, { occurredAt }) =>
      done === undefined
        ? []
        : [
            carry(
              survey,
              done.survey,
              { type: 'ConfirmAction', recommendation: done.recommendation },
              occurredAt,
            ),
          ],
  },
});

type Canonical = Parameters<typeof canonicalize>[0];

const isSame = (known: Canonical | undefined, said: Canonical): boolean =>
  known !== undefined && canonicalize(known) === canonicalize(said);

/** R-LIFE-2: what is said once more at the same instant is said already; under the same name, nothing else is. */
const toldBefore = <Said extends Canonical, Path extends string>(
  known: Told<Said> | undefined,
  { said, at }: Told<Said>,
  thing: string,
  path: Path,
) => alreadySo(known?.at === at && isSame(known.said, said)) ?? alreadyBegun(known?.at, thing, path);

const isFittedSo = (known: Fitted | undefined, { at, by }: Fitted): boolean =>
  known?.at === at && known.by === by;

const unique = <One extends string>(list: readonly One[]): One[] => [...new Set(list)];

const byWard = (area: Area = []) => area.toSorted((one, other) => (one.ward < other.ward ? -1 : 1));

/** In whatever order something was listed, it is the same. */
const sorted = (terms: NonNullable<InitiativeState['terms']>) => ({
  ...terms,
  ...{ organisers: terms.organisers.toSorted(), area: byWard(terms.area) },
  ...{ criteria: terms.criteria.toSorted(), premisesKinds: terms.premisesKinds.toSorted() },
});
