/** Where on the screen a problem belongs, and what the owner can do about it. */
import { __ } from '@wordpress/i18n';

export type ProblemPlace = 'bridgeUrl' | 'code' | 'token' | 'locationId' | 'scopes' | 'step';

interface Advice {
	place: ProblemPlace;
	advice: string;
}

const advices = (): Record<string, Advice> => ( {
	pairing_code_invalid: {
		place: 'code',
		advice: __( 'A code works once and for a short time. Start the bridge again and use the code that it prints then.', 'slotbridge' ),
	},
	bridge_unreachable: {
		place: 'bridgeUrl',
		advice: __( 'Check that the bridge is running and that this address can be opened from the server of this site, not only from your own computer.', 'slotbridge' ),
	},
	bridge_url_invalid: { place: 'bridgeUrl', advice: '' },
	highlevel_token_invalid: {
		place: 'token',
		advice: __( 'HighLevel shows a token only once: if you do not have it any more, rotate it there and paste the new one.', 'slotbridge' ),
	},
	highlevel_token_kind: {
		place: 'token',
		advice: __( 'Switch to the sub-account in HighLevel first: the agency’s own settings look much the same.', 'slotbridge' ),
	},
	highlevel_location_forbidden: {
		place: 'locationId',
		advice: __( 'The id is in the sub-account under Settings → Business Profile.', 'slotbridge' ),
	},
	highlevel_not_found: {
		place: 'locationId',
		advice: __( 'Copy the id again from Settings → Business Profile of the sub-account.', 'slotbridge' ),
	},
	highlevel_scope_missing: {
		place: 'scopes',
		advice: __( 'In HighLevel open Settings → Private Integrations, edit the integration, tick the missing scopes and save. The token stays the same: test again here.', 'slotbridge' ),
	},
	highlevel_unreachable: {
		place: 'step',
		advice: __( 'The bridge could not reach HighLevel. Check that its server may open outgoing connections, then test again.', 'slotbridge' ),
	},
	highlevel_timeout: { place: 'step', advice: __( 'Wait a minute, then test again.', 'slotbridge' ) },
	highlevel_unavailable: { place: 'step', advice: __( 'HighLevel has a fault of its own just now. Wait a few minutes, then test again.', 'slotbridge' ) },
	highlevel_rate_limited: { place: 'step', advice: __( 'Other tools use up HighLevel’s limit just now. Wait a minute, then test again.', 'slotbridge' ) },
} );

/** @param code An error code with or without the `slotbridge_` prefix; an unknown one belongs to the whole step. */
export function adviceFor( code: string ): Advice {
	return advices()[ code.replace( /^slotbridge_/, '' ) ] ?? { place: 'step', advice: '' };
}

/** Words of the first problem at this place, with what to do; undefined when there is none. */
export function problemAt( place: ProblemPlace, problems: { code: string; detail: string }[] ): string | undefined {
	for ( const { code, detail } of problems ) {
		const known = adviceFor( code );
		if ( known.place === place ) {
			return known.advice ? `${ detail } ${ known.advice }` : detail;
		}
	}
	return undefined;
}
