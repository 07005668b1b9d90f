/** How this calendar stands with HighLevel, renewed by itself while the page is open. */
import { speak } from '@wordpress/a11y';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { placeUrl } from '../../app/places.ts';
import type { ApiError } from '../../api/errors.ts';
import { Badge } from '../../shared/Badge.tsx';
import { boot } from '../../shared/boot.ts';
import { Card } from '../../shared/Card.tsx';
import { CopyButton } from '../../shared/CopyButton.tsx';
import { When } from '../../shared/When.tsx';
import type { Sync } from './describe-sync.ts';

interface SyncPanelProps {
	sync: Sync | null;
	error: ApiError | null;
	isNew: boolean;
}

export function SyncPanel( { sync, error, isNew }: SyncPanelProps ) {
	useSpokenChange( sync );
	return (
		<Card title={ __( 'HighLevel', 'slotbridge' ) }>
			{ sync ? <SyncState sync={ sync } /> : <p className="slotbridge-muted">{ error?.message ?? ( isNew ? __( 'It is sent to HighLevel when you save it.', 'slotbridge' ) : __( 'Looking…', 'slotbridge' ) ) }</p> }
		</Card>
	);
}

function SyncState( { sync }: { sync: Sync } ) {
	return (
		<div className="slotbridge-sync">
			<p>
				<Badge tone={ sync.tone }>{ sync.title }</Badge>
			</p>
			{ sync.detail && <p>{ sync.detail }</p> }
			{ sync.deliveredAt && (
				<p className="slotbridge-muted">
					{ __( 'Last delivered', 'slotbridge' ) } <When at={ sync.deliveredAt } />
				</p>
			) }
			{ sync.highLevelId && (
				<p className="slotbridge-id">
					<code dir="ltr">{ sync.highLevelId }</code>
					<CopyButton text={ sync.highLevelId } what={ __( 'HighLevel ID', 'slotbridge' ) } />
				</p>
			) }
			{ sync.eventId && boot.capabilities.viewActivity && <a href={ placeUrl( boot.pageUrl, { screen: 'activity', params: { event: sync.eventId } } ) }>{ __( 'See every step', 'slotbridge' ) }</a> }
		</div>
	);
}

/** Says a new state aloud, but not the one that was there when the page opened. */
function useSpokenChange( sync: Sync | null ): void {
	const before = useRef<string | null>( null );
	const title = sync?.title ?? null;
	useEffect( () => {
		if ( title !== null && before.current !== null && before.current !== title ) {
			speak( `HighLevel: ${ title }`, 'polite' );
		}
		before.current = title;
	}, [ title ] );
}
