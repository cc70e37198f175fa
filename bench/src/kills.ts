import { killLoop } from './kill-loop.ts';

/** `pnpm kills [TIMES]`: one JSON line for each store; ends with 1 when something was lost, doubled or broken. */
const kills = Number(process.argv[2] ?? 500);
for (const store of ['sqlite', 'postgres'] as const) {
  const report = await killLoop(store, kills);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (report.lost + report.doubled > 0 || report.broken !== null) process.exitCode = 1;
}
