import type { AnyView } from '@wardbook/event-sourcing';
import { boroughBoard } from './borough/borough-board.view.ts';
import { memberBoard } from './member/member-board.view.ts';
import { promiseBoard } from './promise/promise-board.view.ts';
import { teamBoard } from './team/team-board.view.ts';
import { wardPanelBoard } from './ward-panel/ward-panel-board.view.ts';
import { wardBoard } from './ward/ward-board.view.ts';

/** Every read model of the gateway. */
export const VIEWS: readonly AnyView[] = [
  boroughBoard,
  wardBoard,
  teamBoard,
  memberBoard,
  wardPanelBoard,
  promiseBoard,
];
