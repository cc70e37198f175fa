import * as z from 'zod';
import type { Canonical } from './canonical.ts';
import { namesOf, type AnyEventDefinition, type StoredShape } from './event.ts';
import { differences, type JsonSchema } from './schema-differences.ts';

/** How every event of a domain is stored: kept in a file beside the code, which its diff is the review of. */
export interface EventLock {
  /** Why fields of a locked version take more than they did when they were locked. */
  readonly relocked: readonly { readonly because: string; readonly events: readonly string[] }[];
  readonly events: Readonly<Record<string, LockedEvent>>;
}

interface LockedEvent {
  readonly formerly?: readonly string[];
  readonly retired?: true;
  /** By version number. */
  readonly versions: Readonly<Record<string, LockedVersion>>;
}

interface LockedVersion {
  readonly classification: string;
  readonly personal: readonly string[];
  readonly regime: string;
  readonly schema: JsonSchema;
  /** Words that everybody may read; left out where there are none. */
  readonly sealed?: readonly string[];
}

/** What is different from a lock. Only ADDED needs nobody's word; REFUSED is never right. */
export interface LockChange {
  readonly type: string;
  readonly kind: 'ADDED' | 'WIDENED' | 'REFUSED';
  /** One sentence that says what to do. */
  readonly says: string;
}

/** What a domain begins with that has no lock file yet. */
export const EMPTY_LOCK: EventLock = { relocked: [], events: {} };

/**
 * What definitions come to today, as if nothing had been locked before. Several kinds may have one and the same.
 * Throws `TypeError` where two have one name.
 * @example
 * lockOf(lamp.events).events['LampFailed']?.versions;
 */
export const lockOf = (given: readonly AnyEventDefinition[]): EventLock => {
  const definitions = [...new Set(given)];
  const names = definitions.flatMap(namesOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new TypeError(`${twice} is the name of two definitions.`);
  const sorted = [...definitions].sort((a, b) => (a.type < b.type ? -1 : 1));
  return { relocked: [], events: Object.fromEntries(sorted.map((each) => [each.type, locked(each)])) };
};

const locked = (definition: AnyEventDefinition): LockedEvent => ({
  ...(definition.formerly.length > 0 && { formerly: [...definition.formerly].sort() }),
  ...(definition.retired && { retired: true }),
  versions: Object.fromEntries(
    [...definition.earlier, definition].map((shape, index) => [String(index + 1), lockedVersion(shape)]),
  ),
});

const lockedVersion = (shape: StoredShape): LockedVersion => {
  const { classification, personalFields, regime, schema, sealedTexts } = shape;
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { unrepresentable: 'any' }) as JsonSchema;
  const personal = [...personalFields].sort();
  const sealed = sealedTexts.length > 0 && { sealed: [...sealedTexts].sort() };
  return { classification, personal, regime, schema: jsonSchema, ...sealed };
};

/**
 * What is different in the definitions; empty where the lock says it all.
 * @example
 * test('events are stored as they were', () => {
 *   expect(changesAgainst(readLock(readFileSync('events.lock.json', 'utf8')), lamp.events)).toEqual([]);
 * });
 */
export const changesAgainst = (
  lock: EventLock,
  definitions: readonly AnyEventDefinition[],
): readonly LockChange[] => {
  const now = Object.entries(lockOf(definitions).events);
  const known = Object.entries(lock.events);
  return [
    ...known.flatMap(([type, before]): LockChange[] => {
      const found = now.find(([name, { formerly = [] }]) => name === type || formerly.includes(type));
      if (!found) return [refused(type, DISAPPEARED)];
      const [name] = found;
      // Another kind's, perhaps: then its streams cannot be read any more.
      if (name !== type && Object.hasOwn(lock.events, name)) return [refused(type, `${TAKEN} ${name}.`)];
      return changesOf(type, before, ...found);
    }),
    ...now
      .filter(
        ([name, { formerly = [] }]) => !known.some(([type]) => name === type || formerly.includes(type)),
      )
      .map(([type]) => added(type, 'is new')),
  ];
};

const DISAPPEARED =
  'is gone, and events of it may be on record: bring it back, as retired(…) if nothing writes it any more, or under its new name with formerly.';

const TAKEN =
  'is on record as an event of its own, and one name cannot stand for two: bring it back, and do not name it under formerly of';

const changesOf = (type: string, before: LockedEvent, name: string, now: LockedEvent): LockChange[] => {
  const versions = Object.keys(before.versions).length;
  const lost = before.formerly?.filter((former) => former !== name && !now.formerly?.includes(former)) ?? [];
  const forgotten = (now.formerly ?? []).length > (before.formerly ?? []).length;
  return [
    ...(name !== type
      ? [added(name, `was ${type}`)]
      : forgotten
        ? [added(name, 'has another former name')]
        : []),
    ...lost.map((former) =>
      refused(name, `was recorded as ${former} before, and no longer says so: name it under formerly.`),
    ),
    ...(now.retired !== before.retired ? [added(name, now.retired ? 'is retired' : 'is written again')] : []),
    ...Object.entries(before.versions).flatMap(([version, shape]) =>
      versionChanges(`${name}, version ${version}`, name, shape, now.versions[version]),
    ),
    ...Object.keys(now.versions)
      .slice(versions)
      .map((version) => added(name, `has a version ${version}`)),
  ];
};

const versionChanges = (
  place: string,
  type: string,
  before: LockedVersion,
  now: LockedVersion | undefined,
): LockChange[] => {
  if (!now)
    return [
      {
        type,
        kind: 'REFUSED',
        says: `${place} is gone, and may be on record: bring its shape and its step back.`,
      },
    ];
  const found = [
    ...differences(before.schema, now.schema),
    ...(['personal', 'sealed', 'regime', 'classification'] as const)
      .filter((mark) => String(before[mark] ?? '') !== String(now[mark] ?? ''))
      .map((mark) => ({ what: `${MARKS[mark]} changed`, isWider: false })),
  ];
  if (found.length === 0) return [];
  const what = found.map((one) => one.what).join(', ');
  return found.every(({ isWider }) => isWider)
    ? [{ type, kind: 'WIDENED', says: `${place}: ${what}. ${WIDENED}` }]
    : [{ type, kind: 'REFUSED', says: `${place}: ${what}. ${VERSIONED}` }];
};

const MARKS = {
  personal: 'which fields are personal',
  sealed: 'which texts are sealed',
  regime: 'the regime',
  classification: 'the classification',
};
const VERSIONED =
  'Events on record keep the shape that they have: put it back, and say what is different from now on with .becomes(fields, step).';
const WIDENED =
  'If all who read it can take that, lock it anew with a reason; if not, put it back and add a version with .becomes(fields, step).';

const added = (type: string, how: string): LockChange => ({ type, kind: 'ADDED', says: `${type} ${how}.` });
const refused = (type: string, why: string): LockChange => ({
  type,
  kind: 'REFUSED',
  says: `${type} ${why}`,
});

/**
 * The lock with what is new in the definitions. What is locked already stays as it is; only with a reason does it take
 * the wider fields of today. Throws `TypeError`, a line for each change that is refused.
 * @example
 * const lock = readLock(readFileSync('events.lock.json', 'utf8'));
 * writeFileSync('events.lock.json', lockText(renewedLock(lock, lamp.events)));
 */
export const renewedLock = (
  lock: EventLock,
  definitions: readonly AnyEventDefinition[],
  because?: string,
): EventLock => {
  const changes = changesAgainst(lock, definitions);
  const isWelcome = ({ kind }: LockChange): boolean =>
    kind === 'ADDED' || (kind === 'WIDENED' && because !== undefined);
  const unwelcome = changes.filter((change) => !isWelcome(change));
  if (unwelcome.length > 0) throw new TypeError(unwelcome.map(({ says }) => says).join('\n'));
  const wider = new Set(changes.flatMap(({ kind, type }) => (kind === 'WIDENED' ? [type] : [])));
  const reasons = because !== undefined && wider.size > 0 ? [{ because, events: [...wider] }] : [];
  return { relocked: [...lock.relocked, ...reasons], events: lockOf(definitions).events };
};

/**
 * Of a lock file's text.
 * @example
 * const lock = readLock(readFileSync('events.lock.json', 'utf8'));
 */
export const readLock = (text: string): EventLock => JSON.parse(text) as EventLock;

/**
 * A lock file's text: keys in order, a block for each event, a line for each field.
 * @example
 * writeFileSync('events.lock.json', lockText(lockOf(lamp.events)));
 */
export const lockText = (lock: EventLock): string =>
  `${printed(lock as unknown as Canonical, LEVELS_OF_A_FIELD)}\n`;

// events, the event, its versions, the version, its schema, the fields
const LEVELS_OF_A_FIELD = 7;

const printed = (value: Canonical, levels: number, indent = ''): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const members = isList
    ? (value as readonly Canonical[]).map((member) => printed(member, 0))
    : Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([key, member]) => `${JSON.stringify(key)}: ${printed(member as Canonical, levels - 1, deeper)}`,
        );
  const [open, close] = isList ? '[]' : '{}';
  const inline = levels <= 0 || members.length === 0 || (isList && typeof value[0] !== 'object');
  return inline
    ? `${String(open)}${members.join(', ')}${String(close)}`
    : `${String(open)}\n${members.map((member) => `${deeper}${member}`).join(',\n')}\n${indent}${String(close)}`;
};
