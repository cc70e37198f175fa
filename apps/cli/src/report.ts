import type { Verified } from '@wardbook/event-sourcing';

/** What an auditor reads after a walk over the log. */
export const reportOf = ({ events, streams, position, broken }: Verified): string =>
  broken
    ? [
        `BROKEN: ${broken.message}`,
        `That is event ${String(broken.revision + 1)} of ${broken.stream}; ${counted(events, 'event')} before it in the log fit.`,
      ].join('\n')
    : [
        `${counted(events, 'event')} in ${counted(streams, 'stream')} fit, up to position ${String(position)}.`,
        'Nothing inside a stream was altered or left out. Whether the end of the log was cut off is not compared here.',
      ].join('\n');

const counted = (count: number, thing: string): string =>
  `${String(count)} ${thing}${count === 1 ? '' : 's'}`;
