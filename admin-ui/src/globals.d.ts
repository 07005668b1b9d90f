/** Style sheets are imported for their effect only. */
declare module '*.scss';

/** The block editor is WordPress's own at run time; this is all that is used of it. */
declare module '@wordpress/block-editor' {
	import type { ComponentType, ReactNode } from 'react';

	export const InspectorControls: ComponentType<{ group?: string; children: ReactNode }>;
}
