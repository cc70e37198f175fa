import { crime } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { PointOrTokenArgs } from '../point-args.ts';
import { ownForceOnly } from '../record-agency.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import { crimeBoard, crimesTold } from './crime-board.view.ts';
import * as inputs from './crime.input.ts';
import { CrimeResolver, DisclosedCrimeResolver } from './crime.resolver.ts';
import { CrimeType } from './crime.type.ts';

/** A crime, for police and records staff of its force, and auditors; of it, what was disclosed to others. */
export const crimeConcept = concept({
  kind: 'Crime',
  type: CrimeType,
  decider: crime,
  board: crimeBoard,
  views: [crimesTold],
  inputs,
  query: {
    needs: 'CASE',
    description: 'One crime of your force, now or at a moment of its history.',
    takes: PointOrTokenArgs,
  },
  resolvers: [CrimeResolver, DisclosedCrimeResolver, retentionOf(() => CrimeType, crime)],
  readFor: 'CRIME',
  shownTo: ownForceOnly(crime),
});
