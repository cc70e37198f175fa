import { StoreUnavailable } from '@wardbook/event-sourcing';
import type { Door } from '@wardbook/personal-data';
import type { By } from '@wardbook/policing';
import { refusedRequest } from './refused-request.ts';

/** What personal data is read for: a code in the access log. */
export type Purpose =
  | 'ADVICE'
  | 'ATTENDANCE'
  | 'BEHAVIOUR'
  | 'CRIME'
  | 'EMERGENCY'
  | 'INITIATIVE'
  | 'INTELLIGENCE'
  | 'MEMBER'
  | 'PROBLEM'
  | 'REFERRAL'
  | 'REPORT'
  | 'SUBJECT'
  | 'SURVEY'
  | 'VISIT';

/** What was refused: of which record, where one was named, and what it is read for. */
export interface RefusedRead {
  readonly purpose: Purpose;
  readonly record?: string | undefined;
}

/** Writes down that whoever asks was refused something, before they are told. Throws STORE_UNAVAILABLE (503). */
export type Denied = (refused: RefusedRead) => Promise<void>;

export const deniedAt =
  (door: Pick<Door, 'denied'>, reader: By, correlationId: string): Denied =>
  (refused) =>
    door.denied({ reader, correlationId, ...refused }).catch(notLogged);

/** The door could not write down who asks. */
export const notLogged = (error: unknown): never => {
  if (error instanceof StoreUnavailable)
    throw refusedRequest(
      'STORE_UNAVAILABLE',
      'No personal data is shown, or refused, while nobody can write down who asks. Send the same request again later.',
    );
  throw error;
};

/** What of records about people a field would have shown that somebody may not ask for. */
export type RefusedReads = (source: unknown, args: object) => readonly RefusedRead[];
