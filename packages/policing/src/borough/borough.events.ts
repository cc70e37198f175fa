import { registeredName, z, type EventOf } from '@wardbook/event-sourcing/pure';
import { event } from '../event.ts';
import { identifier, wardCode } from '../values.ts';
import { RANKS } from '../rank.ts';

export const boroughEstablished = event('BoroughEstablished', { name: registeredName(120) });
export const sectorCreated = event('SectorCreated', { sector: identifier, label: registeredName(120) });
export const sectorDissolved = event('SectorDissolved', { sector: identifier });
export const sectorInspectorAppointed = event('SectorInspectorAppointed', {
  sector: identifier,
  member: identifier,
  rank: z.enum(RANKS),
});
export const sectorInspectorStoodDown = event('SectorInspectorStoodDown', {
  sector: identifier,
  member: identifier,
});
export const wardAssignedToSector = event('WardAssignedToSector', { ward: wardCode, sector: identifier });

export const boroughEvents = [
  boroughEstablished,
  sectorCreated,
  sectorDissolved,
  sectorInspectorAppointed,
  sectorInspectorStoodDown,
  wardAssignedToSector,
] as const;
export type BoroughEvent = EventOf<(typeof boroughEvents)[number]>;
