import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { Context } from './context.ts';
import type { HttpOptions } from './http/http-server.ts';
import { traceOf } from './http/request-names.ts';
import type { Mask } from './masked.ts';

/** Tells the operator of whatever clients only see as INTERNAL. */
export const faultsTold = (mask: Mask, onFault: HttpOptions['onFault']): ApolloServerPlugin<Context> => ({
  requestDidStart: async ({ request, contextValue: { correlationId } }) => {
    const traceparent = traceOf(request.http?.headers.get('traceparent'));
    const tell = (error: Error): void =>
      onFault?.({ correlationId, ...(traceparent !== undefined && { traceparent }) }, error);
    return {
      didEncounterErrors: async ({ errors }) => {
        for (const error of errors) if (isFault(mask, error)) tell(error.originalError ?? error);
      },
    };
  },
});

const isFault = (mask: Mask, error: GraphQLError): boolean =>
  mask(error.toJSON(), error).extensions?.['code'] === 'INTERNAL';
