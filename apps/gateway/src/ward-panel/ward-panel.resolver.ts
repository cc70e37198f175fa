import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { entriesOf } from '@wardbook/event-sourcing';
import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import { globalId } from '../global-id.ts';
import { Needs } from '../scope.ts';
import { PromiseType } from '../promise/promise.type.ts';
import { promiseBoard } from '../promise/promise-board.view.ts';
import type { Shown } from '../read.ts';
import { WardType } from '../ward/ward.type.ts';
import { wardBoard } from '../ward/ward-board.view.ts';
import type { WardPanelCard } from './ward-panel-board.view.ts';
import { PanelAgreement, PanelMeeting, WardPanelType } from './ward-panel.type.ts';

@Resolver(() => WardPanelType)
export class WardPanelResolver {
  @FieldResolver(() => WardType)
  async ward(@Root() { key }: Shown<WardPanelCard>, @Ctx() { read }: Context) {
    return begun(await read.find(wardBoard, key));
  }

  @FieldResolver(() => Int, { description: 'How many voting community members make a meeting quorate.' })
  quorum(@Root() { quorum }: Shown<WardPanelCard>) {
    return quorum.at(-1)?.value;
  }

  @FieldResolver(() => [PanelMeeting], { description: 'The newest meetings, newest first.' })
  meetings(
    @Root() { meetings }: Shown<WardPanelCard>,
    @Arg('last', () => Int, { defaultValue: 12, description: 'How many, 1 to 120.' }) last: number,
  ) {
    return entriesOf(meetings)
      .toSorted(([, a], [, b]) => (a.heldAt < b.heldAt ? 1 : -1))
      .slice(0, Math.min(Math.max(last, 1), 120))
      .map(([id, meeting]) => ({ id, ...meeting }));
  }

  @FieldResolver(() => [PanelAgreement])
  agreements(@Root() { agreements }: Shown<WardPanelCard>): Agreement[] {
    return entriesOf(agreements).map(([promiseKey, meeting]) => ({ promiseKey, meeting }));
  }
}

interface Agreement {
  readonly promiseKey: string;
  readonly meeting: string;
}

@Resolver(() => PanelAgreement)
export class PanelAgreementResolver {
  @FieldResolver(() => PromiseType)
  promise(@Root() { promiseKey }: Agreement, @Ctx() { read }: Context) {
    return read.find(promiseBoard, promiseKey);
  }
}
