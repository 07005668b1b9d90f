/** What is told only once, by the address that it belongs to. */

export function without<T>( told: Record<number, T>, id: number ): Record<number, T> {
	const { [ id ]: _stored, ...others } = told;
	return others;
}
