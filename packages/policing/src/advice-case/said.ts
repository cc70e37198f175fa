import type { PolicingCommand } from '../by.ts';

/** What a command says beside its type, and beside what is stamped on every command. */
export const said = <C extends PolicingCommand>({
  type: _type,
  id: _id,
  owner: _owner,
  occurredAt: _at,
  by: _by,
  ...fields
}: C) => fields;
