/** Looks at the sites whose turn it is: opens and closes incidents, and writes one message for all that is new. */
import { listOpenIncidents, listUntold, markTold, openIncident, pruneIncidents, renewIncident, resolveIncident, type Finding, type IncidentRow } from '../../database/alert-incidents.ts';
import { enqueueAlertMessages } from '../../database/alert-messages.ts';
import { lockDueAlertSettings, markChecked, type DueAlertSettings } from '../../database/alert-settings.ts';
import type { Db, Trx } from '../../database/client.ts';
import { findProblems } from './alert-rules.ts';
import { alertForWebhook, alertMail, type AlertItem, type AlertNews } from './alert-text.ts';
import { storedRules } from './manage-alerts.ts';

export interface AlertPace {
	/** Between two looks at one site. */
	checkSeconds: number;
	/** Between two messages to one site; what happens meanwhile goes into the next one. */
	quietSeconds: number;
	/** Until an incident that got worse is told again. */
	againSeconds: number;
}

export const defaultPace: AlertPace = { checkSeconds: 60, quietSeconds: 300, againSeconds: 3_600 };

const KEPT_DAYS = 90;

/** All sites that are due; safe with any number of replicas, as each site is locked while it is looked at. */
export async function checkDueSites( db: Db, pace: AlertPace ): Promise<void> {
	while ( await db.transaction().execute( ( trx ) => checkOne( trx, pace ) ) ) {
		// The next one, until none is due.
	}
}

async function checkOne( trx: Trx, pace: AlertPace ): Promise<boolean> {
	const settings = await lockDueAlertSettings( trx, pace.quietSeconds );
	if ( settings === undefined ) {
		return false;
	}
	const siteId = settings.site_id;
	await settle( trx, siteId, await findProblems( trx, siteId, storedRules( settings ) ), pace );
	const told = settings.may_tell && await tell( trx, settings );
	await pruneIncidents( trx, siteId, KEPT_DAYS );
	await markChecked( trx, siteId, pace.checkSeconds, told );
	return true;
}

/** Brings the open incidents in line with what was found. */
async function settle( trx: Trx, siteId: string, findings: readonly Finding[], pace: AlertPace ): Promise<void> {
	const open = new Map( ( await listOpenIncidents( trx, siteId ) ).map( ( incident ) => [ `${ incident.rule } ${ incident.key }`, incident ] ) );
	for ( const finding of findings ) {
		const incident = open.get( `${ finding.rule } ${ finding.key }` );
		open.delete( `${ finding.rule } ${ finding.key }` );
		if ( incident === undefined ) {
			await openIncident( trx, siteId, finding );
		} else {
			await renewIncident( trx, siteId, incident.id, finding, incident.mark === finding.mark ? null : { afterSeconds: pace.againSeconds } );
		}
	}
	for ( const gone of open.values() ) {
		await resolveIncident( trx, siteId, gone.id );
	}
}

/** False when there is no news. Written in the transaction that marks them as told: both or neither. */
async function tell( trx: Trx, settings: DueAlertSettings ): Promise<boolean> {
	const untold = await listUntold( trx, settings.site_id );
	if ( untold.opened.length + untold.resolved.length === 0 ) {
		return false;
	}
	const news: AlertNews = {
		kind: 'changed', at: new Date().toISOString(), site: { id: settings.site_id, name: settings.site_name, url: settings.site_url },
		opened: untold.opened.map( toItem ), resolved: untold.resolved.map( toItem ),
	};
	await enqueueAlertMessages( trx, settings.site_id, [
		...( settings.webhook_url === null ? [] : [ { channel: 'webhook' as const, receiver: '', body: alertForWebhook( news, settings.webhook_format ) } ] ),
		...settings.emails.map( ( receiver ) => ( { channel: 'email' as const, receiver, body: alertMail( news ) } ) ),
	] );
	await markTold( trx, settings.site_id, untold );
	return true;
}

function toItem( { rule, title, detail, opened_at }: IncidentRow ): AlertItem {
	return { rule, title, detail, since: opened_at.toISOString() };
}
