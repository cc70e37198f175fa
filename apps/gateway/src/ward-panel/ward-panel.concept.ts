import { wardPanel } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { wardPanelBoard } from './ward-panel-board.view.ts';
import * as inputs from './ward-panel.input.ts';
import { WardPanelResolver } from './ward-panel.resolver.ts';
import { WardPanelType } from './ward-panel.type.ts';

/** The community of a ward at one table. Everybody may see it. */
export const wardPanelConcept = concept({
  kind: 'WardPanel',
  type: WardPanelType,
  decider: wardPanel,
  board: wardPanelBoard,
  inputs,
  resolvers: [WardPanelResolver],
});
