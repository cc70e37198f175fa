import { ownerOf } from '@wardbook/event-sourcing';
import { establishmentTerms, servingPolicy, type EstablishmentFigures } from '@wardbook/policing';
import type { AnyDecider } from '@wardbook/event-sourcing';
import type { Context } from '../context.ts';
import { rolesBoard } from '../role/roles-board.view.ts';
import { policyBoard } from './policy-board.view.ts';

/** The figures that served, at an instant, the force whose record a stream is. */
export const establishmentAt = async (
  { history, read }: Pick<Context, 'history' | 'read'>,
  { decider, stream }: { readonly decider: AnyDecider; readonly stream: string },
  at: string,
): Promise<EstablishmentFigures> => {
  const [first] = await history.readStream(stream, { limit: 1 });
  const roles = first && (await read.find(rolesBoard, ownerOf(decider, first)));
  const number = roles && servingPolicy(roles, 'ESTABLISHMENT', at);
  const policy = number === undefined ? undefined : await read.find(policyBoard, number);
  return establishmentTerms(policy ?? policyBoard.initial, at);
};
