/** Step 1: the address of the bridge and the code that it printed. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { pairWithBridge } from '../../api/status.ts';
import { Action, TextField } from '../../shared/controls.tsx';
import { useNotify } from '../../shared/notices.tsx';
import { useTask } from '../../shared/use-task.ts';
import { readBridgeUrl, readPairingCode } from './location-id.ts';
import { problemAt } from './problems.ts';

export function BridgeStep( { knownUrl, onPaired }: { knownUrl: string | null; onPaired: () => Promise<void> } ) {
	const [ url, setUrl ] = useState( knownUrl ?? '' );
	const [ code, setCode ] = useState( '' );
	const task = useTask();
	const notify = useNotify();
	const problems = task.error ? [ { code: task.error.code, detail: task.error.message } ] : [];
	const fields = task.error?.fields ?? {};
	const urlError = fields.bridgeUrl ?? problemAt( 'bridgeUrl', problems );
	const codeError = fields.code ?? problemAt( 'code', problems );

	const pair = async ( event: FormEvent ): Promise<void> => {
		event.preventDefault();
		let warning: string | null | undefined;
		const isPaired = await task.run( async () => {
			( { warning } = await pairWithBridge( readBridgeUrl( url ), readPairingCode( code ) ) );
			await onPaired();
		} );
		if ( isPaired ) {
			notify( warning ?? __( 'This site and the bridge are paired.', 'slotbridge' ) );
		}
	};

	return (
		<form className="slotbridge-form" onSubmit={ ( event ) => void pair( event ) }>
			<p>
				{ __( 'The bridge is the small program that talks to HighLevel for this site. Whoever set it up can tell you its address; when it starts, it prints a pairing code in its log.', 'slotbridge' ) }
			</p>
			<TextField
				label={ __( 'Bridge address', 'slotbridge' ) }
				type="url"
				value={ url }
				onChange={ setUrl }
				required
				placeholder="https://bridge.example.com"
				help={ __( 'As this site’s server can reach it, with https:// or, on the same machine, http://.', 'slotbridge' ) }
				error={ urlError }
				dir="ltr"
				spellCheck={ false }
			/>
			<TextField
				label={ __( 'Pairing code', 'slotbridge' ) }
				value={ code }
				onChange={ setCode }
				required
				placeholder="XXXX-XXXX-XXXX"
				help={ __( 'Look for the line “Pairing code:” in the bridge’s log. It works once.', 'slotbridge' ) }
				error={ codeError }
				className="slotbridge-code-field"
				autoComplete="off"
				dir="ltr"
				spellCheck={ false }
			/>
			{ task.error && ! urlError && ! codeError && (
				<Notice status="error" isDismissible={ false }>
					{ task.error.message }
				</Notice>
			) }
			{ ( urlError || codeError ) && (
				<p className="screen-reader-text" role="alert">
					{ urlError ?? codeError }
				</p>
			) }
			<div className="slotbridge-actions">
				<Action variant="primary" type="submit" isBusy={ task.isBusy } disabled={ task.isBusy } accessibleWhenDisabled>
					{ task.isBusy ? __( 'Pairing…', 'slotbridge' ) : __( 'Pair with the bridge', 'slotbridge' ) }
				</Action>
			</div>
		</form>
	);
}
