/** The list of entries: filter, search, pages, and decisions for one or for several, each after a question. */
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { decideLosses, type Decision, type LossPage } from '../../../api/losses.ts';
import { ConfirmDialog } from '../../../shared/ConfirmDialog.tsx';
import { Action, CheckboxField, SelectField, TextField } from '../../../shared/controls.tsx';
import { useNotify } from '../../../shared/notices.tsx';
import { useTask } from '../../../shared/use-task.ts';
import { decidedWords, filterOptions, fitting, questionOf } from './loss-words.ts';
import { LossRow } from './LossRow.tsx';

export interface Choice {
	state: string;
	search: string;
	page: number;
}

interface LossListProps {
	page: LossPage;
	choice: Choice;
	onChoice: ( choice: Choice ) => void;
	isLoading: boolean;
	onDecided: () => void;
}

export function LossList( { page, choice, onChoice, isLoading, onDecided }: LossListProps ) {
	const [ chosen, setChosen ] = useState<ReadonlySet<number>>( new Set() );
	const [ asked, setAsked ] = useState<{ decision: Decision; ids: number[] } | null>( null );
	const task = useTask();
	const notify = useNotify();
	const { items } = page;
	const move = ( part: Partial<Choice> ): void => {
		setChosen( new Set() );
		onChoice( { ...choice, page: 1, ...part } );
	};
	const choose = ( id: number, on: boolean ): void => setChosen( new Set( on ? [ ...chosen, id ] : [ ...chosen ].filter( ( each ) => each !== id ) ) );
	const ask = ( decision: Decision, ids: number[] ): void => {
		task.clear();
		setAsked( { decision, ids } );
	};
	const confirm = async (): Promise<void> => {
		if ( asked === null ) {
			return;
		}
		await task.run( async () => {
			const decided = await decideLosses( asked.ids, asked.decision );
			setAsked( null );
			setChosen( new Set() );
			notify( decidedWords( asked.decision, decided ) );
			onDecided();
		} );
	};
	const question = asked && questionOf( asked.decision, asked.ids.length );
	return (
		<>
			<div className="slotbridge-losses__filter">
				<SelectField label={ __( 'Show', 'slotbridge' ) } value={ choice.state } options={ filterOptions( page.counts ) } onChange={ ( state ) => move( { state } ) } />
				<TextField label={ __( 'Search members', 'slotbridge' ) } type="search" value={ choice.search } onChange={ ( search ) => move( { search } ) } />
			</div>
			<BulkBar page={ page } chosen={ chosen } onAll={ ( on ) => setChosen( new Set( on ? items.map( ( { id } ) => id ) : [] ) ) } onAsk={ ask } />
			{ items.length === 0 ? (
				<p role="status">{ isLoading ? __( 'Loading…', 'slotbridge' ) : __( 'Nothing fits this choice.', 'slotbridge' ) }</p>
			) : (
				<ul className="slotbridge-losses" aria-label={ __( 'Members who lost access', 'slotbridge' ) } aria-busy={ isLoading }>
					{ items.map( ( loss ) => (
						<LossRow key={ loss.id } loss={ loss } isChosen={ chosen.has( loss.id ) } onChoose={ ( on ) => choose( loss.id, on ) } onAsk={ ( decision ) => ask( decision, [ loss.id ] ) } />
					) ) }
				</ul>
			) }
			{ page.pages > 1 && (
				<nav className="slotbridge-actions" aria-label={ __( 'Pages', 'slotbridge' ) }>
					<Action variant="secondary" disabled={ choice.page <= 1 } accessibleWhenDisabled onClick={ () => move( { page: choice.page - 1 } ) }>
						{ __( 'Previous', 'slotbridge' ) }
					</Action>
					<span role="status">{ sprintf( /* translators: 1: number of a page, 2: number of pages. */ __( 'Page %1$d of %2$d', 'slotbridge' ), choice.page, page.pages ) }</span>
					<Action variant="secondary" disabled={ choice.page >= page.pages } accessibleWhenDisabled onClick={ () => move( { page: choice.page + 1 } ) }>
						{ __( 'Next', 'slotbridge' ) }
					</Action>
				</nav>
			) }
			{ asked && question && (
				<ConfirmDialog title={ question.title } confirmLabel={ question.confirm } cancelLabel={ __( 'Back', 'slotbridge' ) } isDestructive={ asked.decision === 'cancel' } isBusy={ task.isBusy } error={ task.error?.message } onConfirm={ () => void confirm() } onCancel={ () => setAsked( null ) }>
					<p>{ question.text }</p>
				</ConfirmDialog>
			) }
		</>
	);
}

interface BulkBarProps {
	page: LossPage;
	chosen: ReadonlySet<number>;
	onAll: ( on: boolean ) => void;
	onAsk: ( decision: Decision, ids: number[] ) => void;
}

function BulkBar( { page: { items }, chosen, onAll, onAsk }: BulkBarProps ) {
	const ids = ( decision: Decision ): number[] => fitting( items, chosen, decision ).map( ( { id } ) => id );
	const [ keep, cancel, undo ] = [ ids( 'keep' ), ids( 'cancel' ), ids( 'undo' ) ];
	return (
		<div className="slotbridge-actions">
			<CheckboxField label={ __( 'Choose all shown', 'slotbridge' ) } checked={ items.length > 0 && chosen.size === items.length } disabled={ items.length === 0 } onChange={ onAll } />
			{ chosen.size > 0 && (
				<>
					<Action variant="secondary" disabled={ keep.length === 0 } accessibleWhenDisabled onClick={ () => onAsk( 'keep', keep ) }>
						{ sprintf( /* translators: %d: number of entries. */ _n( 'Keep bookings of %d', 'Keep bookings of %d', keep.length, 'slotbridge' ), keep.length ) }
					</Action>
					<Action variant="secondary" isDestructive disabled={ cancel.length === 0 } accessibleWhenDisabled onClick={ () => onAsk( 'cancel', cancel ) }>
						{ sprintf( /* translators: %d: number of entries. */ _n( 'Cancel bookings of %d', 'Cancel bookings of %d', cancel.length, 'slotbridge' ), cancel.length ) }
					</Action>
					<Action variant="secondary" disabled={ undo.length === 0 } accessibleWhenDisabled onClick={ () => onAsk( 'undo', undo ) }>
						{ sprintf( /* translators: %d: number of entries. */ _n( 'Restore bookings of %d', 'Restore bookings of %d', undo.length, 'slotbridge' ), undo.length ) }
					</Action>
				</>
			) }
		</div>
	);
}
