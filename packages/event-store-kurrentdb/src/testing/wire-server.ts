import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { googleEmpty, services, v1, type v2 } from './protocol.ts';
import { appendBatch, appendRecords, appendSingle, type WireError } from './wire-appends.ts';
import { wireLog, type WireLog } from './wire-log.ts';
import { answersTo, subscribe } from './wire-reads.ts';

type WireMethod = 'appendRecords' | 'batchAppend' | 'append' | 'read' | 'subscribe' | 'features';

/** What the server does instead of answering as it should, once. */
type WireFault =
  | WireError
  /** Does what was asked, and never says so. */
  | 'silent'
  /** Does what was asked, and does not say where it stands now. */
  | 'without position'
  /** Answers so many milliseconds late. */
  | number;

/** What kind of server it is: a new one of today, unless something else is said. */
export interface WireOptions {
  readonly log?: WireLog;
  /** Whether `appendRecords` is there: from 26.1 on. */
  readonly checks?: boolean;
  /** Who leads the cluster, by port; this server when left out. */
  readonly leader?: () => number;
  /** The most bytes that one record may have. */
  readonly largest?: number;
}

/** A KurrentDB of one node, in memory, on the wire: only what the adapter asks for. */
export interface WireServer {
  readonly address: string;
  readonly port: number;
  readonly log: WireLog;
  /** How often each method was called. */
  readonly calls: ReadonlyMap<WireMethod, number>;
  /** The requests for reads, as they came. */
  readonly reads: readonly InstanceType<typeof v1.ReadReq>[];
  /** The next call of the method meets this. */
  fail(method: WireMethod, fault: WireFault): void;
  /** Ends live subscriptions as a server does that stops. */
  endSubscriptions(error?: WireError): void;
  close(): void;
}

type ReadCall = ServerWritableStream<InstanceType<typeof v1.ReadReq>, InstanceType<typeof v1.ReadResp>>;
type BatchCall = ServerDuplexStream<
  InstanceType<typeof v1.BatchAppendReq>,
  InstanceType<typeof v1.BatchAppendResp>
>;

/**
 * Starts such a server on a free port.
 * @example
 * const server = await wireServer({ checks: false }); // older than 26.1
 * const store = await kurrentdbEventStore(server.address);
 */
export const wireServer = async ({
  log = wireLog(),
  checks = true,
  leader,
  largest = 16 * MEBIBYTE,
}: WireOptions = {}): Promise<WireServer> => {
  const faults = new Map<WireMethod, WireFault[]>();
  const calls = new Map<WireMethod, number>();
  const reads: InstanceType<typeof v1.ReadReq>[] = [];
  const live = new Set<ReadCall>();
  const meet = (method: WireMethod): WireFault | undefined => {
    calls.set(method, (calls.get(method) ?? 0) + 1);
    return faults.get(method)?.shift();
  };
  /** Answers, unless a fault says otherwise. */
  const answer = (fault: WireFault | undefined, send: () => void, fail: (error: WireError) => void): void => {
    if (fault === undefined || fault === 'without position') send();
    else if (typeof fault === 'number') setTimeout(send, fault);
    else if (fault !== 'silent') fail(fault);
  };
  const unary = <Response>(
    method: WireMethod,
    respond: () => { readonly response: Response } | { readonly error: WireError },
    reply: sendUnaryData<Response>,
  ): void => {
    const fault = meet(method);
    const refused = typeof fault === 'object';
    const outcome = refused ? { error: fault } : respond();
    answer(
      refused ? undefined : fault,
      () => {
        if ('error' in outcome) reply(outcome.error);
        else reply(null, outcome.response);
      },
      () => undefined,
    );
  };

  const read = (call: ReadCall): void => {
    const options = call.request.getOptions();
    if (!options) return void call.end();
    reads.push(call.request);
    if (options.hasSubscription()) {
      const fault = meet('subscribe');
      answer(
        fault,
        () => {
          live.add(call);
          const stop = subscribe(log, options, call);
          const end = (): void => {
            live.delete(call);
            stop();
          };
          call.on('cancelled', end).on('close', end);
        },
        (error) => call.emit('error', error),
      );
      return;
    }
    answer(
      meet('read'),
      () => {
        for (const response of answersTo(log, options)) call.write(response);
        call.end();
      },
      (error) => call.emit('error', error),
    );
  };

  const batchAppend = (call: BatchCall): void => {
    const pending = new Map<string, InstanceType<typeof v1.BatchAppendReq>[]>();
    call.on('data', (request: InstanceType<typeof v1.BatchAppendReq>) => {
      const id = request.getCorrelationId()?.getString() ?? '';
      const bytes = request
        .getProposedMessagesList()
        .reduce((sum, message) => sum + message.getData_asU8().length, 0);
      // Not this append alone: everybody's, because they share the connection.
      if (bytes > largest)
        return void call.emit('error', {
          code: status.RESOURCE_EXHAUSTED,
          details: 'Received message exceeds the maximum configured message size.',
        });
      const parts = [...(pending.get(id) ?? []), request];
      pending.set(id, parts);
      if (!request.getIsFinal()) return;
      pending.delete(id);
      const fault = meet('batchAppend');
      if (typeof fault === 'object') return void call.emit('error', fault);
      const response = appendBatch(log, parts);
      if (fault === 'without position') response.getSuccess()?.setNoPosition(googleEmpty());
      answer(
        fault,
        () => call.write(response),
        () => undefined,
      );
    });
    call.on('end', () => call.end());
  };

  const append = (
    call: ServerReadableStream<InstanceType<typeof v1.AppendReq>, InstanceType<typeof v1.AppendResp>>,
    reply: sendUnaryData<InstanceType<typeof v1.AppendResp>>,
  ): void => {
    const parts: InstanceType<typeof v1.AppendReq>[] = [];
    call.on('data', (part: InstanceType<typeof v1.AppendReq>) => parts.push(part));
    call.on('end', () => unary('append', () => ({ response: appendSingle(log, parts) }), reply));
  };

  const server = new Server({
    'grpc.max_receive_message_length': 64 * MEBIBYTE,
    // The client holds small packets back until the one before is acknowledged, which a kernel puts off for 40 ms: a
    // ping carries that acknowledgement sooner.
    'grpc.keepalive_time_ms': 4,
  });
  server.addService(services.streams, {
    read,
    batchAppend,
    append,
    delete: unimplemented,
    tombstone: unimplemented,
  });
  if (checks)
    server.addService(services.records, {
      appendRecords: (
        { request }: ServerUnaryCall<InstanceType<typeof v2.AppendRecordsRequest>, unknown>,
        reply: sendUnaryData<InstanceType<typeof v2.AppendRecordsResponse>>,
      ) =>
        unary(
          'appendRecords',
          () => (leads() ? appendRecords(log, request, largest) : { error: notLeader() }),
          reply,
        ),
      appendSession: unimplemented,
    });
  server.addService(services.features, {
    getSupportedMethods: (_: unknown, reply: sendUnaryData<InstanceType<typeof v1.SupportedMethods>>) =>
      unary('features', () => ({ response: supported(checks) }), reply),
  });
  server.addService(services.gossip, {
    read: (_: unknown, reply: sendUnaryData<InstanceType<typeof v1.ClusterInfo>>) =>
      reply(null, clusterOf(leader?.() ?? port)),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const leads = (): boolean => leader === undefined || leader() === port;

  return {
    address: `kurrentdb://127.0.0.1:${port}?tls=false`,
    port,
    log,
    calls,
    reads,
    fail: (method, fault) => void faults.set(method, [...(faults.get(method) ?? []), fault]),
    endSubscriptions: (error) => {
      for (const call of live)
        if (error) call.emit('error', error);
        else call.end();
    },
    close: () => server.forceShutdown(),
  };
};

const MEBIBYTE = 1_048_576;

/** As the server says that it is stopping, or overloaded. */
export const UNAVAILABLE: WireError = { code: status.UNAVAILABLE, details: 'Server Is Not Ready' };

const notLeader = (): WireError => ({
  code: status.FAILED_PRECONDITION,
  details: 'The server is not the leader node and cannot handle the request.',
});

const unimplemented = (
  _: ServerReadableStream<unknown, unknown> | ServerUnaryCall<unknown, unknown>,
  reply: sendUnaryData<unknown>,
): void => reply({ code: status.UNIMPLEMENTED, details: 'Not part of the test.', metadata: new Metadata() });

const supported = (checks: boolean): InstanceType<typeof v1.SupportedMethods> => {
  const paths = [...Object.values(services.streams), ...(checks ? Object.values(services.records) : [])].map(
    (method) => (method as { readonly path: string }).path,
  );
  return new v1.SupportedMethods().setEventStoreServerVersion(checks ? '26.1.0' : '25.1.0').setMethodsList(
    paths.map((path) => {
      const [, service = '', name = ''] = path.toLowerCase().split('/');
      return new v1.SupportedMethod()
        .setServiceName(service)
        .setMethodName(name)
        .setFeaturesList(['position', 'events', 'stream', 'all']);
    }),
  );
};

const clusterOf = (leader: number): InstanceType<typeof v1.ClusterInfo> =>
  new v1.ClusterInfo().setMembersList([
    new v1.MemberInfo()
      .setInstanceId(new v1.UUID().setString('0b3bd7c4-6d0e-4f5a-9c1a-5a1d4f0c7e21'))
      .setTimeStamp('0')
      .setState(v1.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new v1.EndPoint().setAddress('127.0.0.1').setPort(leader)),
  ]);
