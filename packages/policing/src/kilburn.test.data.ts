import type { Decision, Message, Told } from '@wardbook/event-sourcing';
import { isRefusal } from '@wardbook/event-sourcing';
import {
  boroughEstablished,
  sectorCreated,
  wardAssignedToSector,
  type BoroughEvent,
} from './borough/borough.events.ts';
import { bySystem, ROLES, type By, type PolicingCommand, type Role } from './by.ts';
import { memberPosted, type MemberCategory, type MemberEvent } from './member/member.events.ts';
import { A0609_VERSION_4 } from './policy/a0609.ts';
import { DEFAULT_ESTABLISHMENT, DEFAULT_RETENTION, RECORD_CLASSES } from './policy/figures.ts';
import { W1012_VERSION_1 } from './policy/w1012.ts';
import type { PolicyTerms } from './policy/policy.events.ts';
import {
  promiseAgreedByCommunity,
  promiseAgreedByTeam,
  promiseInForce,
  promiseProposed,
  type PromiseEvent,
  type PromiseTerms,
} from './promise/promise.events.ts';
import type { Rank } from './rank.ts';
import { teamFormed, teamLeadAppointed, type TeamEvent } from './team/team.events.ts';
import {
  communityPriorityRecorded,
  promiseTargetRegistered,
  wardAssignedToInpt,
  wardAssignedToSnt,
  wardEstablished,
  type WardEvent,
} from './ward/ward.events.ts';
import {
  panelMeetingHeld,
  wardPanelEstablished,
  type WardPanelEvent,
} from './ward-panel/ward-panel.events.ts';
import { panelAgency } from './ward-panel/ward-panel.state.ts';

// Kilburn as the tests know it. Real codes of ward and borough; everybody and everything else is invented.
// The name of this file keeps it out of the published package, as it keeps the tests out (package.json, `files`).

export const CAMDEN = 'E09000007';
export const KILBURN = 'E05000140';
export const INPT = 'inpt-west';
export const SNT = 'snt-kilburn';

export const police = (id: string, role: Role): By => ({ id, role, agency: 'police' });
export const ADMIN = police('admin-1', 'ADMIN');
export const INSPECTOR = police('inspector-1', 'INSPECTOR');
export const SUPERVISOR = police('sergeant-1', 'SUPERVISOR');
export const OFFICER = police('officer-1', 'OFFICER');
export const PCSO = police('pcso-1', 'PCSO');
export const SPECIALIST = police('specialist-1', 'SPECIALIST');
export const RECORDS = police('records-1', 'RECORDS');
export const CHAIR: By = { id: 'chair-1', role: 'PANEL', agency: panelAgency(KILBURN) };
export const SYSTEM = bySystem('test');

/** An event and when it happened; `at(…)` of the test kit gives the same, but stays in tests. */
const on = <Event extends Message>(instant: string, ...events: readonly Event[]) =>
  events.map((event) => ({ at: instant, event }));

export const IN_2012 = '2012-09-03T09:00:00.000Z';
export const JANUARY = '2013-01-07T09:00:00.000Z';

export const camden = on<BoroughEvent>(
  IN_2012,
  boroughEstablished({ name: 'Camden' }),
  sectorCreated({ sector: 'west', label: 'West' }),
  wardAssignedToSector({ ward: KILBURN, sector: 'west' }),
);

export const kilburn = on<WardEvent>(
  IN_2012,
  wardEstablished({ name: 'Kilburn', borough: CAMDEN, validFrom: '2002-05-02' }),
);

/** Kilburn with its teams, two secondary schools, a place of worship, a patrol area and a priority. */
export const staffedKilburn = [
  ...kilburn,
  ...on<WardEvent>(
    IN_2012,
    wardAssignedToSnt({ team: SNT }),
    wardAssignedToInpt({ team: INPT }),
    promiseTargetRegistered({ target: 'school-ash', kind: 'SECONDARY_SCHOOL', label: 'Ash School' }),
    promiseTargetRegistered({ target: 'school-beech', kind: 'SECONDARY_SCHOOL', label: 'Beech School' }),
    promiseTargetRegistered({ target: 'chapel-elm', kind: 'PLACE_OF_WORSHIP', label: 'Elm Chapel' }),
    promiseTargetRegistered({ target: 'cedar', kind: 'PATROL_AREA', label: 'Cedar Row and the arcade' }),
    communityPriorityRecorded({ priority: 'dark-paths', source: 'PUBLIC', issue: 'Unlit paths at night' }),
  ),
];

export const inpt = on<TeamEvent>(IN_2012, teamFormed({ kind: 'INPT', name: 'West Camden INPT' }));
export const snt = on<TeamEvent>(IN_2012, teamFormed({ kind: 'SNT', name: 'Kilburn SNT' }));
export const ledInpt = [
  ...inpt,
  ...on<TeamEvent>(IN_2012, teamLeadAppointed({ member: INSPECTOR.id, rank: 'INSPECTOR' })),
];

export const posted = (rank: Rank, toTeam = INPT, category: MemberCategory = 'UNIFORMED', at = IN_2012) =>
  on<MemberEvent>(
    at,
    memberPosted({ team: toTeam, category, rank, source: 'RECRUIT', publicName: 'PC Maren Holloway' }),
  );

export const panel = on<WardPanelEvent>(IN_2012, wardPanelEstablished({ quorum: 5, chair: CHAIR.id }));
export const FEBRUARY_MEETING = '2013-02-20T19:00:00.000Z';
export const panelThatMet = [
  ...panel,
  ...on<WardPanelEvent>(
    FEBRUARY_MEETING,
    panelMeetingHeld({ meeting: 'february', votersPresent: 7, quorate: true, minutes: 'minutes/2013-02' }),
  ),
];

export const schoolVisits: PromiseTerms = {
  ward: KILBURN,
  team: INPT,
  kind: 'PERIODIC_VISIT',
  statement: 'We visit every secondary school every month.',
  targetKind: 'SECONDARY_SCHOOL',
  minimumPerPeriod: 1,
};

export const fridayPatrols: PromiseTerms = {
  ward: KILBURN,
  team: INPT,
  kind: 'PATROL_WINDOW',
  statement: 'We patrol Cedar Row on Friday nights.',
  area: 'cedar',
  windows: [{ weekday: 'FRIDAY', from: '20:00', to: '24:00' }],
  minimumPerPeriod: 1,
  priority: 'dark-paths',
};

export const proposed = (terms: PromiseTerms) =>
  on<PromiseEvent>('2013-02-11T10:00:00.000Z', promiseProposed(terms));

/** Both sides agreed in February 2013; the first whole month is March. */
export const inForce = (terms: PromiseTerms) => [
  ...proposed(terms),
  ...on<PromiseEvent>('2013-02-12T10:00:00.000Z', promiseAgreedByTeam({ lead: INSPECTOR.id })),
  ...on<PromiseEvent>(
    FEBRUARY_MEETING,
    promiseAgreedByCommunity({ meeting: 'february' }),
    promiseInForce({ from: FEBRUARY_MEETING, firstPeriod: '2013-03' }),
  ),
];

/** An advice policy as it may have stood in 2012; what A 0609 said then is not known. */
export const advicePolicy: PolicyTerms = {
  ...A0609_VERSION_4,
  version: 1,
  publishedOn: '2012-09-03',
  nextReviewMonths: 6,
};

/** An establishment policy that says what holds without one, too. */
export const establishmentPolicy: PolicyTerms = {
  number: 'E 0117',
  kind: 'ESTABLISHMENT',
  version: 1,
  publishedOn: '2012-09-03',
  contentHash: 'e'.repeat(64),
  nextReviewMonths: 12,
  requiredRecordFields: [],
  measures: [],
  sources: [],
  signpostSites: [],
  establishment: DEFAULT_ESTABLISHMENT,
  resources: [],
  relatedPolicies: [],
  consultees: [],
  riskKinds: [],
};

/** A retention policy that says what holds without one, too. */
export const retentionPolicy: PolicyTerms = {
  ...W1012_VERSION_1,
  publishedOn: '2012-09-03',
  nextReviewMonths: 12,
};

/** One that lets everything go as soon as it has ended: the year in Kilburn is not six years. */
export const shortRetention: PolicyTerms = {
  ...retentionPolicy,
  keeping: RECORD_CLASSES.map((record) => ({ record, ...DEFAULT_RETENTION[record], years: 0 })),
};

interface Scene<C> {
  knowingNothingElse(): { readonly when: (command: C) => { readonly decision: Decision<Message> } };
}

/** Which roles a decider does not turn away as such (R-AUTH-2), asked where nothing has begun. */
export const sendersOf = <C extends Told<PolicingCommand>>(scene: Scene<C>, command: C): readonly Role[] =>
  ROLES.filter((role) => {
    const { decision } = scene.knowingNothingElse().when({ ...command, by: { ...command.by, role } });
    return !isRefusal(decision) || decision.rule !== 'R-AUTH-2';
  });
