import { foldRecorded, StoreUnavailable, streamOf, type LogReader } from '@wardbook/event-sourcing';
import { agencyHistory, byClient, clientAt, type AgencyState } from '@wardbook/policing';
import type { Identity, SystemToken } from '../identity.ts';
import { readable, refusedRequest } from '../refused-request.ts';

/** Answers who a system is. Throws UNAUTHENTICATED (401) for one that does not speak for its agency now. */
export type ClientRegister = (token: SystemToken) => Promise<Identity>;

/** Far more than have systems of their own; of one more, the one that was not asked for longest is looked up again. */
const MOST_AGENCIES = 200;

/**
 * Which systems speak for which agency, as the log has it: an ended one gets in no more, however far rows are behind. Each
 * look costs one event, of whomever is asked; an agency is read whole once for each change.
 */
export const clientRegister = (history: LogReader, now: () => number): ClientRegister => {
  const known = new Map<string, { readonly revision: number; readonly state: AgencyState }>();

  const stateOf = async (agency: string): Promise<AgencyState> => {
    const stream = streamOf(agencyHistory, agency);
    const [newest] = await history.readStream(stream, { backward: true, limit: 1 });
    if (!newest) return agencyHistory.initial;
    let found = known.get(agency);
    if (found?.revision !== newest.revision) {
      const events = await history.readStream(stream, { to: newest.revision });
      found = { revision: newest.revision, state: readable(() => foldRecorded(agencyHistory, events)) };
    }
    known.delete(agency);
    known.set(agency, found);
    const [oldest] = known.size > MOST_AGENCIES ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    return found.state;
  };

  return async ({ client, agency, role: claimed, onBehalfOf }) => {
    const state = await stateOf(agency).catch(notNow);
    const { role } = clientAt(state, client, new Date(now()).toISOString()) ?? {};
    if (role === undefined || (claimed !== undefined && claimed !== role))
      throw refusedRequest(
        'UNAUTHENTICATED',
        'This system does not speak for that agency in that role, or no longer. Ask an administrator to register it.',
      );
    const acting = { client, role, agency, ...(onBehalfOf !== undefined && { onBehalfOf }) };
    return { by: byClient(acting), clientId: client };
  };
};

const notNow = (error: unknown): never => {
  if (error instanceof StoreUnavailable)
    throw refusedRequest(
      'STORE_UNAVAILABLE',
      'Nobody can look up now which systems speak for an agency. Send the same request again later.',
    );
  throw error;
};
