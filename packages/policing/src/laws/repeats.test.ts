import { valueIn, type Keyed } from '@wardbook/event-sourcing';
import { engine } from '../engine.test.data.ts';
import { LAWS } from './kinds.test.data.ts';
import { Counts, lawOfAll } from './law.test.data.ts';
import { kindOf, worlds, type Sent } from './world.test.data.ts';

const counts = new Counts();

const isRepeatable = (step: Sent): boolean =>
  valueIn((LAWS[kindOf(step)].repeatable ?? {}) as Keyed<string>, step.command.type) !== undefined;

lawOfAll({
  name: 'repeats',
  says: 'R-LIFE-2: asking twice is asking once, at once and in the end',
  worlds: worlds(),
  runs: 75,
  tried: async (world, breach) => {
    const { send } = engine();
    const again: Sent[] = [];
    const askAgain = async (step: Sent, when: string): Promise<void> => {
      const { receipt } = await send(step, `${step.commandId} ${when}`);
      const { type, occurredAt } = step.command;
      if (receipt && receipt.eventIds.length > 0)
        breach(
          kindOf(step),
          `${type} (${occurredAt}) left something on record when it was sent again ${when}`,
        );
    };
    for (const step of world) {
      const { receipt, refusal } = await send(step, step.commandId);
      if (refusal || receipt.eventIds.length === 0) continue;
      counts.add(step.command.type);
      if (isRepeatable(step)) continue;
      await askAgain(step, 'at once');
      again.push(step);
    }
    for (const step of again) await askAgain(step, 'in the end');
  },
  counts,
});
