import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Actor, PointInHistory } from '@wardbook/event-sourcing';
import { ROLES } from '@wardbook/policing';
import type { Correction } from './clock.ts';

export const USAGE = `wardbook replay STREAM [--as-at TIME | --known-at TIME | --exactly VERSION]
    prints the history of one record as a table, for example: wardbook replay ward-E05000140
    --as-at shows what had happened by a time, --known-at what had been written down by then
    Personal values are hidden. To open those that a role of the record's agency may see, add --role ROLE --actor ID
    --agency AGENCY; who saw or was refused what is written to the access log. The key file is --key-file FILE, else
    WARDBOOK_KEY_FILE, else FOLDER.key or wardbook.key
wardbook verify
    checks every stream of the log and of the access log, event by event, and names the first that does not fit
wardbook parked
    lists what processes could not deal with and set aside, for operators. All else goes on; what is listed is tried
    again when one of the streams named changes. For read models, ask the gateway for parkedKeys
wardbook clock
    says whether the log or the access log holds times that its store's clock has not reached, because a clock was wrong
wardbook clock correct --actor ID --agency AGENCY --reason CODE --now TIME
    puts that right where it is so, by an event: what was recorded before counts as recorded now, and writing goes on.
    CODE says why, in capitals: BATTERY_FAILED, INCIDENT-4711. TIME is the time now, by a clock that you trust

Replay, verify and parked only read and change nothing, the access log apart. They read a temporary copy of a folder
(TMPDIR says where), so it may be on read-only media, and a gateway may be writing to it. On PostgreSQL they need the
right to read, and no other.

--store sqlite:FOLDER | postgres://… | kurrentdb://…
    where the log is; else WARDBOOK_STORE, else sqlite:wardbook-data
--rows sqlite:FOLDER | postgres://…
    beside a KurrentDB: where keys and access log are; else WARDBOOK_ROWS
Times are RFC 3339, for example 2013-03-31T23:30:00+01:00.

Ends with 0 when all is well; 1 when something does not fit or cannot be checked, or nothing is on record there; 2 when
the call cannot be understood or the log cannot be read.
`;

/** A call that cannot be understood. */
export class Misused extends Error {
  override readonly name = 'Misused';
}

export const parsed = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        store: { type: 'string' },
        rows: { type: 'string' },
        'as-at': { type: 'string' },
        'known-at': { type: 'string' },
        exactly: { type: 'string' },
        role: { type: 'string' },
        actor: { type: 'string' },
        agency: { type: 'string' },
        'key-file': { type: 'string' },
        reason: { type: 'string' },
        now: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    throw new Misused('An option of this call is not known, or has no value. Compare it with these:');
  }
};

export type Values = ReturnType<typeof parsed>['values'];

export const pointFrom = ({
  'as-at': asAt,
  'known-at': knownAt,
  exactly,
}: Values): PointInHistory | undefined => {
  if ([asAt, knownAt, exactly].filter((given) => given !== undefined).length > 1)
    throw new Misused('Give only one of --as-at, --known-at and --exactly.');
  if (asAt !== undefined) return { asAt: instantFrom('--as-at', asAt) };
  if (knownAt !== undefined) return { knownAt: instantFrom('--known-at', knownAt) };
  if (exactly === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(exactly))
    throw new Misused('--exactly must be the number of a version: 1 or more.');
  return { exactly: Number(exactly) - 1 };
};

const instantFrom = (name: string, text: string): string => {
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Misused(`${name} must be a time with its zone, for example 2013-03-31T23:30:00+01:00.`);
  return new Date(text).toISOString();
};

export const readerFrom = ({ role, actor, agency }: Values): Actor | undefined => {
  if (role === undefined && actor === undefined && agency === undefined) return undefined;
  if (
    role === undefined ||
    actor === undefined ||
    agency === undefined ||
    !ROLES.some((known) => known === role)
  )
    throw new Misused(
      `Give --role, --actor and --agency together: who opens personal values. ROLE is one of ${ROLES.join(', ')}.`,
    );
  return { id: actor, role, agency };
};

export const correctionFrom = ({ actor, agency, reason, now }: Values): Correction => {
  if (actor === undefined || agency === undefined || reason === undefined || now === undefined)
    throw new Misused(
      'Give --actor, --agency, --reason and --now together: who corrects, why, and what time it is.',
    );
  if (![actor, agency].every((id) => /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/.test(id)))
    throw new Misused(
      '--actor and --agency must be ids: a letter or digit, then letters, digits and . _ : @ -',
    );
  if (!/^[A-Z0-9][A-Z0-9_-]{0,59}$/.test(reason))
    throw new Misused('--reason must be a code in capitals, for example BATTERY_FAILED.');
  return {
    actor: { id: actor, role: 'OPERATOR', agency },
    reason,
    trusted: instantFrom('--now', now),
  };
};

export const keyFileFrom = (values: Values, usual: string): string => {
  const file = values['key-file'] ?? process.env['WARDBOOK_KEY_FILE'] ?? usual;
  if (!existsSync(file) || !statSync(file).isFile())
    throw new Misused(
      'The key file is not there: say where it is, with --key-file FILE or in WARDBOOK_KEY_FILE.',
    );
  return file;
};
