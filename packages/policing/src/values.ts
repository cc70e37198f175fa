import { z } from '@wardbook/event-sourcing/pure';

/** A ward of England, Wales, Scotland or Northern Ireland: by form, as `BOROUGH_CODE`. */
export const WARD_CODE = /^(E05|W05|S13|N08)\d{6}$/;

/**
 * A local authority: in England a unitary authority, a district, a metropolitan district or a London borough (E06 to
 * E09), a principal area of Wales, a council area of Scotland, a district of Northern Ireland; neither a county that
 * has districts nor a combined authority. The form decides and no list, because lists change every year and what is
 * stored has to stay valid; that all authorities of 2025 have this form is a test.
 */
export const BOROUGH_CODE = /^(E0[6-9]|W06|S12|N09)\d{6}$/;

/**
 * GSS code of an electoral ward of the United Kingdom, for example `E05000140` (R-WARD-4).
 * @example
 * event('LightsChecked', { ward: wardCode });
 */
export const wardCode = z.string().regex(WARD_CODE);

/**
 * GSS code of a borough, which stands for any local authority of the United Kingdom, for example `E09000007`.
 * @example
 * event('LightsBudgeted', { borough: boroughCode, pounds: z.int() });
 */
export const boroughCode = z.string().regex(BOROUGH_CODE);

/** An id that we or a register gave: of a member, a team, a target, a meeting. Opaque; never a name. */
export const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/;
/**
 * An id, in an event.
 * @example
 * event('GateOpened', { by: identifier });
 */
export const identifier = z.string().regex(IDENTIFIER);

/**
 * Where the evidence is kept: a register's own reference. Never the evidence itself.
 * @example
 * event('GateInspected', { evidence: reference }); // { evidence: 'notes/2026-03' }
 */
export const reference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/#@-]{0,199}$/);

/**
 * A moment in UTC with milliseconds: `2013-03-31T22:30:00.000Z`.
 * @example
 * event('GateClosed', { until: instant });
 */
export const instant = z.iso.datetime({ precision: 3 });

/**
 * A day in Europe/London: `2013-03-31`.
 * @example
 * event('GateClosedForDay', { day });
 */
export const day = z.iso.date();

/**
 * A calendar month in Europe/London: `2013-03`.
 * @example
 * event('GateInspected', { period: month });
 */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/**
 * A time of day in Europe/London; `24:00` is the end of the day.
 * @example
 * event('GateHoursSet', { from: timeOfDay, to: timeOfDay });
 */
export const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

/** From Monday, as ISO weeks go. */
export const WEEKDAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;
/** One of `WEEKDAYS`. */
export type Weekday = (typeof WEEKDAYS)[number];

/** The same hours every week: `to` at or before `from` means the next day. Europe/London. */
export interface WeeklyWindow {
  readonly weekday: Weekday;
  readonly from: string;
  readonly to: string;
}
