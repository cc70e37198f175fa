import DataLoader from 'dataloader';
import { parseReference, referenceText, type PersonalReference } from '@wardbook/event-sourcing';
import { ERASED, type Category, type Door, type Opened } from '@wardbook/personal-data';
import type { By } from '@wardbook/policing';
import type { PersonalTextValue } from './personal-text.type.ts';
import { notLogged, type Denied, type Purpose } from './denial.ts';
import type { Scope } from './scope.ts';

/** Personal values for one request, through the one door. */
export interface PersonalReader {
  /** A value of a record that the reader's own role includes; withheld otherwise. */
  readonly consult: (
    reference: PersonalReference | null | undefined,
    purpose: Purpose,
  ) => Promise<PersonalTextValue | null>;
  /** A value that was disclosed to the reader's agency. The caller has checked that it was. */
  readonly disclosed: (
    reference: PersonalReference | null | undefined,
    purpose: Purpose,
  ) => Promise<PersonalTextValue | null>;
  /** As `consult`, of the record of this data subject, which stands for another one as the same person’s. */
  readonly combined: (
    reference: PersonalReference | null | undefined,
    purpose: Purpose,
    subject: string,
  ) => Promise<PersonalTextValue | null>;
  /** Not to be shown: that somebody asked for it is written down. */
  readonly withhold: (reference: PersonalReference, purpose: Purpose) => Promise<PersonalTextValue>;
}

interface Asker {
  readonly by: By;
  readonly scopes: ReadonlySet<Scope>;
  readonly correlationId: string;
  readonly denied: Denied;
}

export const personalReader = (
  door: Pick<Door, 'open'>,
  { by, scopes, correlationId, denied }: Asker,
): PersonalReader => {
  const loader = new DataLoader<Wanted, Opened | undefined, string>(
    async (wanted) => {
      const opened = new Map<string, Awaited<ReturnType<Door['open']>>>();
      // At once: their entries are written together.
      await Promise.all(
        [...groupsOf(wanted)].map(async ([key, group]) => {
          const { reference: _reference, ...why } = group[0];
          const references = group.map(({ reference }) => reference);
          const recipient = why.category === 'DISCLOSURE' ? { recipient: by.agency } : {};
          opened.set(key, await door.open(references, { reader: by, correlationId, ...why, ...recipient }));
        }),
      );
      return wanted.map((one) => opened.get(groupOf(one))?.get(one.reference));
    },
    { cacheKeyFn: (one) => `${groupOf(one)} ${referenceText(one.reference)}` },
  );
  const withhold: PersonalReader['withhold'] = async (reference, purpose) => {
    const place = parseReference(reference);
    await denied({ purpose, record: place?.stream });
    return { kind: 'WithheldText', withheld: true };
  };
  const open = async (
    reference: PersonalReference,
    why: Omit<Wanted, 'reference'>,
  ): Promise<PersonalTextValue> => {
    const opened = await loader.load({ reference, ...why }).catch(notLogged);
    if (opened === undefined || opened === ERASED) return { kind: 'ErasedText', erased: true };
    return { kind: 'OpenText', text: opened.text };
  };
  const shown = (
    reference: PersonalReference | null | undefined,
    why: Omit<Wanted, 'reference'>,
  ): Promise<PersonalTextValue | null> => {
    if (reference == null) return Promise.resolve(null);
    return scopes.has('PERSONAL') ? open(reference, why) : withhold(reference, why.purpose);
  };
  return {
    consult: (reference, purpose) => shown(reference, { category: 'CONSULTATION', purpose }),
    combined: (reference, purpose, combinedWith) =>
      shown(reference, { category: 'COMBINATION', purpose, combinedWith }),
    disclosed: async (reference, purpose) =>
      reference == null ? null : open(reference, { category: 'DISCLOSURE', purpose }),
    withhold,
  };
};

interface Wanted {
  readonly reference: PersonalReference;
  readonly category: Category;
  readonly purpose: Purpose;
  readonly combinedWith?: string;
}

const groupOf = ({ category, purpose, combinedWith = '' }: Wanted): string =>
  `${category} ${purpose} ${combinedWith}`;

const groupsOf = (wanted: readonly Wanted[]): ReadonlyMap<string, readonly [Wanted, ...Wanted[]]> => {
  const groups = new Map<string, [Wanted, ...Wanted[]]>();
  for (const one of wanted) {
    const group = groups.get(groupOf(one));
    if (group) group.push(one);
    else groups.set(groupOf(one), [one]);
  }
  return groups;
};
