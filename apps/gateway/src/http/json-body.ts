import type { FastifyInstance } from 'fastify';
import { HttpRefusal } from './http-refusal.ts';

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** P-11: bodies are JSON in UTF-8. Whatever else was taken would be on record with letters that nobody wrote. */
export const takeJsonOnly = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const { 'content-type': type, 'content-encoding': encoding } = request.headers;
    if (!isUtf8(type) || (encoding !== undefined && encoding !== 'identity')) {
      done(new HttpRefusal(415));
      return;
    }
    const text = textOf(body);
    if (text === undefined) {
      done(new HttpRefusal(400, 'The body is not UTF-8.'));
      return;
    }
    void parse(request, text, (error, value) => {
      if (error) done(new HttpRefusal(400, 'The body is not JSON.'));
      else done(null, value);
    });
  });
};

const textOf = (body: Buffer): string | undefined => {
  try {
    return UTF_8.decode(body);
  } catch {
    return undefined;
  }
};

/** The registered name and its alias, in any case, with or without quotation marks; no charset is UTF-8 (RFC 8259). */
const isUtf8 = (contentType = ''): boolean => {
  const charsets = [...contentType.matchAll(/;\s*charset\s*=\s*"?([^";\s]*)"?/gi)].map(
    ([, name = '']) => name,
  );
  return charsets.every((name) => /^utf-?8$/i.test(name));
};
