/** The attribute in which a block keeps for whom it is; the server reads the same name. */

export const attribute = 'slotbridgeAudience';

/** @param settings Of a block type that is being registered. */
export function withAttribute<T extends { attributes?: Record<string, unknown> }>( settings: T ): T {
	return { ...settings, attributes: { ...settings.attributes, [ attribute ]: { type: 'object' } } };
}
