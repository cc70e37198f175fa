/** What may be said of each code where nothing more can be said; any other code is INTERNAL. */
export const IN_OTHER_WORDS: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL: from here on it cannot be read.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema here.',
  BAD_USER_INPUT: 'A value does not fit the type that is asked for here.',
  OPERATION_RESOLUTION_FAILURE: 'The document has no such operation: say which by its name.',
  BAD_REQUEST: 'This request cannot be read.',
  // Clients know these two by their words.
  PERSISTED_QUERY_NOT_FOUND: 'PersistedQueryNotFound',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PersistedQueryNotSupported',
};

/** The code of an error, how its message begins, and the sentence for it; what is captured are names. */
type Saying = readonly [code: string, begins: RegExp, sentence: (...names: readonly string[]) => string];

const says =
  (code: string) =>
  (begins: RegExp, sentence: string | ((...names: readonly string[]) => string)): Saying => [
    code,
    begins,
    typeof sentence === 'string' ? () => sentence : sentence,
  ];

const badRequest = says('BAD_REQUEST');
const parse = says('GRAPHQL_PARSE_FAILED');
const validation = says('GRAPHQL_VALIDATION_FAILED');
const input = says('BAD_USER_INPUT');
const operation = says('OPERATION_RESOLUTION_FAILURE');

/** What comes without a code, and is no fault of ours. */
export const WITHOUT_CODE: readonly Saying[] = [
  badRequest(
    /^provided sha does not match query/,
    'The hash is not that of the document: SHA-256, in hexadecimal.',
  ),
  badRequest(/^Unsupported persisted query version/, 'Of persisted documents only version 1 is known.'),
  input(
    /^Too many errors processing variables/,
    'Too many values of variables do not fit: these are only the first.',
  ),
  input(/^Argument "(\w+)" /, (argument) => `The argument ${argument} must be given, and not be null.`),
  operation(/^Schema is not configured/, 'There are only queries and mutations.'),
];

/** Whatever else is said, by how it begins: what comes after may be anything that was sent. */
export const SAYINGS: readonly Saying[] = [
  ...WITHOUT_CODE,
  badRequest(/^GraphQL operations must contain a non-empty/, 'Nothing is asked for: query is missing.'),
  badRequest(/^POST body missing/, 'The body must be a JSON object with a query.'),
  badRequest(
    /^Operation batching disabled/,
    'Send one operation at a time: the body must be one JSON object.',
  ),
  badRequest(
    /^GET requests only support query/,
    'By GET only queries are answered: send a mutation by POST.',
  ),
  badRequest(/^GraphQL queries must be strings/, 'The query must be a text.'),
  badRequest(
    /^(?:The )?[`']?(?:variables|extensions)[`']? /,
    'Variables and extensions must be JSON objects.',
  ),
  badRequest(/^`operationName` in a POST body/, 'The name of the operation must be a text.'),
  badRequest(/^The '\w+' search parameter may only/, 'A parameter of the address is there twice.'),
  parse(/^Syntax Error: Document contains more that /, 'The document is too long: ask in several requests.'),
  validation(/^Cannot query field "\w+" on type "(\w+)"/, (type) => `${type} has no such field.`),
  validation(/^Field "\w+" is not defined by type "(\w+)"/, (type) => `${type} has no such field.`),
  validation(
    /^Unknown argument "\w+" on field "(\w+)\.(\w+)"/,
    (type, field) => `The field ${field} of ${type} has no such argument.`,
  ),
  validation(/^Unknown argument /, 'This directive has no such argument.'),
  validation(/^Unknown directive /, 'There is no such directive.'),
  validation(/^Unknown fragment /, 'The document has no such fragment.'),
  validation(/^Unknown type /, 'There is no such type.'),
  validation(
    /^Field "(\w+)" argument "(\w+)" of type "[\w[\]!]+" is required/,
    (field, argument) => `The field ${field} needs the argument ${argument}.`,
  ),
  validation(/^Directive "@\w+" argument "(\w+)" of type/, 'This directive needs its argument.'),
  validation(/^Field "(\w+)\.(\w+)" of required type/, (type, field) => `${type} needs the field ${field}.`),
  validation(/^Field "(\w+)" of required type/, (field) => `The field ${field} must be given.`),
  validation(
    /^Field "(\w+)" must not have a selection/,
    (field) => `The field ${field} has none of its own.`,
  ),
  validation(
    /^Field "(\w+)" of type "[\w[\]!]+" must have/,
    (field) => `Say which fields of ${field} you ask for.`,
  ),
  validation(/^Expected value of type "([\w[\]!]+)", found/, (type) => `What is here is no ${type}.`),
  validation(
    /^Fields ".*" conflict/s,
    'Two fields would have one name in the answer: give one of them an alias.',
  ),
  validation(/^Fragment ".*" is never used/s, 'A fragment is never used.'),
  validation(/^Cannot spread fragment/, 'A fragment holds itself.'),
  validation(/^Fragment /, 'A fragment does not fit the type where it stands.'),
  validation(
    /^Variable "\$\w+" is not defined/,
    'A variable is used here that the operation does not declare.',
  ),
  validation(/^Variable "\$\w+" is never used/, 'A variable is declared here and never used.'),
  validation(
    /^Variable "\$\w+" of type "[\w[\]!]+" used in position expecting type "([\w[\]!]+)"/,
    (type) => `The variable here must be a ${type}.`,
  ),
  validation(/^Variable "\$\w+" cannot be non-input/, 'A variable cannot be of this type.'),
  validation(/^There can be only one/, 'The same name is given twice.'),
  validation(/^This anonymous operation must be/, 'An operation without a name must be the only one.'),
  validation(
    /^GraphQL introspection is not allowed/,
    'The schema is not told here: it is published as schema.graphql.',
  ),
  input(/^Variable "\$\w+" of required type/, 'The variable that is declared here must be given.'),
  input(/^Variable "\$\w+" of non-null type/, 'The variable that is declared here must not be null.'),
  input(/^Variable "\$\w+" got invalid value/, 'The variable that is declared here does not fit its type.'),
  input(/^Value .* does not exist in "(\w+)" enum/s, (type) => `${type} has no such value.`),
  input(/^Enum "(\w+)" cannot represent/, (type) => `${type} has no such value.`),
  input(/^(Int|Float|String|Boolean|ID) cannot represent/, (type) => `What is here is no ${type}.`),
  input(/^Expected type "(\w+)" to be an object/, (type) => `${type} is an object.`),
  input(/^Expected type "(\w+)"/, (type) => `What is here is no ${type}.`),
  input(/^Expected non-nullable type "([\w[\]!]+)"/, 'This must not be null.'),
  input(/^(?:Exactly one key|OneOf Input Object)/, 'Exactly one of its fields must be given.'),
  operation(/^Unknown operation named/, 'The document has no operation of this name.'),
  operation(
    /^Must provide operation name/,
    'The document has several operations: say which by operationName.',
  ),
  operation(/^Must provide an operation/, 'The document has no operation.'),
];
