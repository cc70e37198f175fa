import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
// Jest has this file in the place of `./refusal.ts` (jest.config.ts), and so does not see it here.
import * as real from '../../src/refusal.ts';

export * from '../../src/refusal.ts';

/** Where it is noted which places refused; undefined where nobody asked. */
const folder = process.env['WARDBOOK_REFUSALS'];

/** Where each refusal was made: what is made when a file is loaded has not been answered to anybody. */
const places = new WeakMap<object, string>();
const noted = new Set<string>();

export const refuse: typeof real.refuse = (rule, reason, path) => {
  const refusal = real.refuse(rule, reason, path);
  if (folder !== undefined) places.set(refusal, callerOf(refuse));
  return refusal;
};

export const onRecord: typeof real.onRecord = (refusal, ...recorded) => {
  const onIt = real.onRecord(refusal, ...recorded);
  const place = places.get(refusal);
  if (place !== undefined) places.set(onIt, place);
  return onIt;
};

/** Whoever has a decision asks this of it: then the refusal is an answer. */
export const isRefusal = (answer: object): answer is real.Refusal => {
  if (!real.isRefusal(answer)) return false;
  const place = places.get(answer);
  if (place !== undefined && folder !== undefined && !noted.has(`${place} ${String(answer.path)}`)) {
    noted.add(`${place} ${String(answer.path)}`);
    const line = JSON.stringify({ place, path: answer.path });
    appendFileSync(join(folder, `${String(process.pid)}.jsonl`), `${line}\n`);
  }
  return true;
};

/** `file:line:column` of whoever called. */
const callerOf = (callee: typeof refuse): string => {
  const running = traceOf(callee, (_, [site]) =>
    [site?.getFileName(), site?.getLineNumber(), site?.getColumnNumber()].join(':'),
  );
  // Jest's own way of writing a trace asks the source map, which takes long: once for each place.
  const known = written.get(running) ?? /([^\s()]+:\d+:\d+)\)?$/.exec(traceOf(callee))?.[1] ?? running;
  written.set(running, known);
  return known;
};

const written = new Map<string, string>();

type Prepare = (error: Error, sites: readonly NodeJS.CallSite[]) => unknown;

const traceOf = (callee: typeof refuse, prepare?: Prepare): string => {
  const usual: unknown = Reflect.get(Error, 'prepareStackTrace');
  const { stackTraceLimit } = Error;
  Object.assign(Error, { prepareStackTrace: prepare ?? usual, stackTraceLimit: 1 });
  const trace: { stack?: unknown } = {};
  Error.captureStackTrace(trace, callee);
  const stack = String(trace.stack);
  Object.assign(Error, { prepareStackTrace: usual, stackTraceLimit });
  return stack;
};
