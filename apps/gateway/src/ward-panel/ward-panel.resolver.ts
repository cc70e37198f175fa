import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { entriesOf } from '@wardbook/event-sourcing';
import { withinLimit } from '../page.ts';
import type { Shown } from '../read.ts';
import type { WardPanelCard } from './ward-panel-board.view.ts';
import { PanelAgreement, PanelMeeting, WardPanelType } from './ward-panel.type.ts';
import { Holds } from '../weights.ts';

@Resolver(() => WardPanelType)
export class WardPanelResolver {
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
  @Holds(50)
  agreements(@Root() { agreements }: Shown<WardPanelCard>): PanelAgreement[] {
    return entriesOf(agreements).map(([promise, meeting]) => ({ promise, meeting }));
  }
}
