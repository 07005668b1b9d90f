/** The catalogue: what HighLevel can do, what a site can tell, and what an owner can configure. Data, no behaviour. */
export * from './config.ts';
export * from './events/index.ts';
export * from './fields/index.ts';
export * from './needed-scopes.ts';
export * from './operations/index.ts';
export * from './scopes.ts';
export * from './transforms.ts';
