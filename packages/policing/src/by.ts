import { refuse, type Command, type Refusal } from '@wardbook/event-sourcing/pure';

/** Who may send what: docs/words.md. SYSTEM is a process acting on an event. */
export const ROLES = [
  'OFFICER',
  'PCSO',
  'SPECIALIST',
  'SUPERVISOR',
  'INSPECTOR',
  'INTELLIGENCE',
  'PARTNER',
  'PANEL',
  'RECORDS',
  'AUDITOR',
  'ADMIN',
  'ELECTED',
  'SYSTEM',
] as const;
/** One of `ROLES`. */
export type Role = (typeof ROLES)[number];

/** Who may be shown personal values of their own force's records; auditors replay without them (docs/words.md). */
export const PERSONAL_DATA_READERS: readonly Role[] = [
  'OFFICER',
  'PCSO',
  'SPECIALIST',
  'SUPERVISOR',
  'INSPECTOR',
  'INTELLIGENCE',
  'RECORDS',
];

/** Who sends a command. `id` is an opaque internal id; of a member of a force it is the member's id. */
export interface By {
  readonly id: string;
  readonly role: Role;
  readonly agency: string;
}

/** Every command of policing is sent by somebody with a role. */
export interface PolicingCommand extends Command {
  readonly by: By;
}

/**
 * R-AUTH-2: each role sends its own commands (docs/words.md).
 * @example
 * const checkLights = (sender: By) => onlyFor(sender, 'OFFICER', 'PCSO') ?? [];
 */
export const onlyFor = ({ role }: By, ...roles: readonly Role[]): Refusal | undefined =>
  roles.includes(role) ? undefined : refuse('R-AUTH-2', `This is for ${roles.join(' or ')} to send.`);

/**
 * R-AUTH-1: whoever authorises is not whoever asks.
 * @example
 * authorisesOwnRequest(by, 'inspector-1')?.rule; // undefined, unless by.id is inspector-1
 */
export const authorisesOwnRequest = ({ id }: By, authorisedBy: string): Refusal | undefined =>
  id === authorisedBy ? refuse('R-AUTH-1', 'Whoever asks cannot authorise.', 'authorisedBy') : undefined;

/**
 * R-LIFE-1: nothing changes before it begins.
 * @example
 * const closeGate = (openedAt: string | undefined) => notBegun(openedAt, occurredAt, 'gate') ?? [];
 */
export const notBegun = (begunAt: string | undefined, at: string, thing: string): Refusal | undefined =>
  begunAt !== undefined && begunAt <= at ? undefined : refuse('R-LIFE-1', `There was no such ${thing} then.`);

/**
 * R-LIFE-2: nothing begins twice.
 * @example
 * const openGate = (openedAt: string | undefined) => alreadyBegun(openedAt, 'gate') ?? [];
 */
export const alreadyBegun = (begunAt: string | undefined, thing: string): Refusal | undefined =>
  begunAt === undefined ? undefined : refuse('R-LIFE-2', `This ${thing} began before, on other terms.`);

/** On whose behalf processes act. */
export const SYSTEM_AGENCY = 'wardbook';

/**
 * A process of policing acting on an event.
 * @example
 * bySystem('ward-cover'); // { id: 'process.ward-cover', role: 'SYSTEM', agency: 'wardbook' }
 */
export const bySystem = (process: string): By => ({
  id: `process.${process}`,
  role: 'SYSTEM',
  agency: SYSTEM_AGENCY,
});
