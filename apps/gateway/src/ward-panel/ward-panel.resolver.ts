import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { entriesOf } from '@wardbook/event-sourcing';
import type { Context } from '../context.ts';
import { withinLimit } from '../page.ts';
import type { Shown } from '../read.ts';
import { WardType } from '../ward/ward.type.ts';
import type { WardPanelCard } from './ward-panel-board.view.ts';
import { PanelAgreement, PanelMeeting, WardPanelType } from './ward-panel.type.ts';

@Resolver(() => WardPanelType)
export class WardPanelResolver {
  @FieldResolver(() => WardType, { description: 'The ward whose panel it is.' })
  ward(@Root() { key }: Shown<WardPanelCard>, @Ctx() { find }: Context) {
    return find('Ward', key);
  }

  @FieldResolver(() => Int, { description: 'How many voting community members make a meeting quorate.' })
  quorum(@Root() { quorum }: Shown<WardPanelCard>) {
    return quorum.at(-1)?.value;
  }

  @FieldResolver(() => [PanelMeeting], { description: 'The newest meetings, newest first.' })
  meetings(
    @Root() { meetings }: Shown<WardPanelCard>,
    @Arg('last', () => Int, { defaultValue: 12, description: 'How many, 1 to 120.' }) last: number,
  ): PanelMeeting[] {
    return entriesOf(meetings)
      .toSorted(([, a], [, b]) => (a.heldAt < b.heldAt ? 1 : -1))
      .slice(0, withinLimit(last, 120))
      .map(([id, meeting]) => ({ id, ...meeting }));
  }

  @FieldResolver(() => [PanelAgreement], { description: 'The promises that it agreed to.' })
  agreements(@Root() { agreements }: Shown<WardPanelCard>, @Ctx() { find }: Context) {
    return entriesOf(agreements).map(async ([promise, meeting]) => ({
      meeting,
      promise: await find('Promise', promise),
    }));
  }
}
