import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { fastify, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import { CONCEPTS } from './concepts.ts';
import { contextFor, type Context, type Parts } from './context.ts';
import type { Identify } from './identity.ts';
import type { Readiness } from './readiness.ts';
import { queryLimits } from './query-limits.ts';
import { PUBLIC_CODES } from './refused-request.ts';
import { gatewaySchema } from './schema.ts';

export interface GatewayOptions extends Omit<Parts, 'concepts'> {
  readonly identify: Identify;
  readonly readiness: Pick<Readiness, 'now'>;
  /** The query that GraphiQL at `/` begins with; without one there is no explorer, and no introspection. */
  readonly explorerQuery?: string;
  /** One line per fault that a client only sees as INTERNAL; never a value that somebody sent. */
  readonly onFault?: (correlationId: string, error: unknown) => void;
}

const LARGEST_BODY_IN_BYTES = 64 * 1_024;
const MOST_TOKENS = 1_000;
const CONCEPT_LIST = Object.values(CONCEPTS);

/** The HTTP server: GraphQL at `/graphql`, `/healthz`, `/readyz`, and an explorer at `/`. Not yet listening. */
export const gateway = async ({
  identify,
  readiness,
  explorerQuery,
  onFault,
  ...parts
}: GatewayOptions): Promise<FastifyInstance> => {
  const app = fastify({
    bodyLimit: LARGEST_BODY_IN_BYTES,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.setErrorHandler(async (error, request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number };
    if (statusCode >= 500) onFault?.(request.id, error);
    const code = statusCode >= 500 ? 'INTERNAL' : 'BAD_REQUEST';
    return reply.code(statusCode).send({ errors: [{ message: MASKED[code], extensions: { code } }] });
  });
  const apollo = new ApolloServer<Context>({
    schema: await gatewaySchema(),
    introspection: explorerQuery !== undefined,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: explorerQuery === undefined,
    parseOptions: { maxLexicalTokens: MOST_TOKENS },
    allowBatchedHttpRequests: false,
    formatError: masked,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(app),
      queryLimits,
      {
        requestDidStart: async () => ({
          didEncounterErrors: async ({ errors, contextValue }) => {
            for (const error of errors)
              if (!isPublic(error)) onFault?.(contextValue.correlationId, error.originalError ?? error);
          },
        }),
      },
    ],
  });
  await apollo.start();

  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_, reply) => {
    const answer = await readiness.now();
    return answer.status === 'ready' ? answer : reply.code(503).send(answer);
  });
  if (explorerQuery !== undefined) {
    const page = renderGraphiQL({
      endpoint: '/graphql',
      title: 'Wardbook',
      defaultQuery: explorerQuery,
      shouldPersistHeaders: true,
    });
    app.get('/', async (_, reply) => reply.type('text/html').send(page));
  }
  await app.register(fastifyApollo(apollo), {
    context: async (request) => {
      const { authorization } = request.headers;
      return contextFor({ ...parts, concepts: CONCEPT_LIST }, await identify(authorization), request.id);
    },
  });
  return app;
};

const MASKED = {
  INTERNAL: 'Something went wrong here.',
  BAD_REQUEST: 'This request cannot be read.',
} as const;

/** graphql-js gives no code to its word that it stopped counting what is wrong with the variables. */
const TOO_MANY = /^Too many errors processing variables/;

const codeOf = ({ message, extensions }: Pick<GraphQLFormattedError, 'message' | 'extensions'>): string =>
  TOO_MANY.test(message) ? 'BAD_USER_INPUT' : String(extensions?.['code']);

const isPublic = (error: Pick<GraphQLFormattedError, 'message' | 'extensions'>): boolean =>
  PUBLIC_CODES.has(codeOf(error));

/** Only known codes leave, with their message and path; everything else is INTERNAL. */
const masked = (formatted: GraphQLFormattedError): GraphQLFormattedError => {
  if (!isPublic(formatted)) return { message: MASKED.INTERNAL, extensions: { code: 'INTERNAL' } };
  const { message, path, locations } = formatted;
  const code = codeOf(formatted);
  return {
    message: code === 'BAD_USER_INPUT' && /^Variable "/.test(message) ? withoutValue(message) : message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code },
  };
};

/** graphql-js repeats the value that does not fit; a value may be about a person. */
const withoutValue = (message: string): string =>
  message.replace(/got invalid value .*?(; |$)/s, 'got an invalid value$1');
