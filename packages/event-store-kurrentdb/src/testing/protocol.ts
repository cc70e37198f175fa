import { createRequire } from 'node:module';
import type * as gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import type * as gossipService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import type * as features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import type * as featuresService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import type * as shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import type * as status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import type * as streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type * as streamsService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import type * as errors from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import type * as records from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import type * as recordsService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';

// The client's own messages and services, so that the server under test speaks exactly its protocol. They are
// CommonJS without names that a module could import.
const require = createRequire(import.meta.url);
const generated = (name: string): unknown =>
  require(`@kurrent/kurrentdb-client/generated/kurrentdb/protocols/${name}.js`);

export const v1 = {
  ...(generated('v1/streams_pb') as typeof streams),
  ...(generated('v1/shared_pb') as typeof shared),
  ...(generated('v1/status_pb') as typeof status),
  ...(generated('v1/gossip_pb') as typeof gossip),
  ...(generated('v1/serverfeatures_pb') as typeof features),
};
export const v2 = {
  ...(generated('v2/streams/streams_pb') as typeof records),
  ...(generated('v2/streams/errors_pb') as typeof errors),
};
export const services = {
  streams: (generated('v1/streams_grpc_pb') as typeof streamsService).StreamsService,
  gossip: (generated('v1/gossip_grpc_pb') as typeof gossipService).GossipService,
  features: (generated('v1/serverfeatures_grpc_pb') as typeof featuresService).ServerFeaturesService,
  records: (generated('v2/streams/streams_grpc_pb') as typeof recordsService).StreamsServiceService,
};

type Detail = NonNullable<ReturnType<status.Status['getDetails']>>;

// The client's copy of google-protobuf, because messages of two copies do not mix.
const ofClient = createRequire(require.resolve('@kurrent/kurrentdb-client'));
const { Any } = ofClient('google-protobuf/google/protobuf/any_pb.js') as { readonly Any: new () => Detail };
const { Empty: GoogleEmpty } = ofClient('google-protobuf/google/protobuf/empty_pb.js') as {
  readonly Empty: new () => NonNullable<ReturnType<shared.WrongExpectedVersion['getCurrentNoStream']>>;
};

export const googleEmpty = (): InstanceType<typeof GoogleEmpty> => new GoogleEmpty();

/** A status whose details are one message, as both protocols send them. */
export const statusWith = (
  message: string,
  typeName: string,
  detail: { serializeBinary(): Uint8Array },
): status.Status => {
  const any = new Any();
  any.pack(detail.serializeBinary(), typeName);
  return new v1.Status().setMessage(message).setDetails(any);
};
