/** From mapped fields to what a calendar group should be in HighLevel. */
import { withMarker } from './marker.ts';
import type { Mapped, MappingFault } from './mapping.ts';

export interface GroupWishes {
	fields: { name: string; slug: string; description: string };
	/** Has a call of its own; undefined: leave it to HighLevel. */
	isActive: boolean | undefined;
	faults: MappingFault[];
}

/** @param marker Becomes the last line of the description, which therefore is never empty: HighLevel demands one. */
export function groupWishes( mapped: Mapped, marker: string ): GroupWishes {
	const { values } = mapped;
	return {
		fields: {
			name: String( values[ 'name' ] ?? '' ),
			slug: String( values[ 'slug' ] ?? '' ),
			description: withMarker( String( values[ 'description' ] ?? '' ), marker ),
		},
		isActive: values[ 'status' ] as boolean | undefined,
		faults: [ ...mapped.faults ],
	};
}
