import type { ApolloServerPlugin } from '@apollo/server';
import {
  getVariableValues,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from 'graphql';
import { costOf, type Asked } from './cost.ts';
import { refusedRequest, type RequestErrorCode } from './refused-request.ts';

/** What one query may cost: about a second of reading, or 100 pages of 100 values. */
export const BUDGET = 100_000;
const DEEPEST = 16;
const MOST_ALIASES = 50;
const MOST_DIRECTIVES = 50;

const ENDS: ReadonlySet<string> = new Set<RequestErrorCode>(['QUERY_TOO_LONG', 'QUERY_TOO_COSTLY']);

interface Result {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** What those operations cost that have no variables, as long as their documents are kept. */
const fixedCosts = new WeakMap<OperationDefinitionNode, number>();

/**
 * Refuses, before anything is read, what nobody could answer without keeping others waiting; whatever else is answered
 * says in `x-query-cost` what it was counted as.
 */
export const queryLimits: ApolloServerPlugin = {
  requestDidStart: async () => {
    let cost: number | undefined;
    return {
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (!operation) return;
        refuseRepetition(document);
        const fixed = operation.variableDefinitions?.length ? undefined : fixedCosts.get(operation);
        if (fixed !== undefined) {
          cost = fixed;
          return;
        }
        const { coerced } = getVariableValues(
          schema,
          operation.variableDefinitions ?? [],
          request.variables ?? {},
          { maxErrors: 1 },
        );
        // Execution says what is wrong with them, before it reads anything.
        if (coerced) cost = costWithin({ schema, document, operation, variables: coerced });
        if (cost !== undefined && !operation.variableDefinitions?.length) fixedCosts.set(operation, cost);
      },
      willSendResponse: async ({ response, operation }) => {
        if (cost !== undefined) response.http.headers.set('x-query-cost', String(cost));
        if (response.body.kind === 'single' && operation?.operation === OperationTypeNode.QUERY)
          response.body.singleResult = endedOnce(response.body.singleResult);
      },
    };
  },
};

/** What was ended amid its answer is no answer: it is said once, and not of every value that is missing. */
const endedOnce = (result: Result): Result => {
  const { message, extensions } = result.errors?.find(isEnd) ?? {};
  return message === undefined || result.data === undefined
    ? result
    : { data: null, errors: [{ message, ...(extensions && { extensions }) }] };
};

const isEnd = ({ extensions }: GraphQLFormattedError): boolean => ENDS.has(String(extensions?.['code']));

/** Throws TOO_MANY_ALIASES or TOO_MANY_DIRECTIVES (400). */
const refuseRepetition = (document: DocumentNode): void => {
  let [aliases, directives] = [0, 0];
  visit(document, {
    Field: ({ alias }) => {
      if (alias) aliases += 1;
    },
    Directive: () => {
      directives += 1;
    },
  });
  if (aliases > MOST_ALIASES)
    throw refusedRequest(
      'TOO_MANY_ALIASES',
      `This document has ${inWords(aliases)} aliases; ${inWords(MOST_ALIASES)} are taken. Send it in parts.`,
    );
  if (directives > MOST_DIRECTIVES)
    throw refusedRequest(
      'TOO_MANY_DIRECTIVES',
      `This document has ${inWords(directives)} directives; ${inWords(MOST_DIRECTIVES)} are taken. Send it in parts.`,
    );
};

/** What it costs. Throws QUERY_TOO_DEEP or QUERY_TOO_COSTLY (400). */
const costWithin = (asked: Asked): number => {
  const { units, depth } = costOf(asked);
  if (depth > DEEPEST)
    throw refusedRequest(
      'QUERY_TOO_DEEP',
      `This goes ${inWords(depth)} fields deep; ${inWords(DEEPEST)} are answered. Ask again from a record further down.`,
    );
  if (units > BUDGET)
    throw refusedRequest(
      'QUERY_TOO_COSTLY',
      `This could cost ${costInWords(units)}; one query has ${inWords(BUDGET)}. Ask for shorter pages, or in parts.`,
    );
  return units;
};

const inWords = (number: number): string => number.toLocaleString('en-GB');

const LARGEST_SAID = 1_000_000_000;
const costInWords = (units: number): string =>
  units > LARGEST_SAID ? `more than ${inWords(LARGEST_SAID)}` : inWords(units);
