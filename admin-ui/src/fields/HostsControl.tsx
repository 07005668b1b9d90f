/** The people who take the appointments: HighLevel's users by name, or their ids while HighLevel cannot be asked. */
import { FormTokenField } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { Help } from '../shared/controls.tsx';
import { hostNames, idOfHost } from './host-names.ts';
import type { ControlProps } from './types.ts';

export function HostsControl( { spec, value, onChange, errors, help, context }: ControlProps<'hosts'> ) {
	const known = context.hosts ?? [];
	const message = errors[ '' ] ?? Object.values( errors )[ 0 ];
	return (
		<div className="slotbridge-hosts">
			<FormTokenField
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				__experimentalExpandOnFocus={ known.length > 0 }
				help=""
				label={ spec.label }
				value={ hostNames( value, known ) }
				suggestions={ known.map( ( { label } ) => label ) }
				onChange={ ( tokens ) => onChange( [ ...new Set( tokens.map( ( token ) => idOfHost( typeof token === 'string' ? token : token.value, known ) ) ) ] ) }
			/>
			<p className="slotbridge-rows__help">
				<Help
					help={ context.hosts === null ? __( 'Connect a HighLevel location to choose by name. Until then, enter HighLevel user ids.', 'slotbridge' ) : help }
					error={ message }
				/>
			</p>
		</div>
	);
}
