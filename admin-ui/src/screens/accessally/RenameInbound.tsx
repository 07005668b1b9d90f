/** Gives an inbound address another name, in a dialog. */
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { renameInbound, type InboundAddress } from '../../api/inbound.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action, TextField } from '../../shared/controls.tsx';
import { useTask } from '../../shared/use-task.ts';

export function RenameInbound( { address, reload }: { address: InboundAddress; reload: () => Promise<void> } ) {
	const [ name, setName ] = useState<string | null>( null );
	const task = useTask();
	const save = async (): Promise<void> => {
		const isDone = await task.run( async () => {
			await renameInbound( address.id, ( name ?? '' ).trim() );
			await reload();
		} );
		if ( isDone ) {
			setName( null );
		}
	};
	return (
		<>
			<Action variant="secondary" onClick={ () => setName( address.name ) }>
				{ __( 'Rename', 'slotbridge' ) }
			</Action>
			{ name !== null && (
				<ConfirmDialog title={ __( 'Rename the address', 'slotbridge' ) } confirmLabel={ __( 'Save', 'slotbridge' ) } isBusy={ task.isBusy } error={ task.error?.message } onConfirm={ () => name.trim() !== '' && void save() } onCancel={ () => setName( null ) }>
					<TextField label={ __( 'Name', 'slotbridge' ) } value={ name } maxLength={ 100 } onChange={ setName } />
				</ConfirmDialog>
			) }
		</>
	);
}
