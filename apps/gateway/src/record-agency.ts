import { categoryOf, ownerOf, streamOf, type AnyDecider } from '@wardbook/event-sourcing';
import type { AnyConcept, Asking } from './concept.ts';

type Reader = Pick<Asking, 'by' | 'history'>;

/** Whether a history is for whoever asks: of a record about a person only for the agency whose record it is, and auditors. */
export const isFor = async (
  asking: Reader & { readonly concepts: readonly AnyConcept[] },
  stream: string,
): Promise<boolean> => {
  const concept = asking.concepts.find(({ decider }) => decider.name === categoryOf(stream));
  return concept?.isAboutPeople !== true || isOfOwnAgency(asking, concept.decider, stream);
};

/** Auditors are shown the records of every agency. */
export const isOfOwnAgency = async (
  { by, history }: Reader,
  decider: AnyDecider,
  stream: string,
): Promise<boolean> => {
  if (by.role === 'AUDITOR') return true;
  const [first] = await history.readStream(stream, { limit: 1 });
  return first !== undefined && ownerOf(decider, first) === by.agency;
};

/** Shows records of a kind to police and records staff of the agency whose they are, and to auditors. */
export const ownForceOnly =
  (decider: AnyDecider) =>
  async <Row extends { readonly key: string }>(asking: Asking, row: Row): Promise<Row | null> =>
    asking.scopes.has('CASE') && (await isOfOwnAgency(asking, decider, streamOf(decider, row.key)))
      ? row
      : null;
