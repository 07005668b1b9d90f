/** How old the token is, and whether a next one stands ready. */
import { __, _n, sprintf } from '@wordpress/i18n';
import { changeConnection } from '../../api/connections.ts';
import type { Connection } from '../../api/types.ts';
import { Action } from '../../shared/controls.tsx';
import { Fact } from '../../shared/Facts.tsx';
import { useTask } from '../../shared/use-task.ts';
import { When } from '../../shared/When.tsx';

export function TokenFacts( { connection, reload }: { connection: Connection; reload: () => Promise<void> } ) {
	const { kind, tokenAddedAt, tokenAgeDays, nextToken } = connection;
	const removing = useTask();
	const remove = (): void =>
		void removing.run( async () => {
			await changeConnection( connection.id, { nextToken: null } );
			await reload();
		} );
	return (
		<>
			<Fact label={ kind === 'oauth' ? __( 'Connected', 'slotbridge' ) : __( 'Token added', 'slotbridge' ) }>
				<When at={ tokenAddedAt } />
				{ kind === 'privateIntegration' && tokenAgeDays > 0 && (
					<span className="slotbridge-muted">
						{ ' ' }
						{ sprintf( /* translators: %d: number of days. */ _n( '(%d day old)', '(%d days old)', tokenAgeDays, 'slotbridge' ), tokenAgeDays ) }
					</span>
				) }
			</Fact>
			{ nextToken && (
				<Fact label={ __( 'Next token', 'slotbridge' ) }>
					{ nextToken.problem ?? __( 'Ready: it takes over by itself when HighLevel ends the current one.', 'slotbridge' ) }{ ' ' }
					<Action variant="link" isBusy={ removing.isBusy } disabled={ removing.isBusy } accessibleWhenDisabled onClick={ remove }>
						{ __( 'Remove', 'slotbridge' ) }
					</Action>
					{ removing.error && <span role="alert"> { removing.error.message }</span> }
				</Fact>
			) }
		</>
	);
}
