/** The AccessAlly screen: what is told about members, by which signs, who may send messages in, what the Teams are called, and what was found. */
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { readAccessAlly, type AccessAllyAnswer } from '../../api/accessally.ts';
import { PageHeading } from '../../app/PageHeading.tsx';
import { useLeaveGuard, useRouter } from '../../app/router.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { tabId, Tabs } from '../../shared/Tabs.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { FindingsPanel } from './FindingsPanel.tsx';
import { InboundPanel } from './InboundPanel.tsx';
import { SignsPanel } from './SignsPanel.tsx';
import { TeamNamesPanel } from './TeamNamesPanel.tsx';
import { isOn } from './trigger-list.ts';
import { TriggersPanel } from './TriggersPanel.tsx';
import { useTriggers } from './use-triggers.ts';

const tabs = [
	{ name: 'triggers', title: __( 'Triggers', 'slotbridge' ) },
	{ name: 'signs', title: __( 'Orders and operations', 'slotbridge' ) },
	{ name: 'inbound', title: __( 'Inbound addresses', 'slotbridge' ) },
	{ name: 'teams', title: __( 'Team names', 'slotbridge' ) },
	{ name: 'found', title: __( 'What was found', 'slotbridge' ) },
];

const panelOf = ( name: string ): string => `slotbridge-panel-${ name }`;

export default function AccessAllyScreen() {
	const { place, go } = useRouter();
	const { data, error, isLoading, reload, set } = useResource( readAccessAlly );
	const triggers = useTriggers();
	const [ dirty, setDirty ] = useState<Record<string, boolean>>( {} );
	useLeaveGuard( Object.values( dirty ).includes( true ) );
	const setDirtySigns = useCallback( ( isDirty: boolean ) => setDirty( ( before ) => ( { ...before, signs: isDirty } ) ), [] );
	const setDirtyTeams = useCallback( ( isDirty: boolean ) => setDirty( ( before ) => ( { ...before, teams: isDirty } ) ), [] );
	const setDirtyInbound = useCallback( ( isDirty: boolean ) => setDirty( ( before ) => ( { ...before, inbound: isDirty } ) ), [] );
	const open = tabs.find( ( { name } ) => name === place.params.tab )?.name ?? 'triggers';

	const loaded = ( show: ( answer: AccessAllyAnswer ) => ReactNode ): ReactNode => {
		if ( data ) {
			return show( data );
		}
		return error ? (
			<Failed title={ __( 'This could not be loaded', 'slotbridge' ) } error={ error } onRetry={ () => void reload() } isRetrying={ isLoading } />
		) : (
			<Loading words={ __( 'Looking at AccessAlly…', 'slotbridge' ) } lines={ 6 } />
		);
	};
	// All panels stay where they are: what was begun in one of them is still there after a look at another.
	const panels: Record<string, ReactNode> = {
		triggers: <TriggersPanel triggers={ triggers } />,
		inbound: <InboundPanel isTriggerOn={ triggers.data && isOn( triggers.data.families, 'com.slotbridge.inbound.received' ) } onDirty={ setDirtyInbound } />,
		signs: loaded( ( answer ) => <SignsPanel answer={ answer } onSaved={ set } onDirty={ setDirtySigns } /> ),
		teams: loaded( ( answer ) => <TeamNamesPanel teams={ answer.teams } onSaved={ set } onDirty={ setDirtyTeams } /> ),
		found: loaded( ( answer ) => <FindingsPanel findings={ answer.findings } /> ),
	};
	return (
		<>
			<PageHeading
				title={ __( 'AccessAlly', 'slotbridge' ) }
				description={ __( 'Calendars and groups are always kept the same in HighLevel. Here you choose what else is told: each trigger is off until you switch it on.', 'slotbridge' ) }
			/>
			<Tabs label={ __( 'Parts of this screen', 'slotbridge' ) } tabs={ tabs } open={ open } panelOf={ panelOf } onOpen={ ( name ) => go( { screen: 'accessally', params: { tab: name } }, { replace: true } ) } />
			{ tabs.map( ( { name } ) => (
				<div key={ name } role="tabpanel" id={ panelOf( name ) } aria-labelledby={ tabId( name ) } className="slotbridge-panel" hidden={ name !== open }>
					{ panels[ name ] }
				</div>
			) ) }
		</>
	);
}
