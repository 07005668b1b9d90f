/** The last words of a start: where everything is, how to log in, and what to try. */
import type { Stack } from '../stack/stack.ts';
import { BOOKING_PAGE } from './seed.ts';

export function announce( stack: Stack ): string {
	const { wordpressUrl, owner, bridgeUrl, highLevel, parts } = stack;
	const admin = `${ wordpressUrl }/wp-admin`;
	const highLevelPage = parts.sandbox ? `${ highLevel.url }/__sandbox/` : highLevel.url;
	return `
SlotBridge is running.

  WordPress   ${ admin }/      log in as ${ owner.user } with the password ${ owner.password }
  Members     ana, ben, chloe, daniel, emma and farid log in with the password demo-member
  HighLevel   ${ highLevelPage }${ parts.sandbox ? '      the sandbox: its calendars, requests and faults' : `      location ${ highLevel.locationId }` }
  Bridge      ${ bridgeUrl }/readyz

${ parts.sandbox ? 'Five' : 'Four' } things to try
  1. Change a calendar at ${ admin }/edit.php?post_type=slotbridge_calendar and see HighLevel follow within seconds.
  2. Read what was sent, and what came back, at ${ admin }/admin.php?page=slotbridge&screen=activity
  3. Open ${ wordpressUrl }/${ BOOKING_PAGE }/ in a private window as ana, then as farid: each sees the calendars that their tags and offerings open.
     Why is told at ${ admin }/admin.php?page=slotbridge&screen=access
  4. ${ parts.sandbox
		? `Stop HighLevel's answers for a while: curl -X POST ${ highLevel.url }/__sandbox/faults -H 'content-type: application/json' -d '{"kind":"server-error","times":3}', then save a calendar: it arrives all the same.`
		: 'Change opening hours in HighLevel itself, then rename the calendar in WordPress: your hours stay.' }${ parts.sandbox ? `
  5. Connect by OAuth instead of a token: "Connect another location with HighLevel" at ${ admin }/admin.php?page=slotbridge&screen=connect leads over the bridge's page and the sandbox's consent and back.` : '' }

State and logs are in ${ stack.dir }. Ctrl-C stops everything; the next "npm start" carries on from here.
`;
}
