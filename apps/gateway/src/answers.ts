import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { mediaTypeFor } from './http/media-type.ts';
import { statusOf } from './refused-request.ts';

/**
 * P-09: which HTTP status an answer has, as the GraphQL over HTTP draft says. 200 wherever there is data, whatever
 * became of single fields. Without data it is the status of what went wrong, except that clients which only know
 * `application/json` read no body beside a 4xx, so that they get 200 for every request that was one.
 */
export const httpStatus: ApolloServerPlugin = {
  requestDidStart: async ({ request }) => ({
    willSendResponse: async ({ response: { body, http } }) => {
      if (body.kind !== 'single') return;
      const { data, errors = [] } = body.singleResult;
      const codes = errors.map(codeOf);
      // What is no request keeps what Apollo says of it: 400, or 405 with `Allow`.
      if (codes.includes('BAD_REQUEST')) return;
      const status = data == null ? Math.max(200, ...codes.map(statusWithoutData)) : 200;
      const isOldClient = mediaTypeFor(request.http?.headers.get('accept')) === 'application/json';
      http.status = isOldClient && status < 500 ? 200 : status;
    },
  }),
};

const codeOf = ({ extensions }: GraphQLFormattedError): string => String(extensions?.['code']);

/** A document that is not known yet is a step of the protocol of persisted documents, and no error. */
export const statusWithoutData = (code: string): number =>
  code.startsWith('PERSISTED_QUERY_') ? 200 : statusOf(code);
