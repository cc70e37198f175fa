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
