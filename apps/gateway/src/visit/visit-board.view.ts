import { defineView, placed, type Moment, type PersonalReference } from '@wardbook/event-sourcing';
import {
  doneAt,
  londonMonth,
  overdueFrom,
  standingAt,
  VICTIM_DUTIES,
  visitHistory,
  visitSteps,
  type CrimeCategory,
  type OfferChannel,
  type OwnVisitState,
  type VisitEvent,
  type VisitStanding,
} from '@wardbook/policing';

/** A visit to a victim of crime. What was said of it in words is a reference, which only the door opens. */
export interface VisitCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | VisitStanding;
  /** What became of it: policing's own account of it. */
  readonly state: VisitStateCard;
  readonly force: string | null;
  readonly victim: string | null;
  readonly crime: string | null;
  readonly category: CrimeCategory | null;
  readonly referral: string | null;
  readonly openedBy: string | null;
  readonly openedAt: string | null;
  readonly offerBy: string | null;
  readonly needsBy: string | null;
  readonly informBy: string | null;
  readonly policy: string | null;
  readonly offers: readonly VisitOfferCard[];
  readonly notes: readonly VisitNoteCard[];
}

/** As policing's own functions judge it. */
type VisitStateCard = { readonly [Name in keyof OwnVisitState]: OwnVisitState[Name] };

/** How it was offered, and when. */
interface VisitOfferCard {
  readonly at: string;
  readonly channel: OfferChannel;
  readonly agency: string | null;
}

/** What was said of an outcome. */
interface VisitNoteCard {
  readonly at: string;
  readonly note: PersonalReference;
}

const { retention: _kept, ...beforeAnything } = visitHistory.initial;

const EXPECTED: VisitCard = {
  version: 0,
  standing: 'EXPECTED',
  state: beforeAnything,
  force: null,
  victim: null,
  crime: null,
  category: null,
  referral: null,
  openedBy: null,
  openedAt: null,
  offerBy: null,
  needsBy: null,
  informBy: null,
  policy: null,
  offers: [],
  notes: [],
};

type Told<Type extends VisitEvent['type']> = Extract<VisitEvent, { type: Type }>;
type StepType = keyof typeof visitSteps;

/** What an event makes of the account of a visit, and how that stands now. */
const told =
  <Type extends StepType>(type: Type) =>
  (card: VisitCard, event: Told<Type>, moment: Moment): VisitCard => {
    const step = visitSteps[type] as (
      state: VisitStateCard,
      event: Told<Type>,
      moment: Moment,
    ) => VisitStateCard;
    const state = step(card.state, event, moment);
    return { ...card, state, standing: standingAt(state, LAST) ?? 'EXPECTED' };
  };

/** Later than anything. */
const LAST = '9999-12-31T23:59:59.999Z';

const noted = (card: VisitCard, at: string, note: PersonalReference | undefined): VisitCard =>
  note === undefined ? card : { ...card, notes: placed(card.notes, { at, note }) };

export const visitBoard = defineView({
  name: 'visit-board',
  version: 1,
  of: [visitHistory],
  versionOf: visitHistory,
  initial: EXPECTED,
  columns: {
    force: ({ force }) => force,
    standing: ({ standing }) => standing,
    crime: ({ crime }) => crime,
    category: ({ category }) => category,
    offerBy: ({ offerBy }) => offerBy,
    dueMonth: ({ offerBy }) => (offerBy === null ? null : londonMonth(`${offerBy}T12:00:00.000Z`)),
    overdueFrom: ({ state }) => awaitedFrom(state),
  },
  evolve: {
    VictimVisitOpened: (card, opened, moment) => ({
      ...told('VictimVisitOpened')(card, opened, moment),
      force: opened.force,
      victim: opened.victim,
      crime: opened.crime ?? null,
      category: opened.category ?? null,
      referral: opened.referral ?? null,
      openedBy: opened.openedBy ?? null,
      openedAt: moment.occurredAt,
      offerBy: opened.offerBy,
      needsBy: opened.needsBy ?? null,
      informBy: opened.informBy ?? null,
      policy: opened.policy ?? null,
    }),
    VictimVisitWithdrawn: told('VictimVisitWithdrawn'),
    VisitOffered: (card, event, moment) => ({
      ...told('VisitOffered')(card, event, moment),
      offers: placed(card.offers, {
        ...{ at: moment.occurredAt, channel: event.channel },
        agency: event.agency ?? null,
      }),
    }),
    VisitAccepted: told('VisitAccepted'),
    VisitDeclined: told('VisitDeclined'),
    VisitAskedForAgain: told('VisitAskedForAgain'),
    VisitBooked: told('VisitBooked'),
    VisitBookingEnded: told('VisitBookingEnded'),
    VisitAttended: (card, event, moment) =>
      noted(told('VisitAttended')(card, event, moment), moment.occurredAt, event.note),
    OfficerDidNotAttend: told('OfficerDidNotAttend'),
    RecipientUnavailable: (card, event, moment) =>
      noted(told('RecipientUnavailable')(card, event, moment), moment.occurredAt, event.note),
    VisitRescheduled: told('VisitRescheduled'),
    VictimVisitCancelled: told('VictimVisitCancelled'),
    VictimNeedsAssessed: told('VictimNeedsAssessed'),
    VictimInformed: told('VictimInformed'),
    VictimVisitClosed: told('VictimVisitClosed'),
    VictimDutyOverdue: told('VictimDutyOverdue'),
    VictimDutyOverdueFoundWrong: told('VictimDutyOverdueFoundWrong'),
  },
});

/** From when on something that is owed to the victim is overdue while nobody does it; null where nothing is awaited. */
const awaitedFrom = (state: VisitStateCard): string | null =>
  VICTIM_DUTIES.flatMap((duty) =>
    doneAt(state, duty) === undefined ? (overdueFrom(state, duty) ?? []) : [],
  ).sort()[0] ?? null;
