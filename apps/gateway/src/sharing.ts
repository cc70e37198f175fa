import { foldRecorded, streamOf, type LogReader } from '@wardbook/event-sourcing';
import { agencyHistory, agreementInForce, isRegistered } from '@wardbook/policing';

/** What was disclosed, and on which agreement that rests; an emergency rests on none. */
interface Told {
  readonly agreement?: string | undefined;
}

/**
 * R-REF-1: what was disclosed to an agency is seen for as long as there is that agency, and the agreement on which it rests
 * is in force. As much is read where nothing was disclosed.
 */
export const stillAgreed = async <Disclosed extends Told>(
  history: LogReader,
  told: Disclosed | null | undefined,
  { agency, from, at }: { readonly agency: string; readonly from: string; readonly at: string },
): Promise<Disclosed | undefined> => {
  const known = foldRecorded(agencyHistory, await history.readStream(streamOf(agencyHistory, agency)));
  if (!told || !isRegistered(known, at)) return undefined;
  const { agreement } = told;
  const rests = agreement === undefined || agreementInForce(known, agreement, { force: from, at });
  return rests ? told : undefined;
};
