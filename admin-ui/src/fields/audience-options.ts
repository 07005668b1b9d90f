/** Everything an audience can be made of on this site, in one searchable list. */
import { __ } from '@wordpress/i18n';
import type { AudienceKind, AudienceRule, Option, Reference } from '../api/types.ts';

export const kindLabels: Record<AudienceKind, string> = {
	tag: __( 'Tag', 'slotbridge' ),
	team: __( 'Team', 'slotbridge' ),
	offering: __( 'Offering', 'slotbridge' ),
	role: __( 'Role', 'slotbridge' ),
	communityGroup: __( 'Community group', 'slotbridge' ),
};

const keyOf = ( { kind, id }: Pick<AudienceRule, 'kind' | 'id'> ): string => `${ kind }:${ id }`;

/** Options whose value names kind and id, for those that no rule uses yet. */
export function audienceOptions( { audience }: Reference, rules: AudienceRule[] ): Option[] {
	const used = new Set( rules.map( keyOf ) );
	return allRules( audience )
		.filter( ( rule ) => ! used.has( keyOf( rule ) ) )
		.map( ( rule ) => ( { value: keyOf( rule ), label: `${ kindLabels[ rule.kind ] }: ${ rule.name }` } ) );
}

/** The rule behind a chosen option. */
export function ruleOf( { audience }: Reference, value: string ): AudienceRule | undefined {
	return allRules( audience ).find( ( rule ) => keyOf( rule ) === value );
}

function allRules( { tags, offerings, teams, roles, communityGroups = [] }: Reference[ 'audience' ] ): AudienceRule[] {
	const of = ( kind: AudienceKind, things: { id: string | number; name: string }[] ): AudienceRule[] => things.map( ( { id, name } ) => ( { kind, id: String( id ), name } ) );
	return [ ...of( 'tag', tags ), ...of( 'offering', offerings ), ...of( 'team', teams ).map( ( rule ) => ( { ...rule, as: 'member' as const } ) ), ...of( 'communityGroup', communityGroups ), ...of( 'role', roles ) ];
}
