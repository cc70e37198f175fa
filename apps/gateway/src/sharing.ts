import { foldRecorded, streamOf, type LogReader } from '@wardbook/event-sourcing';
import { agencyHistory, agreementInForce, isRegistered, type AgencyState } from '@wardbook/policing';

/** What is on record of an agency. */
export type AgencyKnown = (agency: string) => Promise<AgencyState>;

/** The same, read once for however many records one request asks it. */
export const agencyKnownOnce = (history: LogReader): AgencyKnown => {
  const asked = new Map<string, Promise<AgencyState>>();
  const look = async (agency: string): Promise<AgencyState> =>
    foldRecorded(agencyHistory, await history.readStream(streamOf(agencyHistory, agency)));
  return (agency) => {
    const known = asked.get(agency) ?? look(agency);
    asked.set(agency, known);
    return known;
  };
};

/** What was disclosed, and on which agreement that rests; an emergency rests on none. */
interface Told {
  readonly agreement?: string | undefined;
}

/**
 * R-REF-1: what was disclosed to an agency is seen for as long as there is that agency, and the agreement on which it rests
 * is in force. As much is read where nothing was disclosed.
 */
export const stillAgreed = async <Disclosed extends Told>(
  agencyKnown: AgencyKnown,
  told: Disclosed | null | undefined,
  { agency, from, at }: { readonly agency: string; readonly from: string; readonly at: string },
): Promise<Disclosed | undefined> => {
  const known = await agencyKnown(agency);
  if (!told || !isRegistered(known, at)) return undefined;
  const { agreement } = told;
  const rests = agreement === undefined || agreementInForce(known, agreement, { force: from, at });
  return rests ? told : undefined;
};
