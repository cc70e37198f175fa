import { promise } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { promiseBoard } from './promise-board.view.ts';
import { promiseCorrections } from './promise-corrections.view.ts';
import { promiseMonths } from './promise-months.view.ts';
import * as inputs from './promise.input.ts';
import { PromiseResolver } from './promise.resolver.ts';
import { PromiseType } from './promise.type.ts';

/** What a team told a ward it would do. Everybody may see it. */
export const promiseConcept = concept({
  kind: 'Promise',
  type: PromiseType,
  decider: promise,
  board: promiseBoard,
  views: [promiseMonths, promiseCorrections],
  inputs,
  query: { needs: 'NEIGHBOURHOOD', description: 'One promise, now or at a moment of its history.' },
  resolvers: [PromiseResolver],
});
