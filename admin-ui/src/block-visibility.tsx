/** Entry of the panel "Who sees this block" in the block editor: every block gets the attribute, and the panel that sets it. */
import { addFilter } from '@wordpress/hooks';
import type { ComponentType } from 'react';
import { attribute, withAttribute } from './screens/block-visibility/attribute.ts';
import { VisibilityPanel } from './screens/block-visibility/VisibilityPanel.tsx';
import type { Audience } from './api/types.ts';
import './styles/block-visibility.scss';

interface BlockEditProps {
	isSelected: boolean;
	attributes: Record<string, unknown>;
	setAttributes: ( attributes: Record<string, unknown> ) => void;
}

function withPanel( BlockEdit: ComponentType<BlockEditProps> ) {
	return function BlockWithPanel( props: BlockEditProps ) {
		return (
			<>
				<BlockEdit { ...props } />
				{ props.isSelected && (
					<VisibilityPanel audience={ ( props.attributes[ attribute ] as Audience | undefined ) ?? null } onChange={ ( audience ) => props.setAttributes( { [ attribute ]: audience ?? undefined } ) } />
				) }
			</>
		);
	};
}

addFilter( 'blocks.registerBlockType', 'slotbridge/block-visibility', withAttribute );
addFilter( 'editor.BlockEdit', 'slotbridge/block-visibility', withPanel );
