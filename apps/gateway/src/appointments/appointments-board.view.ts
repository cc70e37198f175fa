import { defineView, idOf, type Moment } from '@wardbook/event-sourcing';
import {
  appointmentsHistory,
  dayOf,
  type AppointmentsEvent,
  type AppointmentsState,
} from '@wardbook/policing';

/** The appointments of an area on one day. */
export interface AppointmentsCard {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'OPEN';
  readonly force: string;
  readonly area: string;
  readonly day: string;
  readonly openedAt: string | null;
  /** Which cars go, and what is booked: policing's own account of it. */
  readonly state: AppointmentsStateCard;
}

/** As policing's own functions judge it. */
type AppointmentsStateCard = { readonly [Name in keyof AppointmentsState]: AppointmentsState[Name] };

const EXPECTED: AppointmentsCard = {
  version: 0,
  standing: 'EXPECTED',
  force: '',
  area: '',
  day: '',
  openedAt: null,
  state: appointmentsHistory.initial,
};

type Told<Type extends AppointmentsEvent['type']> = Extract<AppointmentsEvent, { type: Type }>;

const told =
  <Type extends AppointmentsEvent['type']>(type: Type) =>
  (card: AppointmentsCard, event: Told<Type>, moment: Moment): AppointmentsCard => {
    const step = appointmentsHistory.evolve[type] as (
      state: AppointmentsState,
      event: Told<Type>,
      moment: Moment,
    ) => AppointmentsState;
    return { ...card, state: step(card.state, event, moment) };
  };

export const appointmentsBoard = defineView({
  name: 'appointments-board',
  version: 1,
  of: [appointmentsHistory],
  versionOf: appointmentsHistory,
  initial: EXPECTED,
  columns: {
    standing: ({ standing }) => standing,
    force: ({ force }) => force,
    area: ({ area }) => area,
    day: ({ day }) => day,
  },
  evolve: {
    AppointmentsOpened: (card, event, moment) => {
      const id = idOf(moment.stream);
      const [force = '', area = ''] = id.split('.');
      return {
        ...told('AppointmentsOpened')(card, event, moment),
        ...{ standing: 'OPEN', force, area, day: dayOf(id), openedAt: moment.occurredAt },
      };
    },
    AppointmentCarAdded: told('AppointmentCarAdded'),
    AppointmentCarTakenOff: told('AppointmentCarTakenOff'),
    SlotBooked: told('SlotBooked'),
    SlotMoved: told('SlotMoved'),
    SlotCancelled: told('SlotCancelled'),
    SlotReleased: told('SlotReleased'),
  },
});
