import { team } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { teamBoard } from './team-board.view.ts';
import * as inputs from './team.input.ts';
import { TeamResolver } from './team.resolver.ts';
import { TeamType } from './team.type.ts';

/** A neighbourhood policing team. Everybody may see it. */
export const teamConcept = concept({
  kind: 'Team',
  type: TeamType,
  decider: team,
  board: teamBoard,
  inputs,
  query: {
    needs: 'NEIGHBOURHOOD',
    description: 'One team, now or at a moment of its history; what it names is shown as it is now.',
  },
  resolvers: [TeamResolver],
});
