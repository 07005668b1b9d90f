/** Who changed which setting, newest first, with the old value beside the new one. */
import { Notice, SearchControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { PageHeading } from '../../app/PageHeading.tsx';
import { Action, SelectField } from '../../shared/controls.tsx';
import { Empty, Failed, Loading } from '../../shared/states.tsx';
import { ActivityTabs } from './ActivityTabs.tsx';
import { auditCsv } from './audit-csv.ts';
import { sourceWords } from './audit-words.ts';
import { AuditTable } from './AuditTable.tsx';
import { useAudit, type Audit, type AuditFilter } from './use-audit.ts';

const everything: AuditFilter = { source: '', q: '' };
const sources = [ 'wp-admin', 'rest', 'wp-cli', 'cron', 'site' ];

export function AuditList() {
	const [ filter, setFilter ] = useState( everything );
	const audit = useAudit( filter );
	return (
		<>
			<PageHeading
				title={ __( 'Activity', 'slotbridge' ) }
				description={ __( 'Who changed which setting, and what it was before. Secrets are never kept here. After a year entries are removed.', 'slotbridge' ) }
			/>
			<ActivityTabs open="people" />
			<AuditFilters filter={ filter } onChange={ ( change ) => setFilter( { ...filter, ...change } ) } />
			{ audit.items && audit.error && (
				<Notice status="warning" isDismissible={ false } className="slotbridge-notice">
					{ audit.error.message }
				</Notice>
			) }
			<AuditBody audit={ audit } isFiltered={ filter.source !== '' || filter.q !== '' } onReset={ () => setFilter( everything ) } />
		</>
	);
}

function AuditFilters( { filter, onChange }: { filter: AuditFilter; onChange: ( change: Partial<AuditFilter> ) => void } ) {
	const [ words, setWords ] = useState( filter.q );
	useEffect( () => setWords( filter.q ), [ filter.q ] );
	useEffect( () => {
		// Asked when the person stops typing.
		const timer = words === filter.q ? undefined : setTimeout( () => onChange( { q: words } ), 350 );
		return () => clearTimeout( timer );
	} );
	return (
		<div className="slotbridge-filters slotbridge-filters--two" role="search" aria-label={ __( 'Filter changes', 'slotbridge' ) }>
			<SelectField
				label={ __( 'Where', 'slotbridge' ) }
				value={ filter.source }
				options={ [ { value: '', label: __( 'Anywhere', 'slotbridge' ) }, ...sources.map( ( source ) => ( { value: source, label: sourceWords( source ) } ) ) ] }
				onChange={ ( source ) => onChange( { source } ) }
			/>
			<SearchControl __nextHasNoMarginBottom label={ __( 'Search by person, name or value', 'slotbridge' ) } value={ words } onChange={ setWords } />
		</div>
	);
}

function AuditBody( { audit, isFiltered, onReset }: { audit: Audit; isFiltered: boolean; onReset: () => void } ) {
	const { items, error, isLoading, hasMore, loadMore, reload } = audit;
	if ( items === null ) {
		return error
			? <Failed title={ __( 'The changes could not be loaded', 'slotbridge' ) } error={ error } onRetry={ reload } isRetrying={ isLoading } />
			: <Loading words={ __( 'Loading changes…', 'slotbridge' ) } lines={ 6 } />;
	}
	if ( items.length === 0 ) {
		return isFiltered ? (
			<Empty title={ __( 'Nothing matches', 'slotbridge' ) } action={ <Action variant="secondary" onClick={ onReset }>{ __( 'Show everything', 'slotbridge' ) }</Action> }>
				<p>{ __( 'No change fits this filter and search.', 'slotbridge' ) }</p>
			</Empty>
		) : (
			<Empty title={ __( 'Nobody has changed anything yet', 'slotbridge' ) }>
				<p>{ __( 'When somebody changes a setting, a connection, the mapping or who sees a calendar, it shows up here.', 'slotbridge' ) }</p>
			</Empty>
		);
	}
	return (
		<>
			<AuditTable items={ items } />
			<div className="slotbridge-actions slotbridge-actions--center">
				{ hasMore && (
					<Action variant="secondary" isBusy={ isLoading } onClick={ loadMore }>
						{ __( 'Show older', 'slotbridge' ) }
					</Action>
				) }
				<Action variant="tertiary" href={ `data:text/csv;charset=utf-8,${ encodeURIComponent( '\uFEFF' + auditCsv( items ) ) }` } download="slotbridge-changes.csv">
					{ __( 'Download these as CSV', 'slotbridge' ) }
				</Action>
			</div>
		</>
	);
}
