import DataLoader from 'dataloader';
import { referenceText, StoreUnavailable, type PersonalReference } from '@wardbook/event-sourcing';
import { ERASED, type Door, type Opened } from '@wardbook/personal-data';
import type { By } from '@wardbook/policing';
import type { PersonalTextValue } from './personal-text.type.ts';
import type { Scope } from './scope.ts';
import { refusedRequest } from './refused-request.ts';

/** Personal values for one request, through the one door. */
export interface PersonalReader {
  /** A value of a record that the reader's own role includes; withheld and counted otherwise. */
  readonly consult: (
    reference: PersonalReference | null | undefined,
    purpose: Purpose,
  ) => Promise<PersonalTextValue | null>;
  /** A value that was disclosed to the reader's agency. The caller has checked that it was. */
  readonly disclosed: (
    reference: PersonalReference | null | undefined,
    purpose: Purpose,
  ) => Promise<PersonalTextValue | null>;
  /** Counts what was not shown. */
  readonly withhold: (purpose: Purpose) => PersonalTextValue;
}

/** What personal data is read for: a code in the access log. */
type Purpose = 'ADVICE' | 'ATTENDANCE' | 'EMERGENCY' | 'REFERRAL' | 'SUBJECT';

interface Asker {
  readonly by: By;
  readonly scopes: ReadonlySet<Scope>;
  readonly correlationId: string;
}

export const personalReader = (door: Door, { by, scopes, correlationId }: Asker): PersonalReader => {
  const loader = new DataLoader<Wanted, Opened | undefined, string>(
    async (wanted) => {
      const opened = new Map<string, Awaited<ReturnType<Door['open']>>>();
      for (const [key, group] of groupsOf(wanted)) {
        const { category, purpose } = group[0];
        const references = group.map(({ reference }) => reference);
        const recipient = category === 'DISCLOSURE' ? { recipient: by.agency } : {};
        opened.set(
          key,
          await door.open(references, { reader: by, correlationId, category, purpose, ...recipient }),
        );
      }
      return wanted.map((one) => opened.get(groupOf(one))?.get(one.reference));
    },
    { cacheKeyFn: (one) => `${groupOf(one)} ${referenceText(one.reference)}` },
  );
  const withhold = (purpose: Purpose): PersonalTextValue => {
    door.denied(by, purpose);
    return { kind: 'WithheldText', withheld: true };
  };
  const open = async (
    reference: PersonalReference | null | undefined,
    category: Wanted['category'],
    purpose: Purpose,
  ): Promise<PersonalTextValue | null> => {
    if (reference == null) return null;
    const opened = await loader.load({ reference, category, purpose }).catch((error: unknown) => {
      if (error instanceof StoreUnavailable)
        throw refusedRequest(
          'STORE_UNAVAILABLE',
          'No personal data is shown while nobody can write down who sees it. Send the same request again later.',
        );
      throw error;
    });
    if (opened === undefined || opened === ERASED) return { kind: 'ErasedText', erased: true };
    return { kind: 'OpenText', text: opened.text };
  };
  return {
    consult: async (reference, purpose) => {
      if (reference == null) return null;
      return scopes.has('PERSONAL') ? open(reference, 'CONSULTATION', purpose) : withhold(purpose);
    },
    disclosed: (reference, purpose) => open(reference, 'DISCLOSURE', purpose),
    withhold,
  };
};

interface Wanted {
  readonly reference: PersonalReference;
  readonly category: 'CONSULTATION' | 'DISCLOSURE';
  readonly purpose: Purpose;
}

const groupOf = ({ category, purpose }: Wanted): string => `${category} ${purpose}`;

const groupsOf = (wanted: readonly Wanted[]): ReadonlyMap<string, readonly [Wanted, ...Wanted[]]> => {
  const groups = new Map<string, [Wanted, ...Wanted[]]>();
  for (const one of wanted) {
    const group = groups.get(groupOf(one));
    if (group) group.push(one);
    else groups.set(groupOf(one), [one]);
  }
  return groups;
};
