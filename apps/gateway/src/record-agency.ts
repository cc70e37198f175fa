import {
  categoryOf,
  headerOf,
  idOf,
  streamOf,
  type AnyDecider,
  type LogReader,
} from '@wardbook/event-sourcing';
import type { AnyConcept, Asking } from './concept.ts';

type Reader = Pick<Asking, 'by' | 'history'>;

const conceptOf = (concepts: readonly AnyConcept[], stream: string): AnyConcept | undefined =>
  concepts.find(({ decider }) => decider.name === categoryOf(stream));

/** Whether a history is for whoever asks: of a record about a person only for the agency that began it, and auditors. */
export const isFor = async (
  asking: Reader & { readonly concepts: readonly AnyConcept[] },
  stream: string,
): Promise<boolean> =>
  conceptOf(asking.concepts, stream)?.isAboutPeople !== true || isOfOwnAgency(asking, stream);

/** Auditors are shown the records of every agency. */
export const isOfOwnAgency = async ({ by, history }: Reader, stream: string): Promise<boolean> =>
  by.role === 'AUDITOR' || (await agencyThatBegan(history, stream)) === by.agency;

/** Shows records of a kind to police and records staff of the agency that began them, and to auditors. */
export const ownForceOnly =
  (decider: AnyDecider) =>
  async <Row extends { readonly key: string }>(asking: Asking, row: Row): Promise<Row | null> =>
    asking.scopes.has('CASE') && (await isOfOwnAgency(asking, streamOf(decider, row.key))) ? row : null;

/** R-AUTH-3: whoever cannot be shown a record about a person does not write to it either; nor to another force's roles. */
export const mayWriteTo = async (
  { by, history, concepts }: Reader & { readonly concepts: readonly AnyConcept[] },
  stream: string,
): Promise<boolean> => {
  const { writers } = conceptOf(concepts, stream) ?? {};
  if (writers === 'AGENCY_IT_IS_NAMED_AFTER') return idOf(stream) === by.agency;
  if (writers !== 'AGENCY_THAT_BEGAN_IT') return true;
  const began = await agencyThatBegan(history, stream);
  return began === undefined || began === by.agency;
};

/** What a process begins belongs to the agency on whose case it acts, as a referral says. */
const agencyThatBegan = async (history: LogReader, stream: string): Promise<string | undefined> => {
  const [first] = await history.readStream(stream, { limit: 1 });
  if (!first) return undefined;
  const { actor } = headerOf(first);
  if (actor.role !== 'SYSTEM') return actor.agency;
  return (JSON.parse(first.data) as { readonly from?: { readonly agency: string } }).from?.agency;
};
