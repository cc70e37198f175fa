import {
  categoryOf,
  foldRecorded,
  ownerOf,
  streamOf,
  type AnyDecider,
  type LogReader,
} from '@wardbook/event-sourcing';
import { agencyHistory, auditedBy, type By } from '@wardbook/policing';
import type { AnyConcept, Asking } from './concept.ts';

type Reader = Pick<Asking, 'by' | 'history' | 'audited'>;

/** Whether a history is for whoever asks: of a record about a person only for the agency whose record it is, and auditors. */
export const isFor = async (
  asking: Reader & Pick<Asking, 'scopes'> & { readonly concepts: readonly AnyConcept[] },
  stream: string,
): Promise<boolean> => {
  const concept = asking.concepts.find(({ decider }) => decider.name === categoryOf(stream));
  if (concept?.readFor === undefined) return true;
  const isOwn = await isOfOwnAgency(asking, concept.decider, stream);
  return isOwn && (concept.wholeFor === undefined || asking.scopes.has(concept.wholeFor));
};

/** Auditors are shown the records of the forces that their agency audits, too. As much is read where there is none (G-03). */
export const isOfOwnAgency = async (
  asking: Reader,
  decider: AnyDecider,
  stream: string,
): Promise<boolean> => {
  const owner = await agencyThatOwns(asking.history, decider, stream);
  return (await sees(asking, owner ?? '')) && owner !== undefined;
};

/** Whose record a stream is; undefined for one that has not begun. */
export const agencyThatOwns = async (
  history: LogReader,
  decider: AnyDecider,
  stream: string,
): Promise<string | undefined> => {
  const [first] = await history.readStream(stream, { limit: 1 });
  return first && ownerOf(decider, first);
};

/** Whether records of an agency are for whoever asks: its own people, and those who audit it. */
export const sees = async ({ by, audited }: Omit<Reader, 'history'>, owner: string): Promise<boolean> => {
  if (by.agency === owner) return true;
  const forces = await audited();
  return forces === 'ALL' || forces.includes(owner);
};

/** The agencies whose records are for whoever asks; undefined for all. */
export const agenciesSeenBy = async ({
  by,
  audited,
}: Omit<Reader, 'history'>): Promise<readonly string[] | undefined> => {
  const forces = await audited();
  return forces === 'ALL' ? undefined : [by.agency, ...forces];
};

/** Which forces an agency audits, as the register says now (ISO, UTC); to anybody but an auditor, none. Asked once. */
export const auditedOnce = (
  history: LogReader,
  { role, agency }: By,
  now: () => string,
): Asking['audited'] => {
  let known: ReturnType<Asking['audited']> | undefined;
  const look = async () => {
    const events = await history.readStream(streamOf(agencyHistory, agency));
    return auditedBy(foldRecorded(agencyHistory, events), now());
  };
  return () => (known ??= role === 'AUDITOR' ? look() : Promise.resolve([]));
};

/** Shows records of a kind to police and records staff of the agency whose they are, and to auditors. */
export const ownForceOnly =
  (decider: AnyDecider) =>
  async <Row extends object>(
    asking: Asking,
    row: Row | undefined,
    _moment: string,
    key: string,
  ): Promise<Row | null> =>
    asking.scopes.has('CASE') && (await isOfOwnAgency(asking, decider, streamOf(decider, key)))
      ? (row ?? null)
      : null;
