import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpStatus } from './answers.ts';
import { CONCEPTS } from './concepts.ts';
import { contextFor, type Context, type Parts } from './context.ts';
import { serveExplorer, type Explorer } from './explorer.ts';
import { faultsTold } from './faults.ts';
import { HttpRefusal } from './http/http-refusal.ts';
import { httpServer, type HttpOptions } from './http/http-server.ts';
import { mediaTypeFor } from './http/media-type.ts';
import type { Identify, Identity } from './identity.ts';
import { maskFor } from './masked.ts';
import { patienceWith } from './patience.ts';
import { BUDGET, queryLimits } from './query-limits.ts';
import type { Readiness } from './readiness.ts';
import { gatewaySchema } from './schema.ts';

export interface GatewayOptions extends Omit<Parts, 'concepts'>, HttpOptions {
  readonly identify: Identify;
  readonly readiness: Pick<Readiness, 'now'>;
  /** Without one there is no page at `/`, and no introspection. */
  readonly explorer?: Explorer;
  /** How many milliseconds a request is worked on. Default: ten seconds. */
  readonly answerWithin?: number;
}

const ANSWER_WITHIN = 10_000;
const MOST_TOKENS = 1_000;
const CONCEPT_LIST = Object.values(CONCEPTS);

/** The HTTP server: GraphQL at `/graphql`, `/healthz`, `/readyz`, and an explorer at `/`. Not yet listening. */
export const gateway = async ({
  identify,
  readiness,
  explorer,
  corsOrigins,
  deadlines,
  answerWithin = ANSWER_WITHIN,
  onFault,
  ...parts
}: GatewayOptions): Promise<FastifyInstance> => {
  const app = await httpServer({
    ...(corsOrigins && { corsOrigins }),
    ...(deadlines && { deadlines }),
    ...(onFault && { onFault }),
  });
  const apollo = await apolloFor(app, explorer !== undefined, onFault);
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_, reply) => {
    const answer = await readiness.now();
    return answer.status === 'ready' ? answer : reply.code(503).send(answer);
  });
  if (explorer) serveExplorer(app, explorer);
  app.decorateRequest('identity');
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    // Nobody's body is read before it is known whose it is, and nothing is done whose answer could not be read.
    onRequest: async (request) => {
      request.setDecorator('identity', await identify(request.headers.authorization));
      if (!mediaTypeFor(request.headers.accept)) throw new HttpRefusal(406);
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request: FastifyRequest, reply: FastifyReply) =>
        contextFor(
          { ...parts, concepts: CONCEPT_LIST },
          request.getDecorator<Identity>('identity'),
          request.id,
          patienceWith(reply.raw, { within: answerWithin, units: BUDGET }),
        ),
    }),
  });
  return app;
};

const apolloFor = async (
  app: FastifyInstance,
  introspection: boolean,
  onFault: HttpOptions['onFault'],
): Promise<ApolloServer<Context>> => {
  const schema = await gatewaySchema();
  const mask = maskFor(schema);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    // C-02: no browser adds a bearer token by itself, so a request that has one was not forged by a page.
    csrfPrevention: { requestHeaders: ['authorization'] },
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    parseOptions: { maxLexicalTokens: MOST_TOKENS },
    allowBatchedHttpRequests: false,
    // Documents that are known, by hash or parsed: the least used make room.
    cache: 'bounded',
    formatError: mask,
    logger: SILENT,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
      queryLimits,
      httpStatus,
      faultsTold(mask, onFault),
    ],
  });
  await apollo.start();
  return apollo;
};

// It repeats what was sent; what is a fault comes to the operator by `faultsTold`.
const nothing = (): void => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
