import { StoreUnavailable, verifyLog, type ReadOnlyLog, type Verified } from '@wardbook/event-sourcing';

/** What an auditor reads of one log, and whether all of it was seen to fit. */
export interface Report {
  readonly fits: boolean;
  /** Whole lines. */
  readonly text: string;
}

/** Opens a log and walks over it. One that cannot be opened or read to its end is a finding like any other. */
export const audited = async (which: string, open: () => Promise<ReadOnlyLog>): Promise<Report> => {
  try {
    const log = await open();
    try {
      const verified = await verifyLog(log);
      return { fits: verified.broken === undefined, text: `${which}: ${reportOf(verified)}\n` };
    } finally {
      await log.close();
    }
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return { fits: false, text: `${which}: NOT VERIFIED: ${error.message}\n` };
  }
};

const reportOf = ({ events, streams, position, broken }: Verified): string =>
  broken
    ? [
        `BROKEN: ${broken.message}`,
        `That is event ${String(broken.revision + 1)} of ${broken.stream}; ${counted(events, 'event')} before it in the log fit.`,
      ].join('\n')
    : [
        `${counted(events, 'event')} in ${counted(streams, 'stream')} fit, up to position ${String(position)}.`,
        'Nothing inside a stream was altered or left out. Whether the end of the log was cut off is not compared here.',
      ].join('\n');

export const counted = (count: number, thing: string): string =>
  `${String(count)} ${thing}${count === 1 ? '' : 's'}`;
