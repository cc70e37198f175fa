import { trainingDay } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { trainingDayBoard } from './training-day-board.view.ts';
import * as inputs from './training-day.input.ts';
import { TrainingDayResolver } from './training-day.resolver.ts';
import { TrainingDayType } from './training-day.type.ts';

/** A training day. Everybody may see it; who attended, those who organise it and each agency of its own people. */
export const trainingDayConcept = concept({
  kind: 'TrainingDay',
  readFor: 'MEMBER',
  type: TrainingDayType,
  decider: trainingDay,
  board: trainingDayBoard,
  inputs,
  query: { needs: 'NEIGHBOURHOOD', description: 'One training day, now or at a moment of its history.' },
  resolvers: [TrainingDayResolver],
});
