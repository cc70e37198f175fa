import { refuse, type Command } from '@wardbook/event-sourcing/pure';

/** Who may send what: docs/words.md. SYSTEM is a process acting on an event. */
export const ROLES = [
  'OFFICER',
  'PCSO',
  'SPECIALIST',
  'SUPERVISOR',
  'INSPECTOR',
  'INTELLIGENCE',
  'CONTROL',
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
  'CONTROL',
  'RECORDS',
];

/** Who sends a command. `id` is an opaque internal id; of a member of a force it is the member's id. */
export interface By {
  readonly id: string;
  readonly role: Role;
  readonly agency: string;
  /** The person of that agency for whom a system acts, by the id that their own token has. */
  readonly onBehalfOf?: string;
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
export const onlyFor = ({ role }: By, ...roles: readonly Role[]) =>
  roles.includes(role)
    ? undefined
    : refuse('R-AUTH-2', `Only ${EITHER.format(people(roles).map((one) => IN_WORDS[one]))} can do this.`);

/** Nobody can ask a process to send something: where people can, the sentence names them alone. */
const people = (roles: readonly Role[]): readonly Role[] => {
  const those = roles.filter((role) => role !== 'SYSTEM');
  return those.length > 0 ? those : roles;
};

const EITHER = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const IN_WORDS: Readonly<Record<Role, string>> = {
  OFFICER: 'an officer',
  PCSO: 'a PCSO',
  SPECIALIST: 'a specialist',
  SUPERVISOR: 'a supervisor',
  INSPECTOR: 'an inspector',
  INTELLIGENCE: 'an intelligence officer',
  CONTROL: 'the control room',
  PARTNER: 'a partner',
  PANEL: 'a ward panel',
  RECORDS: 'the records office',
  AUDITOR: 'an auditor',
  ADMIN: 'an administrator',
  ELECTED: 'an elected member',
  SYSTEM: 'Wardbook itself',
};

/**
 * R-AUTH-1: whoever authorises is not whoever asks, and is a person in their own name: no system authorises, for whomever
 * it acts. `path` is the field of the command that names either.
 * @example
 * authorisesOwnRequest(by, 'inspector-1', 'authorisedBy')?.rule; // undefined, unless by.id is inspector-1
 */
export const authorisesOwnRequest = <Path extends string>(by: By, authorisedBy: string, path: Path) => {
  if (by.onBehalfOf !== undefined || isClient(by))
    return refuse('R-AUTH-1', 'A system cannot authorise. Somebody else has to, in their own name.', path);
  return by.id === authorisedBy ? refuse('R-AUTH-1', 'Whoever asks cannot authorise.', path) : undefined;
};

/**
 * Whose request a command is: the person's for whom a system sends it, else of whoever does.
 * @example
 * askerOf(by); // by.id, unless by.onBehalfOf says for whom
 */
export const askerOf = ({ id, onBehalfOf = id }: By): string => onBehalfOf;

/**
 * R-LIFE-1: nothing changes before it begins. `path` is the field of the command that names it; `id` is the record.
 * @example
 * const closeGate = (openedAt: string | undefined) => notBegun(openedAt, occurredAt, 'gate', 'id') ?? [];
 */
export const notBegun = <Path extends string>(
  begunAt: string | undefined,
  at: string,
  thing: string,
  path: Path,
) =>
  begunAt !== undefined && begunAt <= at
    ? undefined
    : refuse('R-LIFE-1', `There was no such ${thing} at that time. Check the reference and the time.`, path);

/**
 * R-LIFE-2: nothing begins twice. `path` is the field of the command that names it; `id` is the record.
 * @example
 * const openGate = (openedAt: string | undefined) => alreadyBegun(openedAt, 'gate', 'id') ?? [];
 */
export const alreadyBegun = <Path extends string>(begunAt: string | undefined, thing: string, path: Path) =>
  begunAt === undefined
    ? undefined
    : refuse('R-LIFE-2', `This ${thing} is already on record with other details. Check the reference.`, path);

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

/** A system that speaks for an agency, and the person for whom it acts. */
export interface Acting extends Omit<By, 'id'> {
  /** The client id of its tokens, as the agency registered it. */
  readonly client: string;
}

/**
 * A system acting for an agency, by itself or for a person.
 * @example
 * byClient({ client: 'housing-system', role: 'PARTNER', agency: 'council' }).id; // 'client.housing-system'
 */
export const byClient = ({ client, ...acting }: Acting): By => ({ id: `client.${client}`, ...acting });

const isClient = ({ id }: By): boolean => id.startsWith('client.');

/**
 * G-01: whether an id can be a person's: processes and systems have others, in whatever case their letters are.
 * @example
 * isPersonId('Process.ward-cover'); // false
 */
export const isPersonId = (id: string): boolean => !/^(process|client)\./i.test(id);
