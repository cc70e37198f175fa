import { Metadata, status } from '@grpc/grpc-js';
import { googleEmpty, statusWith, v1, v2 } from './protocol.ts';
import { ANY, type WireCheck, type WireEvent, type WireLog, type WireOutcome } from './wire-log.ts';

/** A call that fails: what the server sends instead of an answer. */
export interface WireError {
  readonly code: number;
  readonly details: string;
  readonly metadata?: Metadata;
}

type RecordsRequest = InstanceType<typeof v2.AppendRecordsRequest>;
type RecordsResponse = InstanceType<typeof v2.AppendRecordsResponse>;

/** The newer protocol: records and checks in one request. */
export const appendRecords = (
  log: WireLog,
  request: RecordsRequest,
  largest: number,
): { readonly response: RecordsResponse } | { readonly error: WireError } => {
  const records = request.getRecordsList();
  if (records.length === 0)
    return {
      error: {
        code: status.INVALID_ARGUMENT,
        details: 'Append records request must contain at least one record.',
      },
    };
  const checks = request.getChecksList().map((check): WireCheck => {
    const state = check.getStreamState();
    return { stream: state?.getStream() ?? '', expected: Number(state?.getExpectedState()) };
  });
  // The server takes streams for one whose names differ only by case.
  const names = new Set(checks.map(({ stream }) => stream.toUpperCase()));
  if (names.size < checks.length)
    return {
      error: {
        code: status.INVALID_ARGUMENT,
        details: 'Each stream can only appear once in consistency checks.',
      },
    };
  const unchecked = [...new Set(records.map((record) => record.getStream()))].filter(
    (stream) => !names.has(stream.toUpperCase()),
  );
  const events = records.map((record): WireEvent => {
    const properties: Record<string, string> = {};
    record.getPropertiesMap().forEach((value, key) => {
      properties[key] = value.getStringValue();
    });
    const isJson = record.getSchema()?.getFormat() === v2.SchemaFormat.SCHEMA_FORMAT_JSON;
    const type = record.getSchema()?.getName() ?? '';
    const format = { '$schema.name': type, '$schema.format': isJson ? 'Json' : 'Bytes' };
    return {
      stream: record.getStream(),
      id: record.getRecordId() ?? '',
      type,
      isJson,
      data: record.getData_asU8(),
      metadata: Buffer.from(JSON.stringify({ ...properties, ...format })),
    };
  });
  const size = Math.max(...events.map(({ data, metadata }) => data.length + metadata.length));
  if (size > largest) return { error: sizeExceeded(size, largest) };
  const outcome = log.write([...checks, ...unchecked.map((stream) => ({ stream, expected: ANY }))], events);
  if ('failures' in outcome) return { error: violations(checks, outcome.failures) };
  const revisions = [...outcome.revisions].map(([stream, revision]) =>
    new v2.StreamRevision().setStream(stream).setRevision(String(revision)),
  );
  return {
    response: new v2.AppendRecordsResponse()
      .setPosition(String(outcome.position))
      .setRevisionsList(revisions),
  };
};

const violations = (
  checks: readonly WireCheck[],
  failures: readonly { readonly index: number; readonly actual: number }[],
): WireError => {
  const list = failures.map(({ index, actual }) => {
    const violation = new v2.ConsistencyViolation.StreamStateViolation()
      .setStream(checks[index]?.stream ?? '')
      .setExpectedState(String(checks[index]?.expected))
      .setActualState(String(actual));
    return new v2.ConsistencyViolation().setCheckIndex(index).setStreamState(violation);
  });
  const detail = new v2.AppendConsistencyViolationErrorDetails().setViolationsList(list);
  return detailed(
    status.FAILED_PRECONDITION,
    'Append failed due to consistency violations.',
    'AppendConsistencyViolationErrorDetails',
    detail,
  );
};

const sizeExceeded = (size: number, largest: number): WireError =>
  detailed(
    status.INVALID_ARGUMENT,
    'The size of a record exceeds the maximum.',
    'AppendRecordSizeExceededErrorDetails',
    new v2.AppendRecordSizeExceededErrorDetails().setSize(size).setMaxSize(largest),
  );

const detailed = (
  code: number,
  message: string,
  name: string,
  detail: { serializeBinary(): Uint8Array },
): WireError => {
  const metadata = new Metadata();
  const sent = statusWith(message, `kurrentdb.protocol.v2.streams.errors.${name}`, detail);
  metadata.set('grpc-status-details-bin', Buffer.from(sent.serializeBinary()));
  return { code, details: message, metadata };
};

type BatchRequest = InstanceType<typeof v1.BatchAppendReq>;
type BatchResponse = InstanceType<typeof v1.BatchAppendResp>;

/** The older protocol: one append, which may have come in several messages. */
export const appendBatch = (log: WireLog, parts: readonly BatchRequest[]): BatchResponse => {
  const [first] = parts;
  const options = first?.getOptions();
  const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const expected = options?.hasNoStream()
    ? -1
    : options?.hasStreamPosition()
      ? Number(options.getStreamPosition())
      : ANY;
  const events = parts
    .flatMap((part) => part.getProposedMessagesList())
    .map((message) => proposed(stream, message));
  const response = new v1.BatchAppendResp()
    .setCorrelationId(first?.getCorrelationId())
    .setStreamIdentifier(new v1.StreamIdentifier().setStreamName(Buffer.from(stream)));
  return batchAnswer(response, { stream, expected }, log.write([{ stream, expected }], events));
};

type Proposed = ReturnType<BatchRequest['getProposedMessagesList']>[number];

const proposed = (
  stream: string,
  message: Pick<Proposed, 'getId' | 'getMetadataMap' | 'getData_asU8' | 'getCustomMetadata_asU8'>,
): WireEvent => ({
  stream,
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  isJson: message.getMetadataMap().get('content-type') === 'application/json',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

const batchAnswer = (
  response: BatchResponse,
  { stream, expected }: WireCheck,
  outcome: WireOutcome,
): BatchResponse => {
  if ('failures' in outcome) {
    const actual = outcome.failures[0]?.actual ?? -1;
    const conflict = new v1.WrongExpectedVersion();
    if (actual < 0) conflict.setCurrentNoStream(googleEmpty());
    else conflict.setCurrentStreamRevision(String(actual));
    if (expected < 0) conflict.setExpectedNoStream(googleEmpty());
    else conflict.setExpectedStreamPosition(String(expected));
    return response.setError(
      statusWith('WrongExpectedVersion', 'event_store.client.WrongExpectedVersion', conflict),
    );
  }
  const position = String(outcome.position);
  return response.setSuccess(
    new v1.BatchAppendResp.Success()
      .setCurrentRevision(String(outcome.revisions.get(stream)))
      .setPosition(new v1.AllStreamPosition().setCommitPosition(position).setPreparePosition(position)),
  );
};

type SingleRequest = InstanceType<typeof v1.AppendReq>;
type SingleResponse = InstanceType<typeof v1.AppendResp>;

/** The oldest protocol, which the client takes once it has credentials: one append for each connection. */
export const appendSingle = (log: WireLog, parts: readonly SingleRequest[]): SingleResponse => {
  const options = parts.find((part) => part.hasOptions())?.getOptions();
  const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const expected = options?.hasNoStream() ? -1 : options?.hasRevision() ? Number(options.getRevision()) : ANY;
  const events = parts
    .flatMap((part) => part.getProposedMessage() ?? [])
    .map((message) => proposed(stream, message));
  const outcome = log.write([{ stream, expected }], events);
  if ('failures' in outcome) {
    const actual = outcome.failures[0]?.actual ?? -1;
    const conflict = new v1.AppendResp.WrongExpectedVersion();
    if (actual < 0) conflict.setCurrentNoStream(new v1.Empty());
    else conflict.setCurrentRevision(String(actual));
    return new v1.AppendResp().setWrongExpectedVersion(conflict);
  }
  const position = String(outcome.position);
  return new v1.AppendResp().setSuccess(
    new v1.AppendResp.Success()
      .setCurrentRevision(String(outcome.revisions.get(stream)))
      .setPosition(new v1.AppendResp.Position().setCommitPosition(position).setPreparePosition(position)),
  );
};
