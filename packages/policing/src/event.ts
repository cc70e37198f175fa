import { eventsMarked } from '@wardbook/event-sourcing/pure';

/** An event of policing: general processing, marked OFFICIAL, unless its definition says otherwise. */
export const event: ReturnType<typeof eventsMarked> = eventsMarked({
  regime: 'GENERAL',
  classification: 'OFFICIAL',
});
