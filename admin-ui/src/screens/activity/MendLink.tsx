/** The owner's two choices for a calendar or group that was deleted in HighLevel: add it anew, or link it to another one there. */
import { Notice } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { listCalendars, listGroups } from '../../api/connections.ts';
import { mendLink } from '../../api/pauses.ts';
import type { ActivityItem } from '../../api/types.ts';
import { boot } from '../../shared/boot.ts';
import { ConfirmDialog } from '../../shared/ConfirmDialog.tsx';
import { Action, SelectField } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { useTask } from '../../shared/use-task.ts';

interface MendLinkProps {
	item: ActivityItem;
	onDone: () => Promise<void>;
}

export function MendLink( { item, onDone }: MendLinkProps ) {
	const [ isChoosing, setChoosing ] = useState( false );
	const task = useTask();
	const notify = useNotify();
	if ( ! boot.capabilities.manage ) {
		return null;
	}
	const mend = async ( mending: Parameters<typeof mendLink>[ 1 ] ): Promise<void> => {
		const isDone = await task.run( async () => {
			await mendLink( item.subject, mending );
			await onDone();
		} );
		if ( isDone ) {
			setChoosing( false );
			notify( __( 'Thank you. The change is on its way to HighLevel.', 'slotbridge' ) );
		}
	};
	return (
		<>
			{ task.error && ! isChoosing && (
				<Notice status="error" isDismissible={ false }>
					{ task.error.message }
				</Notice>
			) }
			<Action variant="primary" isBusy={ task.isBusy } disabled={ task.isBusy } accessibleWhenDisabled onClick={ () => void mend( { action: 'recreate' } ) }>
				{ __( 'Add it anew', 'slotbridge' ) }
			</Action>
			{ item.connectionId && (
				<Action variant="secondary" disabled={ task.isBusy } accessibleWhenDisabled onClick={ () => setChoosing( true ) }>
					{ __( 'Link to another…', 'slotbridge' ) }
				</Action>
			) }
			{ isChoosing && item.connectionId && (
				<ChooseOther
					item={ item }
					connectionId={ item.connectionId }
					isBusy={ task.isBusy }
					error={ task.error?.message }
					onChoose={ ( highLevelId ) => void mend( { action: 'link', highLevelId } ) }
					onCancel={ () => setChoosing( false ) }
				/>
			) }
		</>
	);
}

interface ChooseOtherProps {
	item: ActivityItem;
	connectionId: string;
	isBusy: boolean;
	error?: string;
	onChoose: ( highLevelId: string ) => void;
	onCancel: () => void;
}

function ChooseOther( { item, connectionId, isBusy, error, onChoose, onCancel }: ChooseOtherProps ) {
	const [ chosen, setChosen ] = useState( '' );
	const list = item.entity === 'calendar' ? listCalendars : listGroups;
	const { data, error: unread } = useResource( useCallback( ( signal: AbortSignal ) => list( connectionId, signal ), [ list, connectionId ] ) );
	return (
		<ConfirmDialog
			title={ __( 'Which one in HighLevel?', 'slotbridge' ) }
			confirmLabel={ __( 'Link', 'slotbridge' ) }
			isBusy={ isBusy }
			error={ error ?? unread?.message }
			onConfirm={ () => chosen !== '' && onChoose( chosen ) }
			onCancel={ onCancel }
		>
			<p>{ __( 'It gets the name, colour and other fields of your mapping from WordPress. What was set up in HighLevel alone stays.', 'slotbridge' ) }</p>
			<SelectField
				label={ item.entity === 'calendar' ? __( 'Calendar in HighLevel', 'slotbridge' ) : __( 'Calendar group in HighLevel', 'slotbridge' ) }
				value={ chosen }
				options={ [
					{ value: '', label: data || unread ? __( 'Choose one', 'slotbridge' ) : __( 'Loading…', 'slotbridge' ), disabled: true },
					...( data?.items ?? [] ).map( ( { id, name } ) => ( { value: id, label: name } ) ),
				] }
				onChange={ setChosen }
			/>
		</ConfirmDialog>
	);
}
