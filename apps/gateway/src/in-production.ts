// Read by graphql when it is loaded, so this is loaded first: otherwise it compares constructors with every value.
process.env['NODE_ENV'] ??= 'production';
