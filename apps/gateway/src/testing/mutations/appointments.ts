import { globalId, localId } from '../../global-id.ts';
import type { Wardbook } from '../../wardbook.ts';
import { accepted, refused, type Made, type Step } from './step.ts';
import { kilburn } from './world.ts';

const CONTROL = 'CONTROL control-1';

const car = { car: 'car-1', from: '09:00', to: '12:00', minutes: 60, slots: 2 };
/** In winter, when London is at UTC. */
const slotAt = (time: string) => ({ car: 'car-1', from: `2040-01-09T${time}:00Z` });
const day = (made: Made) => ({ appointmentsId: made('appointments') });
const victim = (made: Made) => ({ victimVisitId: made('bicycle visit') });
const ofVisit = (made: Made) => ({ ...day(made), ...victim(made) });
const what = { purpose: 'STATEMENT', place: 'STATION' };
const change = { askedBy: 'VICTIM', reason: 'ANOTHER_TIME' };

/** The visit of whoever was registered as the victim of the theft. */
const findVisit = async ({ store }: Wardbook, made: Map<string, string>): Promise<void> => {
  const events = await store.readStream(`crime-${localId('Crime', made.get('bicycle theft') ?? '')}`);
  const [registered] = events.filter(({ type }) => type === 'VictimRegistered');
  const { visit } = JSON.parse(registered?.data ?? '{}') as { readonly visit?: string };
  made.set('bicycle visit', globalId('Visit', visit ?? ''));
};

/** A day on which a car sees the victim of a stolen bicycle, as far as it comes to that. */
export const appointments: readonly Step[] = [
  accepted(
    CONTROL,
    'recordCrime',
    { ...kilburn, category: 'BICYCLE_THEFT', reference: 'T-9' },
    'bicycle theft',
  ),
  accepted(CONTROL, 'registerVictim', (made) => ({
    crimeId: made('bicycle theft'),
    subjectId: made('person'),
  })),
  {
    ...accepted(CONTROL, 'offerVictimVisit', (made) => ({ ...victim(made), channel: 'IN_PERSON' })),
    before: findVisit,
  },
  refused(
    CONTROL,
    'openAppointments',
    { area: 'hill', day: '2040-01-09', cars: [car, car] },
    'R-VIS-5',
    'cars',
  ),
  accepted(CONTROL, 'openAppointments', { area: 'hill', day: '2040-01-09', cars: [car] }, 'appointments'),
  refused(
    CONTROL,
    'addCar',
    (made: Made) => ({ ...day(made), ...car, car: 'car-2', to: '09:30' }),
    'R-VIS-5',
    'to',
  ),
  accepted(CONTROL, 'addCar', (made) => ({ ...day(made), ...car, car: 'car-2' })),
  refused(
    CONTROL,
    'bookSlot',
    (made: Made) => ({ ...ofVisit(made), ...slotAt('09:00'), ...what }),
    'R-VIS-5',
    'victimVisitId',
  ),
  accepted(CONTROL, 'acceptVictimVisit', victim),
  accepted(CONTROL, 'bookSlot', (made) => ({ ...ofVisit(made), ...slotAt('09:00'), ...what })),
  refused(
    CONTROL,
    'moveSlot',
    (made: Made) => ({ ...ofVisit(made), ...slotAt('09:30'), ...change }),
    'R-VIS-5',
    'from',
  ),
  accepted(CONTROL, 'moveSlot', (made) => ({ ...ofVisit(made), ...slotAt('10:00'), ...change })),
  accepted(CONTROL, 'cancelSlot', (made) => ({ ...ofVisit(made), ...change })),
  accepted(CONTROL, 'takeCarOff', (made) => ({ ...day(made), car: 'car-2', reason: 'NO_CREW' })),
];
