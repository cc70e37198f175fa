import {
  defineView,
  idOf,
  NONE_KEYED,
  valueAt,
  type Keyed,
  type Message,
  type Moment,
  type PersonalReference,
  type Timeline,
} from '@wardbook/event-sourcing';
import {
  crime,
  crimeHistory,
  crimeSteps,
  departuresOf,
  londonMonth,
  type Allocation,
  type AllocationRequest,
  type CrimeCategory,
  type CrimeDisclosure,
  type CrimeMarker,
  type CrimeOutcome,
  type CrimeOwnState,
  type Victim,
} from '@wardbook/policing';

/** A crime with all that there is to it, as policing’s own functions judge it. Its words are a reference. */
export interface CrimeCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'OPEN' | 'CLOSED';
  readonly force: string | null;
  readonly recordedAt?: string;
  readonly ward: string | null;
  readonly committedFrom: string | null;
  readonly committedUntil: string | null;
  readonly circumstances: PersonalReference | null;
  readonly category: Timeline<CrimeCategory>;
  readonly markers: Timeline<readonly CrimeMarker[]>;
  readonly victims: Keyed<Timeline<Victim | undefined>>;
  readonly allocation: Timeline<Allocation>;
  readonly requests: Keyed<AllocationRequest>;
  readonly links: Keyed<Timeline<boolean>>;
  readonly disclosures: Keyed<Timeline<CrimeDisclosure | undefined>>;
  readonly closed: Timeline<CrimeOutcome | undefined>;
}

const EXPECTED: CrimeCard = {
  version: 0,
  standing: 'EXPECTED',
  force: null,
  ward: null,
  committedFrom: null,
  committedUntil: null,
  circumstances: null,
  category: [],
  markers: [],
  victims: NONE_KEYED,
  allocation: [],
  requests: NONE_KEYED,
  links: NONE_KEYED,
  disclosures: NONE_KEYED,
  closed: [],
};

/** Some may be recorded before the crime that they are about is: nothing is shown of that. */
const stood = (card: CrimeCard, state: CrimeOwnState): CrimeCard => {
  const next = { ...card, ...state };
  if (next.recordedAt === undefined) return next;
  return { ...next, standing: next.closed.at(-1)?.value === undefined ? 'OPEN' : 'CLOSED' };
};

type Step<E extends Message> = (state: CrimeOwnState, event: E, moment: Moment) => CrimeOwnState;

const told =
  <E extends Message>(step: Step<E>) =>
  (card: CrimeCard, event: E, moment: Moment): CrimeCard =>
    stood(card, step(card, event, moment));

export const crimeBoard = defineView({
  name: 'crime-board',
  version: 1,
  of: [crimeHistory],
  versionOf: crimeHistory,
  initial: EXPECTED,
  columns: {
    force: ({ force }) => force,
    ward: ({ ward }) => ward,
    category: ({ category }) => category.at(-1)?.value ?? null,
    standing: ({ standing }) => standing,
    recordedAt: ({ recordedAt }) => recordedAt ?? null,
    recordedIn: ({ recordedAt }) => (recordedAt === undefined ? null : londonMonth(recordedAt)),
    allocatedTo: ({ allocation }) => allocation.at(-1)?.value.to ?? NOBODY,
    departure: (card) => departureOf(card),
  },
  evolve: {
    CrimeRecorded: (card, event, moment) => ({
      ...stood(card, crimeSteps.CrimeRecorded(card, event, moment)),
      force: crime.ownerOfId?.(idOf(moment.stream)) ?? null,
      ward: event.ward,
      committedFrom: event.committedFrom ?? null,
      committedUntil: event.committedUntil ?? null,
      circumstances: event.circumstances ?? null,
    }),
    CrimeRecategorised: told(crimeSteps.CrimeRecategorised),
    CrimeMarkersChanged: told(crimeSteps.CrimeMarkersChanged),
    VictimRegistered: told(crimeSteps.VictimRegistered),
    VictimWithdrawn: told(crimeSteps.VictimWithdrawn),
    InvestigationAllocated: told(crimeSteps.InvestigationAllocated),
    AllocationRequested: told(crimeSteps.AllocationRequested),
    AllocationGranted: told(crimeSteps.AllocationGranted),
    AllocationDeclined: told(crimeSteps.AllocationDeclined),
    CrimeLinked: told(crimeSteps.CrimeLinked),
    CrimeUnlinked: told(crimeSteps.CrimeUnlinked),
    CrimeDisclosed: told(crimeSteps.CrimeDisclosed),
    CrimeDisclosureEnded: told(crimeSteps.CrimeDisclosureEnded),
    CrimeClosed: told(crimeSteps.CrimeClosed),
    CrimeReopened: told(crimeSteps.CrimeReopened),
  },
});

/** Who investigates it, where that was not said yet. */
const NOBODY = 'NOBODY';

/** Whether another than the policy says investigates, or did. */
const departureOf = (card: CrimeCard): 'OPEN' | 'EXPLAINED' | 'OVER' | null => {
  const last = departuresOf(card).at(-1);
  if (!last) return null;
  if (last.until !== undefined) return 'OVER';
  return last.isOpen ? 'OPEN' : 'EXPLAINED';
};

/** Of which crimes an agency was ever told anything: one row for each agency and crime. */
interface CrimeToldCard {
  readonly agency: string | null;
  readonly crime: string | null;
  /** When it was first told. */
  readonly toldAt: string | null;
}

const NEVER_TOLD: CrimeToldCard = { agency: null, crime: null, toldAt: null };

export const crimesTold = defineView({
  name: 'crimes-told',
  version: 1,
  of: [crimeHistory],
  initial: NEVER_TOLD,
  // No identifier has a space in it.
  keys: { CrimeDisclosed: ({ agency }, { stream }) => `${agency} ${idOf(stream)}` },
  columns: { agency: ({ agency }) => agency, toldAt: ({ toldAt }) => toldAt },
  evolve: {
    CrimeDisclosed: ({ toldAt }, { agency }, { stream, occurredAt }) => ({
      agency,
      crime: idOf(stream),
      toldAt: toldAt !== null && toldAt <= occurredAt ? toldAt : occurredAt,
    }),
  },
});

/** What was so of a crime at an instant, as far as it is said by dated facts. */
export const crimeAt = ({ category, closed, markers }: CrimeCard, at: string) => ({
  category: valueAt(category, at) ?? category[0]?.value ?? null,
  outcome: valueAt(closed, at) ?? null,
  markers: valueAt(markers, at) ?? [],
});
