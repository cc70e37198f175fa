import { roles } from '@wardbook/policing';
import { concept } from '../concept.ts';
import * as inputs from './role.input.ts';
import { RolePostResolver, RolesResolver } from './role.resolver.ts';
import { rolesBoard } from './roles-board.view.ts';
import { RolesType } from './role.type.ts';

/** The specialist roles of a force, which its own people alone define. Everybody may see them. */
export const rolesConcept = concept({
  kind: 'Roles',
  type: RolesType,
  decider: roles,
  board: rolesBoard,
  inputs,
  query: {
    needs: 'NEIGHBOURHOOD',
    description: 'The specialist roles of a force, now or at a moment of their history.',
    by: { name: 'force', description: 'Its agency’s own id, as tokens carry it.', keyOf: (force) => force },
  },
  resolvers: [RolesResolver, RolePostResolver],
});
