/** Small words to write down what a body or a query may hold. */

interface Common {
	required?: boolean;
}

export type Rule =
	| ( Common & { type: 'string'; oneOf?: readonly string[]; matches?: RegExp; maxLength?: number } )
	| ( Common & { type: 'number'; oneOf?: readonly number[]; min?: number; max?: number } )
	| ( Common & { type: 'boolean' } )
	| ( Common & { type: 'array'; of: Rule; notEmpty?: boolean; max?: number } )
	| ( Common & { type: 'object'; shape: Shape } );

/** Keys that are not in the shape are refused, as HighLevel does. */
export type Shape = Record<string, Rule>;

type Extra<Type extends Rule[ 'type' ]> = Omit<Extract<Rule, { type: Type }>, 'type' | 'of' | 'shape'>;

export const text = ( extra: Extra<'string'> = {} ): Rule => ( { type: 'string', ...extra } );
export const number = ( extra: Extra<'number'> = {} ): Rule => ( { type: 'number', ...extra } );
export const flag = ( extra: Extra<'boolean'> = {} ): Rule => ( { type: 'boolean', ...extra } );
export const list = ( of: Rule, extra: Extra<'array'> = {} ): Rule => ( { type: 'array', of, ...extra } );
export const object = ( shape: Shape, extra: Extra<'object'> = {} ): Rule => ( { type: 'object', shape, ...extra } );
