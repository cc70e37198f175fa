import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { event } from './event.ts';
import { isFreeText } from './free-text.ts';

const pattern = (regex: RegExp): z.ZodString => z.string().regex(regex);

describe('K-13: free text needs publicText or personal, whatever its pattern says', () => {
  test.each<[string, z.ZodType]>([
    ['an e-mail address', z.email()],
    ['a short e-mail address', z.email().max(60)],
    ['an e-mail address by a pattern of its own', pattern(/^[a-z0-9.]{1,40}@[a-z0-9.]{1,40}\.[a-z]{2,6}$/)],
    ['codes that must hold an @', pattern(/^[A-Za-z0-9.@-]{1,80}$/).regex(/@/)],
    ['a web address', z.url()],
    ['a short web address', z.httpUrl().max(80)],
    ['a telephone number', z.e164()],
    ['a telephone number with spaces', pattern(/^\d{3} \d{4} \d{4}$/)],
    ['an address on a network', z.ipv4()],
    ['the other kind', z.ipv6()],
    ['a bank account', z.string().regex(z.regexes.iban)],
    ['a card', z.creditCard()],
    ['a token', z.jwt()],
    ['an emoji', z.emoji().max(2)],
    ['bytes without an end', z.base64()],
    ['anything', pattern(/.*/)],
    ['anything that is long enough', pattern(/^.{3,40}$/)],
    ['anything on one line', pattern(/^[^\n]{1,40}$/)],
    ['anything but spaces', pattern(/^\S{1,40}$/)],
    ['anything in lower case', z.string().lowercase()],
    ['whatever begins so', z.string().startsWith('WARD-')],
    ['whatever ends so', z.string().endsWith('.')],
    ['whatever holds this', z.string().includes('-')],
    ['whatever begins with a letter', pattern(/^[a-z]/)],
    ['whatever ends with a digit', pattern(/\d$/)],
    ['a pattern for one line of many', pattern(/^[a-z]{1,9}$/m)],
    ['one of two, of which one is open', pattern(/^[a-z]{1,9}$|.+/)],
    ['one of two in a group', pattern(/^([a-z]{1,9}|[^\d]{1,9})$/)],
    ['words', pattern(/^[A-Za-z ]{1,40}$/)],
    ['a first and a last name', pattern(/^[A-Z][a-z]{1,20} [A-Z][a-z]{1,20}$/)],
    ['words with a number', pattern(/^(?=\D*\d)[A-Za-z0-9]{1,9}( [A-Za-z0-9]{1,9}){0,9}$/)],
    ['a name and a house number', pattern(/^[A-Z][a-z]{1,20} \d{1,3}$/)],
    ['a postcode', pattern(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/)],
    ['letters of any script', pattern(/^\p{L}{1,40}$/u)],
    ['letters with accents', pattern(/^[A-Za-zà-ÿ]{1,40}$/)],
    ['a few letters of another script', pattern(/^[a-z\u0430-\u0436]{1,40}$/)],
    ['tabs', pattern(/^[a-z\t]{1,40}$/)],
    ['words between line breaks', pattern(/^[a-z]{1,9}(\s[a-z]{1,9})*$/)],
    ['a code without an end', pattern(/^[a-z0-9]+$/)],
    ['a code that ends too late', pattern(/^[a-z0-9]{1,201}$/)],
    ['many short ones', pattern(/^([a-z]{1,20},){1,20}$/)],
    ['what came before once more', pattern(/^([a-z])\1{1,20}$/)],
    ['nested classes', pattern(new RegExp('^[[a-z]--[b]]{1,9}$', 'v'))],
    ['part of a pattern without case', pattern(/^(?:(?<wide>.)|a)$/)],
    ['a format without a pattern', z.stringFormat('code', (text) => text.length < 9)],
    ['a length alone', z.string().length(3)],
  ])('%s', (_, schema) => {
    expect(isFreeText(schema)).toBe(true);
    expect(() => event('Refused', { field: schema })).toThrow(/^Refused.field \(string\): say publicText/);
  });

  test.each<[string, z.ZodType]>([
    ['codes', pattern(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/)],
    ['references', pattern(/^[A-Za-z0-9][A-Za-z0-9._:/#@-]{0,199}$/)],
    ['codes of one length', pattern(/^[a-z0-9]+$/).length(64)],
    ['codes that end by a limit', pattern(/^[a-z0-9]+$/).max(200)],
    ['letters with a number of digits', pattern(/^[EN]05\d{6}$|^95[A-Z]{2}\d{2}$/)],
    ['a code with a space in it', pattern(/^[A-Z] \d{4}$/)],
    ['fixed words', pattern(/^(?:High Court|Crown Court) \d{1,3}$/)],
    ['a time of day', pattern(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)],
    ['either case', pattern(/^r-[a-z]{1,9}-\d{1,3}$/i)],
    ['signs that patterns use', pattern(/^\^\$\[\]\(\)[\]\\-]{1,4}$/)],
    ['looking ahead', pattern(/^(?!.*--)(?=\D*\d)[a-z0-9-]{1,40}$/)],
    ['nothing but a boundary', pattern(/^\b[a-z]{2}\b$/)],
    ['a UUID', z.uuid()],
    ['another id', z.ulid()],
    ['a digest', z.hash('sha256')],
    ['a day', z.iso.date()],
    ['a moment', z.iso.datetime()],
    ['a number in digits', pattern(/^\d{1,20}$/)],
  ])('but not %s', (_, schema) => {
    expect(event('Allowed', { field: schema }).personalFields).toEqual([]);
  });

  test('no pattern that is let through takes a sentence that was put together by chance', () => {
    const letters = fc.stringMatching(/^[a-zA-Z]{2,12}$/);
    const sentence = fc.array(letters, { minLength: 2, maxLength: 8 }).map((words) => words.join(' '));
    const characters = fc.constantFrom('a-z', 'A-Z', '0-9', ' ', '.', ',', '\\w', '\\s', '\\D', '^\\d', '-');
    const place = fc
      .array(characters, { minLength: 1, maxLength: 4 })
      .map((inside) => `[${inside.join('')}]`)
      .filter((text) => !/\^.*\^/.test(text));
    const often = fc.constantFrom('', '?', '*', '+', '{1,3}', '{2,40}');
    const piece = fc.tuple(place, often).map(([text, many]) => `${text}${many}`);
    const group = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), often)
      .map(([inside, many]) => `(?:${inside.join('')})${many}`);
    const source = fc
      .array(fc.oneof(piece, group), { minLength: 1, maxLength: 4 })
      .map((parts) => `^${parts.join('')}$`)
      .filter(isPattern);
    fc.assert(
      fc.property(source, sentence, (text, said) => {
        const schema = pattern(new RegExp(text)).max(150);
        expect(isFreeText(schema) || !schema.safeParse(said).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

const isPattern = (source: string): boolean => {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
};
