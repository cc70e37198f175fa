import { roles } from '@wardbook/policing';
import { concept } from '../concept.ts';
import * as inputs from './role.input.ts';
import { RolePostResolver, RolesResolver } from './role.resolver.ts';
import { rolesBoard } from './roles-board.view.ts';

/** The specialist roles of a force, which its own people alone define. Everybody may see them. */
export const rolesConcept = concept({
  kind: 'Roles',
  decider: roles,
  board: rolesBoard,
  inputs,
  resolvers: [RolesResolver, RolePostResolver],
  writers: 'AGENCY_IT_IS_NAMED_AFTER',
});
