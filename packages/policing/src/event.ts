import { eventsMarked } from '@wardbook/event-sourcing/pure';

/**
 * An event of policing: general processing, marked OFFICIAL, unless its definition says otherwise.
 * @example
 * const lightsChecked = event('LightsChecked', { ward: wardCode, at: instant, broken: z.int() });
 */
export const event: ReturnType<typeof eventsMarked> = eventsMarked({
  regime: 'GENERAL',
  classification: 'OFFICIAL',
});

/** An event of what is processed to enforce the law (DPA 2018 Part 3): of crimes, suspects and orders. */
export const lawEnforcementEvent: ReturnType<typeof eventsMarked> = eventsMarked({
  regime: 'LAW_ENFORCEMENT',
  classification: 'OFFICIAL',
});
