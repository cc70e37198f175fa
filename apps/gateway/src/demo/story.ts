import { createdId } from '@wardbook/event-sourcing';
import {
  borough,
  londonMonth,
  member,
  monthStart,
  nextMonth,
  occurrencesIn,
  panelAgency,
  promise,
  team,
  ward,
  wardPanel,
  type By,
  type PromiseTerms,
  type TargetKind,
} from '@wardbook/policing';
import { CAMDEN, FORTUNE_GREEN, HAVERSTOCK, KILBURN, SECTORS, WARDS, WARDS_VALID_FROM } from './camden.ts';
import { councilSystem } from './council-system.ts';
import { ADMINISTRATOR, chairOf, INSPECTOR, MEMBERS, SECTOR_INSPECTORS } from './people.ts';
import { kilburnBurglary } from './kilburn-burglary.ts';
import { kilburnCars } from './kilburn-cars.ts';
import { adviceGround, kilburnCase } from './kilburn-case.ts';
import { openReferral } from './open-referral.ts';
import { byOf, hoursAfter, minutesAfter, tellTo, type Told } from './told.ts';

/** The client that tells the story; ids of what it creates derive from it. */
export const STORYTELLER = 'demonstration';

const admin = byOf(ADMINISTRATOR.actor, 'ADMIN');
const inspector = byOf(INSPECTOR.id, 'INSPECTOR');
const chair = (code: string): By => byOf(chairOf(code), 'PANEL', panelAgency(code));
const officer = (code: string): By => byOf(`pc-${code}`, 'OFFICER');
const supportOfficer = (code: string): By => byOf(`pcso-${code}`, 'PCSO');

const INPT = 'inpt-1';
const sntOf = (code: string): string => `snt-${code}`;

const toBorough = tellTo(borough);
const toWard = tellTo(ward);
const toTeam = tellTo(team);
const toMember = tellTo(member);
const toPanel = tellTo(wardPanel);
const toPromise = tellTo(promise);

/**
 * A stated composite: the real wards of 2002 to 2022, kept live; an invented force; the promises of the 2012
 * announcement, made five months before `now` and counted since. Nothing in it happens after `now` (UTC).
 * In chapters: what the processes do about one is awaited before the next.
 */
export const story = (now: string): readonly (readonly Told[])[] => {
  const thisMonth = londonMonth(now);
  const [setUp = '', agreed = '', ...months] = [5, 4, 3, 2, 1, 0].map((ago) => monthsBefore(thisMonth, ago));
  const chapters = [
    [
      ...theWards(),
      ...theForce(monthStart(setUp)),
      ...adviceGround(monthStart(setUp)),
      ...PROMISES.flatMap((made) => madeIn(agreed, made)),
    ],
    months.flatMap((month, index) => PROMISES.flatMap((made) => keptIn(month, made, index))),
    months.flatMap((month) => [
      ...PROMISES.map((made) => closedAfter(month, made)),
      ...explained(month, months),
    ]),
    ...kilburnCase(months.at(-2) ?? setUp),
    openReferral(now),
  ];
  const [before = setUp, month = setUp] = months.slice(-3);
  // Told last, so that what was told before keeps its place.
  const later = [...kilburnBurglary(now, before, month), ...kilburnCars(before, month)];
  return [...chapters, councilSystem(monthStart(setUp)), ...later].map((told) =>
    told.filter(({ occurredAt }) => occurredAt <= now),
  );
};

const theWards = (): readonly Told[] => {
  const at = `${WARDS_VALID_FROM}T08:00:00.000Z`;
  return [
    toBorough(at, admin, CAMDEN.code, { type: 'EstablishBorough', name: CAMDEN.name }),
    ...WARDS.flatMap(({ code, name, onsCode }) => [
      toWard(at, admin, code, {
        type: 'EstablishWard',
        name,
        borough: CAMDEN.code,
        validFrom: WARDS_VALID_FROM,
      }),
      toWard(at, admin, code, { type: 'AddWardAlias', scheme: 'ONS-2001', alias: onsCode }),
    ]),
  ];
};

const theForce = (start: string): readonly Told[] => {
  const at = hoursAfter(start, 9);
  return [
    ...SECTORS.map(({ id: sector, label }) =>
      toBorough(at, admin, CAMDEN.code, { type: 'CreateSector', sector, label }),
    ),
    ...WARDS.map(({ code }, index) =>
      toBorough(at, admin, CAMDEN.code, {
        type: 'AssignWardToSector',
        ward: code,
        sector: SECTORS[Math.floor((index * SECTORS.length) / WARDS.length)]?.id ?? 'sector-1',
      }),
    ),
    toTeam(at, admin, INPT, { type: 'FormTeam', kind: 'INPT', name: 'Demonstration INPT' }),
    ...WARDS.flatMap(({ code, name }) => [
      toTeam(at, admin, sntOf(code), {
        type: 'FormTeam',
        kind: 'SNT',
        name: `${name} Safer Neighbourhoods team`,
      }),
      toWard(at, admin, code, { type: 'NameSaferNeighbourhood', name }),
      toWard(at, admin, code, { type: 'AssignWardToInpt', team: INPT }),
      toWard(at, admin, code, { type: 'AssignWardToSnt', team: sntOf(code) }),
      toPanel(at, admin, code, { type: 'EstablishWardPanel', quorum: 5, chair: chairOf(code) }),
    ]),
    ...MEMBERS.flatMap(({ id, name, rank, category, source, ward: code }) => [
      toMember(at, admin, id, {
        type: 'PostMember',
        team: code === undefined ? INPT : sntOf(code),
        category,
        rank,
        source,
        publicName: name,
        ...(code !== undefined && { publicContact: `ward-${code}@police.example` }),
      }),
      ...(code === undefined ? [] : [toMember(at, inspector, id, { type: 'DedicateMember', ward: code })]),
    ]),
    ...SECTORS.map(({ id: sector }, index) =>
      toBorough(at, admin, CAMDEN.code, {
        type: 'AppointSectorInspector',
        sector,
        member: SECTOR_INSPECTORS[index]?.id ?? INSPECTOR.id,
      }),
    ),
    toTeam(at, admin, INPT, { type: 'AppointTeamLead', member: INSPECTOR.id }),
    ...WARDS.map(({ code }) =>
      toTeam(at, admin, sntOf(code), { type: 'AppointTeamLead', member: `pc-${code}` }),
    ),
    toTeam(at, inspector, INPT, {
      type: 'SetDutyPattern',
      windows: [
        { weekday: 'FRIDAY', from: '18:00', to: '02:00' },
        { weekday: 'SATURDAY', from: '18:00', to: '02:00' },
      ],
    }),
    ...TARGETS.map(({ ward: code, ...target }) =>
      toWard(at, admin, code, { type: 'RegisterPromiseTarget', ...target }),
    ),
    toWard(at, chair(KILBURN), KILBURN, {
      type: 'RecordCommunityPriority',
      priority: 'evening-patrols',
      source: 'WARD_PANEL',
      issue: 'Be seen on Friday and Saturday evenings.',
    }),
  ];
};

interface DemoTarget {
  readonly ward: string;
  readonly target: string;
  readonly kind: TargetKind;
  readonly label: string;
  readonly externalRef?: string;
}

/** Two real schools of the borough, placed approximately; places of worship are not named. */
const TARGETS: readonly DemoTarget[] = [
  {
    ward: HAVERSTOCK,
    target: 'urn-100049',
    kind: 'SECONDARY_SCHOOL',
    label: 'Haverstock School',
    externalRef: 'URN:100049',
  },
  {
    ward: FORTUNE_GREEN,
    target: 'urn-100052',
    kind: 'SECONDARY_SCHOOL',
    label: 'Hampstead School',
    externalRef: 'URN:100052',
  },
  ...[1, 2, 3].map((number) => ({
    ward: KILBURN,
    target: `place-of-worship-${String(number)}`,
    kind: 'PLACE_OF_WORSHIP' as const,
    label: `Place of worship ${String(number)}`,
  })),
  { ward: KILBURN, target: 'patrol-area-1', kind: 'PATROL_AREA', label: 'Patrol area 1' },
];

interface DemoPromise {
  readonly name: string;
  readonly terms: PromiseTerms;
}

const WINDOWS = [
  { weekday: 'FRIDAY', from: '20:00', to: '24:00' },
  { weekday: 'SATURDAY', from: '20:00', to: '24:00' },
] as const;

const schools = (name: string, code: string): DemoPromise => ({
  name,
  terms: {
    ward: code,
    team: INPT,
    kind: 'PERIODIC_VISIT',
    targetKind: 'SECONDARY_SCHOOL',
    statement: 'We will visit every secondary school in the ward at least once a month.',
    minimumPerPeriod: 1,
  },
});

/** What the 2012 announcement promised London, for the wards of the demonstration. */
const PROMISES: readonly DemoPromise[] = [
  schools('school-haverstock', HAVERSTOCK),
  schools('school-fortune-green', FORTUNE_GREEN),
  {
    name: 'worship',
    terms: {
      ward: KILBURN,
      team: INPT,
      kind: 'PERIODIC_VISIT',
      targetKind: 'PLACE_OF_WORSHIP',
      statement: 'We will visit every place of worship in the ward at least once a month.',
      minimumPerPeriod: 1,
    },
  },
  {
    name: 'patrol',
    terms: {
      ward: KILBURN,
      team: INPT,
      kind: 'PATROL_WINDOW',
      area: 'patrol-area-1',
      windows: [...WINDOWS],
      statement: 'We will patrol this area on Friday and Saturday evenings.',
      minimumPerPeriod: 1,
      priority: 'evening-patrols',
    },
  },
];

const idOfPromise = (name: string): string => createdId(STORYTELLER, name, promise.name);

const madeIn = (month: string, { name, terms }: DemoPromise): readonly Told[] => {
  const [id, meeting] = [idOfPromise(name), `${month}-${name}`];
  return [
    toPromise(dayOf(month, 3, 10), inspector, id, { type: 'ProposePromise', terms }),
    toPromise(dayOf(month, 5, 10), inspector, id, { type: 'AgreePromiseByTeam' }),
    toPanel(dayOf(month, 20, 19), chair(terms.ward), terms.ward, {
      type: 'RecordPanelMeeting',
      meeting,
      votersPresent: 9,
      minutes: `minutes/${terms.ward}/${meeting}`,
    }),
    toPanel(dayOf(month, 20, 20), chair(terms.ward), terms.ward, {
      type: 'AgreePromiseAtPanel',
      meeting,
      promise: id,
    }),
  ];
};

/** The one month, counted from the first, in which a place of worship is not visited. */
const BROKEN_MONTH = 2;

/** Every promise is kept but in the broken month. */
const keptIn = (month: string, { name, terms }: DemoPromise, index: number): readonly Told[] => {
  const id = idOfPromise(name);
  const evidence = (number: number): string => `pocket-book/${month}/${name}/${String(number)}`;
  if (terms.kind === 'PATROL_WINDOW')
    return occurrencesIn(month, WINDOWS).map(({ starts, from, to }, number) =>
      toPromise(minutesAfter(from, 150), officer(terms.ward), id, {
        type: 'RecordFulfilment',
        fulfilment: `${name}-${starts}`,
        target: terms.area ?? 'patrol-area-1',
        member: officer(terms.ward).id,
        evidence: evidence(number),
        from: minutesAfter(to, -210),
      }),
    );
  const missed = index === BROKEN_MONTH ? 'place-of-worship-3' : undefined;
  return TARGETS.filter(({ ward: code, kind }) => code === terms.ward && kind === terms.targetKind)
    .filter(({ target }) => target !== missed)
    .map(({ target }, number) =>
      toPromise(dayOf(month, 4 + 6 * number, 11), supportOfficer(terms.ward), id, {
        type: 'RecordFulfilment',
        fulfilment: `${name}-${month}-${target}`,
        target,
        member: supportOfficer(terms.ward).id,
        evidence: evidence(number),
      }),
    );
};

const closedAfter = (month: string, { name }: DemoPromise): Told =>
  toPromise(dayOf(nextMonth(month), 2, 9), inspector, idOfPromise(name), {
    type: 'ClosePeriod',
    period: month,
  });

/** The month that was broken is explained to the ward on the day after it was closed. */
const explained = (month: string, months: readonly string[]): readonly Told[] =>
  months.indexOf(month) === BROKEN_MONTH
    ? [
        toPromise(dayOf(nextMonth(month), 3, 9), inspector, idOfPromise('worship'), {
          type: 'ExplainBreach',
          period: month,
          explanation: 'Both ward officers were on public order duty in the last week of the month.',
        }),
      ]
    : [];

const monthsBefore = (month: string, count: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 7);
};

const dayOf = (month: string, day: number, hour: number): string =>
  hoursAfter(monthStart(month), (day - 1) * 24 + hour);
