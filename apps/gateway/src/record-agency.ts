import {
  categoryOf,
  headerOf,
  idOf,
  streamOf,
  type AnyDecider,
  type LogReader,
} from '@wardbook/event-sourcing';
import type { By } from '@wardbook/policing';
import type { Scope } from './scope.ts';

/** Who asks, and the log that says whose a record is. */
interface Asking {
  readonly by: By;
  readonly history: LogReader;
}

/** Streams that are about a person. */
const PERSONAL_RECORDS: readonly string[] = ['adviceCase', 'attendance', 'subject', 'referral'];

/** Whether a stream is for whoever asks: those about a person only for the agency that began them, and auditors. */
export const isFor = async ({ by, history }: Asking, stream: string): Promise<boolean> =>
  by.role === 'AUDITOR' ||
  !PERSONAL_RECORDS.includes(categoryOf(stream)) ||
  (await agencyThatBegan(history, stream)) === by.agency;

/** Shows records of a kind to police and records staff of the agency that began them, and to auditors. */
export const ownForceOnly =
  (decider: AnyDecider) =>
  async <Row extends { readonly key: string }>(
    context: Asking & { readonly scopes: ReadonlySet<Scope> },
    row: Row,
  ): Promise<Row | null> =>
    context.scopes.has('CASE') && (await isFor(context, streamOf(decider, row.key))) ? row : null;

/** Records that only the agency that began them writes to; who answers a referral, its own rules say. */
const OWN_RECORDS: readonly string[] = ['adviceCase', 'attendance', 'subject'];

/** R-AUTH-3: whoever cannot be shown a record about a person does not write to it either; nor to another force's roles. */
export const mayWriteTo = async ({ by, history }: Asking, stream: string): Promise<boolean> => {
  // The register of roles is named after its force.
  if (categoryOf(stream) === 'roles') return idOf(stream) === by.agency;
  if (!OWN_RECORDS.includes(categoryOf(stream))) return true;
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
