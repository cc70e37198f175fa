import { isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** Whether a word is the name of a type, a field, an argument or an input field of this schema. */
export const wordsOf = (schema: GraphQLSchema): ((word: string) => boolean) => {
  const words = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    words.add(type.name);
    if (isInputObjectType(type)) for (const name of Object.keys(type.getFields())) words.add(name);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const [name, { args }] of Object.entries(type.getFields()))
      for (const word of [name, ...args.map((argument) => argument.name)]) words.add(word);
  }
  return (word) => words.has(word);
};
