import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestEnvironment } from 'jest-environment-node';
import type { Mutant } from './rule-mutants.ts';

/** What a test showed of one rule at one place. */
export interface Shown {
  readonly id: string;
  readonly rule: string;
  /** `refused`: it was asked, and refused. `killed`: a test named after the rule fails without it. */
  readonly what: 'refused' | 'killed';
}

/** A test that cannot be run twice in a row says nothing about rules. */
export interface Unrepeatable {
  readonly test: string;
  readonly why: string;
}

interface Refused {
  readonly rule: string;
}

interface Hook {
  readonly type: string;
  readonly fn: () => unknown;
}

interface Block {
  readonly name: string;
  readonly parent?: Block;
  readonly hooks: readonly Hook[];
}

interface Test {
  readonly name: string;
  readonly parent: Block;
  fn?: () => unknown;
}

interface CircusEvent {
  readonly name: string;
  readonly test?: Test;
}

const PATIENCE_IN_MS = 60_000;

/**
 * Runs each test as it is, and then, when its title names rules, once for each place that refused it by one of them,
 * with that place allowing. The test itself passes or fails as it does without.
 */
class RuleSwitching extends TestEnvironment {
  private readonly folder = process.env['WARDBOOK_MUTANTS'] ?? '';
  private readonly rulesOf: ReadonlyMap<string, readonly string[]>;
  private readonly constants: {
    readonly id: string;
    readonly refusal: Refused;
    readonly set: (now?: Refused) => void;
  }[] = [];
  private readonly told = new Set<string>();
  private refused = new Set<string>();
  private off = '';

  constructor(...given: ConstructorParameters<typeof TestEnvironment>) {
    super(...given);
    const all = JSON.parse(readFileSync(join(this.folder, 'mutants.json'), 'utf8')) as Readonly<
      Record<string, readonly Mutant[]>
    >;
    this.rulesOf = new Map(
      Object.values(all).flatMap((mutants) => mutants.map(({ id, rules }) => [id, rules] as const)),
    );
    Object.assign(this.global, {
      ruleSwitch: {
        place: (id: string, refuse: () => Refused) => this.asked(id, refuse()),
        function:
          (id: string, rule: (...asked: readonly unknown[]) => unknown) =>
          (...asked: readonly unknown[]) =>
            this.asked(id, rule(...asked)),
        constant: (id: string, refusal: Refused, set: (now?: Refused) => void) => {
          this.constants.push({ id, refusal, set });
        },
      },
    });
  }

  handleTestEvent({ name, test }: CircusEvent): void {
    const run = test?.fn;
    if (name !== 'test_fn_start' || !test || !run) return;
    test.fn = async () => {
      this.refused.clear();
      await run();
      await this.withoutEachRule(test, run);
    };
  }

  /** What it answers, and the same without what is switched off. */
  private asked<Answer>(id: string, answer: Answer): Answer | undefined {
    if (answer === undefined) return answer;
    const known = this.rulesOf.get(id) ?? [];
    const rules = known.length > 0 ? known : [(answer as Refused).rule];
    for (const rule of rules) this.refused.add(keyOf(id, rule));
    return rules.some((rule) => keyOf(id, rule) === this.off) ? undefined : answer;
  }

  private async withoutEachRule(test: Test, run: () => unknown): Promise<void> {
    const names = namesOf(test).join(' ');
    for (const key of this.refused) this.tell({ ...partsOf(key), what: 'refused' });
    const meant = [
      ...this.refused,
      ...this.constants.map(({ id, refusal }) => keyOf(id, refusal.rule)),
    ].filter((key) => names.match(RULE)?.includes(partsOf(key).rule) && !this.told.has(`killed ${key}`));
    if (meant.length === 0) return;
    const why = await failureOf(test, run);
    if (why !== undefined) {
      this.write('unrepeatable', { test: names, why } satisfies Unrepeatable);
      return;
    }
    for (const key of meant) {
      this.switch(key);
      const failure = await failureOf(test, run);
      this.switch('');
      if (failure !== undefined) this.tell({ ...partsOf(key), what: 'killed' });
    }
  }

  private switch(key: string): void {
    this.off = key;
    for (const { id, refusal, set } of this.constants)
      set(keyOf(id, refusal.rule) === key ? undefined : refusal);
  }

  private tell(shown: Shown): void {
    const said = `${shown.what} ${keyOf(shown.id, shown.rule)}`;
    if (this.told.has(said)) return;
    this.told.add(said);
    this.write('shown', shown);
  }

  private write(what: string, said: Shown | Unrepeatable): void {
    appendFileSync(join(this.folder, `${what}-${String(process.pid)}.jsonl`), `${JSON.stringify(said)}\n`);
  }
}

const RULE = /R-[A-Z]+-\d+/g;

const keyOf = (id: string, rule: string): string => `${id} ${rule}`;

const partsOf = (key: string): { readonly id: string; readonly rule: string } => {
  const [id = '', rule = ''] = key.split(' ');
  return { id, rule };
};

const blocksOf = (block: Block): readonly Block[] => [...(block.parent ? blocksOf(block.parent) : []), block];

const namesOf = ({ name, parent }: Test): readonly string[] => [
  ...blocksOf(parent).map((block) => block.name),
  name,
];

/** Once more, with what its file does before and after each test. */
const failureOf = async ({ parent }: Test, run: () => unknown): Promise<string | undefined> => {
  const hooks = blocksOf(parent).flatMap((block) => block.hooks);
  const each = async (type: string): Promise<void> => {
    for (const hook of hooks) if (hook.type === type) await hook.fn();
  };
  try {
    await each('beforeEach');
    await inTime(Promise.resolve(run()));
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    await each('afterEach');
  }
};

const inTime = async (run: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('It did not end.'));
    }, PATIENCE_IN_MS);
  });
  await Promise.race([run, late]).finally(() => {
    clearTimeout(timer);
  });
};

// Jest takes an environment that is the default export.
export { RuleSwitching as default };
