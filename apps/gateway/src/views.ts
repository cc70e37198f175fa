import type { AnyView } from '@wardbook/event-sourcing';
import { CONCEPTS } from './concepts.ts';
import { requestQueue } from './request/request-queue.view.ts';
import { retentionBoard } from './retention/retention-board.view.ts';

/** Every read model of the gateway. */
export const VIEWS: readonly AnyView[] = [
  ...Object.values(CONCEPTS).flatMap(({ board, views = [] }) => [board, ...views]),
  requestQueue,
  retentionBoard,
];
