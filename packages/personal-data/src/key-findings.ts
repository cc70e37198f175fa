import {
  StoreUnavailable,
  type LogReader,
  type RecordedEvent,
  type SealedPart,
} from '@wardbook/event-sourcing';

// One sentence for each way in which keys, log and key file do not belong together. No retry mends any of them.
export const keysMissing = (): StoreUnavailable =>
  new StoreUnavailable(
    'The keys of this log are missing: it holds sealed values, and no key is kept.',
    false,
  );

export const keysOlder = (): StoreUnavailable =>
  new StoreUnavailable(
    'The keys are older than the log: the key of something on record is not among them.',
    false,
  );

export const keysForeign = (): StoreUnavailable =>
  new StoreUnavailable('The keys belong to another log.', false);

export const keyFileForeign = (): StoreUnavailable =>
  new StoreUnavailable('The key file is not the one that these keys were wrapped with.', false);

export const keyFileMissing = (): StoreUnavailable =>
  new StoreUnavailable('The key file that these keys were wrapped with is missing.', false);

/** The sealed parts of an event; only an event that has some is asked for. */
export const sealedPartsOf = async (
  log: Pick<LogReader, 'readSealed'>,
  { stream, revision, header }: RecordedEvent,
): Promise<readonly SealedPart[]> =>
  // Not parsed: every event is looked at, and what is damaged in one is not found out here.
  header.includes('"sealedDigest":') ? log.readSealed(stream, revision) : [];
