/** The addresses that other systems may call: adds one, and shows each with what can be done to it. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { addInbound, listInbound, type InboundTold } from '../../api/inbound.ts';
import { LinkTo } from '../../app/router.tsx';
import { Card } from '../../shared/Card.tsx';
import { Action, TextField } from '../../shared/controls.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { useTask } from '../../shared/use-task.ts';
import { InboundCard } from './InboundCard.tsx';
import { without } from './told-once.ts';
import { useDirty } from './use-dirty.ts';

interface InboundPanelProps {
	/** Null: not known yet. */
	isTriggerOn: boolean | null;
	onDirty: ( isDirty: boolean ) => void;
}

export function InboundPanel( { isTriggerOn, onDirty }: InboundPanelProps ) {
	const { data, error, isLoading, reload } = useResource( listInbound );
	const [ name, setName ] = useState( '' );
	/** By address: what was told just now, until the owner has stored it. */
	const [ told, setTold ] = useState<Record<number, InboundTold>>( {} );
	const adding = useTask();
	// A secret that is on the screen and not stored yet would be lost with it.
	useDirty( data?.addresses.some( ( { id } ) => told[ id ] !== undefined ) ?? false, onDirty );
	if ( data === null ) {
		return error ? (
			<Failed title={ __( 'The addresses could not be loaded', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } />
		) : (
			<Loading words={ __( 'Loading the addresses…', 'slotbridge' ) } lines={ 4 } />
		);
	}
	const tell = ( news: InboundTold ): void => setTold( ( before ) => ( { ...before, [ news.id ]: news } ) );
	const forget = ( id: number ): void => setTold( ( before ) => without( before, id ) );
	const submit = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		await adding.run( async () => {
			tell( await addInbound( name.trim() ) );
			setName( '' );
			await reload();
		} );
	};
	return (
		<>
			{ isTriggerOn === false && data.addresses.length > 0 && (
				<Notice status="warning" isDismissible={ false } className="slotbridge-notice">
					{ __( 'The trigger "A message came in" is off, so what comes in is thrown away.', 'slotbridge' ) } <LinkTo to={ { screen: 'accessally', params: { tab: 'triggers' } } }>{ __( 'Go to Triggers', 'slotbridge' ) }</LinkTo>
				</Notice>
			) }
			<Card title={ __( 'Add an address', 'slotbridge' ) } description={ __( 'Give each system an address of its own: a custom operation’s web call, a form, an automation service. What it sends is told as it came.', 'slotbridge' ) }>
				<form className="slotbridge-form" onSubmit={ ( event ) => void submit( event ) } aria-label={ __( 'Add an address', 'slotbridge' ) }>
					<div className="slotbridge-inline">
						<TextField label={ __( 'Which system will call it?', 'slotbridge' ) } value={ name } maxLength={ 100 } error={ adding.error?.message } onChange={ setName } />
						<Action variant="primary" type="submit" isBusy={ adding.isBusy } disabled={ name.trim() === '' || adding.isBusy } accessibleWhenDisabled>
							{ __( 'Add', 'slotbridge' ) }
						</Action>
					</div>
				</form>
			</Card>
			{ data.addresses.map( ( address ) => (
				<InboundCard key={ address.id } address={ address } told={ told[ address.id ] } onTold={ tell } onStored={ () => forget( address.id ) } reload={ reload } />
			) ) }
			<Card title={ __( 'For whoever sets up the other system', 'slotbridge' ) }>
				<div>
					<p>{ __( 'Send a POST request with a JSON object or form fields, at most 64 KiB, and sign it as the Standard Webhooks specification says: the headers webhook-id, webhook-timestamp and webhook-signature, made with the secret. A repeated webhook-id is taken once.', 'slotbridge' ) }</p>
					<p className="slotbridge-footnote slotbridge-muted">{ __( 'A system that cannot sign can use an address with a key in it. Whoever reads that address can send in its name, so allow it only where there is no other way.', 'slotbridge' ) }</p>
				</div>
			</Card>
		</>
	);
}
