/** Everybody at once: who of all members sees a calendar, with the count going up while the site is asked. */
import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { AccessCalendar } from '../../api/access.ts';
import { Card } from '../../shared/Card.tsx';
import { Action, SelectField } from '../../shared/controls.tsx';
import { calendarOptions } from './calendar-options.ts';
import { useWho, type Who } from './use-who.ts';
import { WhoTable } from './WhoTable.tsx';

export function WhoCard( { calendars }: { calendars: AccessCalendar[] } ) {
	const [ calendar, setCalendar ] = useState( String( calendars[ 0 ]?.id ?? 0 ) );
	const { who, error, start, stop } = useWho();
	return (
		<Card title={ __( 'Who sees a calendar', 'slotbridge' ) } description={ __( 'Goes through all accounts of the site, 200 at a time. Nothing is changed.', 'slotbridge' ) }>
			<div className="slotbridge-form">
				<SelectField label={ __( 'Calendar', 'slotbridge' ) } value={ calendar } options={ calendarOptions( calendars ) } onChange={ setCalendar } />
				<div className="slotbridge-actions">
					<Action variant="secondary" onClick={ () => void start( Number( calendar ) ) } isBusy={ who?.isRunning ?? false } disabled={ who?.isRunning ?? false } accessibleWhenDisabled>
						{ __( 'List everybody', 'slotbridge' ) }
					</Action>
					{ who?.isRunning && (
						<Action variant="tertiary" onClick={ stop }>
							{ __( 'Stop', 'slotbridge' ) }
						</Action>
					) }
				</div>
			</div>
			{ error && (
				<Notice status="error" isDismissible={ false }>
					{ error.message }
				</Notice>
			) }
			{ who && <Progress who={ who } /> }
			{ who && who.listed.length > 0 && <WhoTable who={ who } /> }
		</Card>
	);
}

function Progress( { who }: { who: Who } ) {
	const asked = who.sees + who.previews + who.hidden;
	return (
		<div className="slotbridge-progress">
			{ who.isRunning && <progress max={ who.total || 1 } value={ asked } aria-label={ __( 'Accounts looked at', 'slotbridge' ) } /> }
			<p role="status">
				{ who.isRunning && asked === 0 && __( 'Asking…', 'slotbridge' ) }
				{ asked > 0 &&
					sprintf(
						/* translators: 1: number of people who see it, 2: of people who see it as a preview, 3: of people from whom it is hidden, 4: number of accounts looked at, 5: number of all accounts. */
						__( '%1$d see it, %2$d see it as a preview, it is hidden from %3$d. Looked at: %4$d of %5$d.', 'slotbridge' ),
						who.sees,
						who.previews,
						who.hidden,
						asked,
						who.total,
					) }
			</p>
		</div>
	);
}
