import { BUDGET } from './query-limits.ts';

/** What a client has to know before its first request, in the schema itself; docs/api.md shows it by example. */
export const SCHEMA_SAYS = `The record of neighbourhood policing and crime prevention advice.

Endpoint: \`/graphql\`, by POST with JSON in UTF-8, or by GET for queries. Every request carries \`Authorization: Bearer\` and a token of the identity provider, which says who asks, in which role, and for which agency.

Ids: every \`id\` is a global id. Keep it, send it back, read nothing in it; \`node(id:)\` finds any. What is called \`key\`, \`code\` or \`number\` names something within its record, or in the world.

Commands: every mutation takes one \`input\` with a \`commandId\` of your own. Sent again, it answers its first receipt. It answers either a \`receipt\` and the record, or \`userErrors\`: which rule refused it, which value is wrong, or that the record moved on past \`expectedVersion\`.

Freshness: what a receipt says is on disk; lists and records follow within moments. Give the \`token\` of a receipt to a query as \`atLeast\` to read what you have just written. \`asAt\` asks what had occurred by a moment, \`knownAt\` what had been written down by then, \`exactly\` for a version.

Pages: \`first\` (20 unless you say, 100 at most) and \`after\` with the \`endCursor\` of the page before, until \`hasNextPage\` is false.

Errors: each has \`extensions.code\` and a sentence, and costs only the field at its \`path\`, which is then null. Without data, the HTTP status says it, too.

Limits: a query costs ${BUDGET.toLocaleString('en-GB')} units at most; the header \`x-query-cost\` says what yours was counted as.`;
