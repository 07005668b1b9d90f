/** Time zone names that HighLevel's schedules take, for those that they refuse. */

/** The pattern that HighLevel prints for a schedule's time zone: two words, no hyphen, no digit. */
const ACCEPTED = /^[A-Za-z_]+\/[A-Za-z_]+$/;

/**
 * Names of the time zone database that the pattern refuses, and another name of the very same zone that it takes.
 * Source: the `backward` file of the IANA database, and the areas with one clock since 1970. Zones without such a
 * twin (America/Port-au-Prince, Etc/GMT+5, most of Argentina's provinces) are not in the list.
 */
const ALIASES: Readonly<Record<string, string>> = {
	UTC: 'Etc/UTC', UCT: 'Etc/UTC', Zulu: 'Etc/UTC', Universal: 'Etc/UTC', GMT: 'Etc/GMT', Greenwich: 'Etc/GMT',
	'GMT+0': 'Etc/GMT', 'GMT-0': 'Etc/GMT', GMT0: 'Etc/GMT', 'Etc/GMT+0': 'Etc/GMT', 'Etc/GMT-0': 'Etc/GMT', 'Etc/GMT0': 'Etc/GMT',
	'America/Argentina/Buenos_Aires': 'America/Buenos_Aires',
	'America/Argentina/Catamarca': 'America/Catamarca',
	'America/Argentina/ComodRivadavia': 'America/Catamarca',
	'America/Argentina/Cordoba': 'America/Cordoba',
	'America/Argentina/Jujuy': 'America/Jujuy',
	'America/Argentina/Mendoza': 'America/Mendoza',
	'America/Indiana/Indianapolis': 'America/Indianapolis',
	'US/East-Indiana': 'America/Indianapolis',
	'America/Indiana/Knox': 'America/Knox_IN',
	'US/Indiana-Starke': 'America/Knox_IN',
	'America/Kentucky/Louisville': 'America/Louisville',
	'America/Blanc-Sablon': 'America/Puerto_Rico',
	'Africa/Porto-Novo': 'Africa/Lagos',
	'NZ-CHAT': 'Pacific/Chatham',
	NZ: 'Pacific/Auckland', GB: 'Europe/London', 'GB-Eire': 'Europe/London', Eire: 'Europe/Dublin', Cuba: 'America/Havana',
	Egypt: 'Africa/Cairo', Hongkong: 'Asia/Hong_Kong', Iceland: 'Atlantic/Reykjavik', Iran: 'Asia/Tehran', Israel: 'Asia/Jerusalem',
	Jamaica: 'America/Jamaica', Japan: 'Asia/Tokyo', Kwajalein: 'Pacific/Kwajalein', Libya: 'Africa/Tripoli', Navajo: 'America/Denver',
	PRC: 'Asia/Shanghai', Poland: 'Europe/Warsaw', Portugal: 'Europe/Lisbon', ROC: 'Asia/Taipei', ROK: 'Asia/Seoul',
	Singapore: 'Asia/Singapore', Turkey: 'Europe/Istanbul', 'W-SU': 'Europe/Moscow',
	EST5EDT: 'America/New_York', CST6CDT: 'America/Chicago', MST7MDT: 'America/Denver', PST8PDT: 'America/Los_Angeles',
	EST: 'America/Panama', MST: 'America/Phoenix', HST: 'Pacific/Honolulu',
};

/**
 * @param zone An IANA name.
 * @return A name of the same zone that a HighLevel schedule takes; undefined where there is none.
 */
export function zoneForHighLevel( zone: string ): string | undefined {
	return ACCEPTED.test( zone ) ? zone : ALIASES[ zone ];
}

/** Whether this machine's time zone data knows the name. */
export function isTimeZone( zone: string ): boolean {
	try {
		new Intl.DateTimeFormat( 'en', { timeZone: zone } );
		return true;
	} catch {
		return false;
	}
}

/** Every replaced name, for tests. */
export const zoneAliases: ReadonlyMap<string, string> = new Map( Object.entries( ALIASES ) );
