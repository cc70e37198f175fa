import type { ServerWritableStream } from '@grpc/grpc-js';
import { v1 } from './protocol.ts';
import type { WireLog, WireRecord } from './wire-log.ts';

type Request = InstanceType<typeof v1.ReadReq>;
type Response = InstanceType<typeof v1.ReadResp>;
type Options = NonNullable<ReturnType<Request['getOptions']>>;

/** What a read of a stream or of the whole log answers: the server's `Read` with a count. */
export const answersTo = (log: WireLog, options: Options): readonly Response[] => {
  const stream = options.getStream();
  const backward = options.getReadDirection() === v1.ReadReq.Options.ReadDirection.BACKWARDS;
  const count = Number(options.getCount());
  const inOrder = (records: readonly WireRecord[]): readonly Response[] =>
    (backward ? records.toReversed() : records).slice(0, count).map(toResponse);
  if (stream) {
    const name = Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
    const records = log.stream(name);
    if (!records) return [missing(name)];
    const from = stream.hasRevision() ? Number(stream.getRevision()) : backward ? Infinity : 0;
    return inOrder(records.filter(({ revision }) => (backward ? revision <= from : revision >= from)));
  }
  const from = positionIn(options);
  const wanted = filterOf(options);
  return inOrder(
    log.records.filter(
      (record) =>
        wanted(record) &&
        // Backward, a position stands behind the event before it.
        (from === undefined || (backward ? record.position < from : record.position >= from)),
    ),
  );
};

/** The server's live subscription to the whole log: first what is there, then what comes. */
export const subscribe = (
  log: WireLog,
  options: Options,
  call: ServerWritableStream<Request, Response>,
): (() => void) => {
  const wanted = filterOf(options);
  const filter = options.getFilter();
  const interval = filter
    ? filter.getCheckpointintervalmultiplier() * (filter.getMax() || DEFAULT_WINDOW)
    : Infinity;
  let considered = 0;
  const consider = (record: WireRecord): void => {
    considered += 1;
    if (wanted(record)) call.write(toResponse(record));
    if (considered % interval === 0) call.write(checkpoint(record.position));
  };
  const confirmation = new v1.ReadResp.SubscriptionConfirmation().setSubscriptionId('wire');
  call.write(new v1.ReadResp().setConfirmation(confirmation));
  const from = options.getAll()?.hasEnd() ? log.records.at(-1)?.position : positionIn(options);
  const there = log.records.filter(({ position }) => from === undefined || position > from);
  there.forEach(consider);
  const last = log.records.at(-1);
  if (last && filter) call.write(checkpoint(last.position));
  call.write(new v1.ReadResp().setCaughtUp(new v1.ReadResp.CaughtUp()));
  return log.onWrite(consider);
};

const DEFAULT_WINDOW = 32;

const positionIn = (options: Options): bigint | undefined => {
  const position = options.getAll()?.getPosition();
  return position && BigInt(position.getCommitPosition());
};

const filterOf = (options: Options): ((record: WireRecord) => boolean) => {
  const filter = options.getFilter();
  const byStream = filter?.getStreamIdentifier();
  const expression = byStream ?? filter?.getEventType();
  if (!expression) return () => true;
  const regex = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex(), 'u');
  const prefixes = expression.getPrefixList();
  return ({ stream, type }) => {
    const text = byStream ? stream : type;
    return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  };
};

const checkpoint = (position: bigint): Response => {
  const at = new v1.ReadResp.Checkpoint()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  return new v1.ReadResp().setCheckpoint(at);
};

const missing = (stream: string): Response => {
  const identifier = new v1.StreamIdentifier().setStreamName(Buffer.from(stream));
  return new v1.ReadResp().setStreamNotFound(
    new v1.ReadResp.StreamNotFound().setStreamIdentifier(identifier),
  );
};

const toResponse = (record: WireRecord): Response => {
  const recorded = new v1.ReadResp.ReadEvent.RecordedEvent()
    .setId(new v1.UUID().setString(record.id))
    .setStreamIdentifier(new v1.StreamIdentifier().setStreamName(Buffer.from(record.stream)))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(String(record.position))
    .setPreparePosition(String(record.prepare))
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  const metadata = recorded.getMetadataMap();
  metadata.set('type', record.type);
  metadata.set('created', String(BigInt(record.created) * TICKS_PER_MILLISECOND));
  metadata.set('content-type', record.isJson ? 'application/json' : 'application/octet-stream');
  const event = new v1.ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(String(record.position));
  return new v1.ReadResp().setEvent(event);
};

const TICKS_PER_MILLISECOND = 10_000n;
