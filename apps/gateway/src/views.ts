import type { AnyView } from '@wardbook/event-sourcing';
import { CONCEPTS } from './concepts.ts';

/** Every read model of the gateway. */
export const VIEWS: readonly AnyView[] = Object.values(CONCEPTS).flatMap(({ board, views = [] }) => [
  board,
  ...views,
]);
