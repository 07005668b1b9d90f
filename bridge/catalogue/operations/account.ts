/** What belongs to the sub-account as a whole: the location, its users, its rooms and equipment. */
import { defineOperations } from './types.ts';

export const accountOperations = defineOperations( [
	{
		id: 'get-location',
		method: 'GET',
		path: '/locations/{locationId}',
		version: '2021-07-28',
		scope: 'locations.readonly',
		summary: 'read the name and the time zone of the location',
	},
	{
		id: 'get-user-by-location',
		method: 'GET',
		path: '/users/',
		version: '2021-07-28',
		scope: 'users.readonly',
		// Deprecated in favour of /users/search, which demands the agency's companyId: a location's token does not know it.
		summary: 'list the users of a location',
		query: { locationId: 'required' },
	},
	{
		id: 'fetch-calendar-resources',
		method: 'GET',
		path: '/calendars/resources/{resourceType}',
		version: '2021-04-15',
		scope: 'calendars/resources.readonly',
		summary: 'list the rooms or the equipment of a location',
		query: { locationId: 'required', limit: 'required', skip: 'required' },
	},
	{
		id: 'get-calendar-resource',
		method: 'GET',
		path: '/calendars/resources/{resourceType}/{id}',
		version: '2021-04-15',
		scope: 'calendars/resources.readonly',
		summary: 'read a room or a piece of equipment',
	},
] );
